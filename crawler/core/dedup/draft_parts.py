"""The parts of one draft that a comparison reads; the bytes of all wait for those of others.

Each gives what reading the finished sketch would give.
"""

from __future__ import annotations

import numpy as np

from crawler.core.dedup.dates_told import dates_of
from crawler.core.dedup.distinct import Words, distinct
from crawler.core.dedup.drafts import HALF, MOST_DATES, MOST_NUMBERS, NUMBER, Draft
from crawler.core.dedup.words import CODE_MASK

_CODE = np.array(CODE_MASK, dtype=np.uint32)


def words_in(draft: Draft) -> Words:
    """The distinct words of the body in order, and which stand more than once, headline too."""
    told = np.concatenate((draft.body, draft.title))
    words, _ = distinct(told, [0, len(draft.body), len(told)])
    return words


def title_in(draft: Draft) -> list[int]:
    """The words of the headline."""
    title: list[int] = (draft.title & _CODE).tolist()
    return title


def numbers_in(draft: Draft) -> list[int]:
    """The numbers of the body as in the text, 255 at most."""
    places = (draft.body & NUMBER).nonzero()[0][:MOST_NUMBERS]
    numbers: list[int] = (draft.body[places] >> HALF).tolist()
    return numbers


def dates_in(draft: Draft) -> list[int]:
    """The dates of headline and body, 60 at most."""
    return sorted(*dates_of([draft.words]))[:MOST_DATES]
