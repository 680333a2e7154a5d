"""The parts of one draft that a comparison reads; the bytes of all wait for those of others.

Each gives what reading the finished sketch would give.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.dates_told import dates_of
from crawler.core.dedup.distinct import Codes, Numbers, Words, distinct
from crawler.core.dedup.drafts import HALF, MOST_DATES, MOST_NUMBERS, NUMBER, Draft
from crawler.core.dedup.words import CODE_MASK

_CODE = np.array(CODE_MASK, dtype=np.uint32)


def words_in(draft: Draft) -> Words:
    """The distinct words of the body in order, and which stand more than once, headline too."""
    told = _told(draft)
    words, _ = distinct(told, [0, len(draft.body), len(told)])
    return words


def repeated_in(draft: Draft, codes: Codes) -> NDArray[np.bool_]:
    """Which of the words of the body stand more than once, headline too.

    Args:
        draft: Not longer than a sketch can be.
        codes: Its distinct words, which `words_in` gives as well.
    """
    titled = {word & CODE_MASK for word in draft.title}  # two of its words may have one code
    told = np.concatenate((draft.body & _CODE, np.array([*titled], dtype=np.uint32)))
    told.sort()
    again = told[(told[1:] == told[:-1]).nonzero()[0]]
    order = codes.argsort()
    repeated = np.zeros(len(codes), dtype=np.bool_)
    repeated[order[codes[order].searchsorted(again)]] = True
    return repeated


def title_in(draft: Draft) -> list[int]:
    """The words of the headline."""
    return [word & CODE_MASK for word in draft.title]


def _told(draft: Draft) -> Numbers:
    return np.concatenate((draft.body, np.array(draft.title, dtype=np.uint32)))


def numbers_in(draft: Draft) -> list[int]:
    """The numbers of the body as in the text, 255 at most."""
    places = (draft.body & NUMBER).nonzero()[0][:MOST_NUMBERS]
    numbers: list[int] = (draft.body[places] >> HALF).tolist()
    return numbers


def dates_in(draft: Draft) -> list[int]:
    """The dates of headline and body, 60 at most."""
    return sorted(*dates_of([draft.words]))[:MOST_DATES]
