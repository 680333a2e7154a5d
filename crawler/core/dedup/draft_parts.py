"""The parts of a draft that a comparison reads, before the draft is finished as a sketch.

Each function returns what reading the finished sketch would return.
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
    """The distinct words of the body in order, and which are repeated there or in the headline."""
    told = _told(draft)
    words, _ = distinct(told, [0, len(draft.body), len(told)])
    return words


def repeated_in(draft: Draft, codes: Codes) -> NDArray[np.bool_]:
    """Which distinct words of the body are repeated there or in the headline.

    Args:
        draft: Not longer than a sketch can be.
        codes: Its distinct words, as `words_in` returns them.
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
    """The numbers of the body in the order of the text, at most 255."""
    places = (draft.body & NUMBER).nonzero()[0][:MOST_NUMBERS]
    numbers: list[int] = (draft.body[places] >> HALF).tolist()
    return numbers


def dates_in(draft: Draft) -> list[int]:
    """The dates of headline and body, at most 60."""
    return sorted(*dates_of([draft.words]))[:MOST_DATES]
