"""A table of the words of one text by the lowest 16 bits of their codes.

The words of many texts are looked up in it at once, without sorting any.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.distinct import Codes, Numbers
from crawler.core.dedup.words import CODE_MASK

_SLOTS = 1 << 16  # of 400 foreign words one is taken for a shared one; stays in the cache
_PLACES = np.arange(_SLOTS, dtype=np.uint16)
_DOWNWARDS = _PLACES[::-1].copy()
_CODE = np.array(CODE_MASK, dtype=np.uint32)
_INDEX = np.dtype(np.intp)  # numpy would make a copy with numbers of this kind for each look-up
_SLOT = np.dtype(np.uint16)
Marks = NDArray[np.bool_]
Places = NDArray[np.intp]


def slots_of(codes: NDArray[Any]) -> Places:
    """The slots of words; the lowest bits of the given numbers are the codes."""
    return codes.astype(_SLOT).astype(_INDEX)


class WordTable:
    """Holds one text at a time, for one thread at a time."""

    def __init__(self) -> None:
        self._places = np.zeros(_SLOTS, dtype=_SLOT)
        self._filled = np.empty(0, dtype=_INDEX)

    def fill(self, numbers: Numbers, first: int = 0) -> Marks:
        """Put the words of a text in; returns for each whether it is the last one of its slot.

        Args:
            numbers: End in the codes of the words, at most 65,535.
            first: What the place of the first word is. An empty slot has 0.
        """
        places = _PLACES[first : first + len(numbers)]
        last: Marks = self._put(slots_of(numbers), places) == places
        return last

    def _put(self, slots: Places, places: NDArray[np.uint16]) -> NDArray[np.uint16]:
        """Put places into slots, where the last one wins; returns what each slot holds then."""
        self._places[self._filled] = 0
        self._filled = slots
        self._places[slots] = places
        return self._places[slots]

    def look_up(self, slots: Places) -> NDArray[np.uint16]:
        """The place of the last word in each slot, 0 for an empty slot."""
        return self._places[slots]

    def distinct(self, numbers: Numbers) -> Codes:
        """The distinct words of a text in the order of first use.

        Args:
            numbers: End in the codes of the words, at least one and at most 65,535.
        """
        codes = numbers & _CODE
        backwards, places = codes[::-1], _DOWNWARDS[-len(codes) :]
        first = self._put(slots_of(backwards), places)
        kept = (first == places)[::-1]
        alike = codes[first.astype(_INDEX)] == backwards
        if False in alike.tobytes():  # other words end in the same bits
            hidden = (~alike).nonzero()[0]
            first_of = dict(zip(backwards[hidden].tolist(), (-1 - hidden).tolist(), strict=True))
            kept[list(first_of.values())] = True
        words: Codes = codes[kept.nonzero()[0]]
        return words
