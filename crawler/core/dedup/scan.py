"""Turns all words of a folded text into numbers at once, without making a string for any of them.

The sum over the letters of a word is the difference of two running sums over the text, so numpy
needs a few steps for all words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.lettering import of_bytes, of_text
from crawler.core.dedup.word_hashes import word_hashes
from crawler.core.dedup.words import IS_NUMBER

Numbers = NDArray[np.uint32]
_MARK_OF = np.array([0, 0, IS_NUMBER], dtype=np.uint32)  # by the kind of the letters of a word
_INDEX = np.dtype(np.intp)
_IS_NONE = np.array((1 << 32) - 1 - IS_NUMBER, dtype=np.uint32)


class Scan(NamedTuple):
    """The words of a text as 32-bit numbers, of which the lower 24 bits are the code of the word.

    The first `titled` are those of the headline.
    """

    numbers: Numbers
    titled: int


def scan(text: str | bytes) -> Scan:
    """The words of a folded text (see `folded`): runs of letters, runs of digits."""
    letters = of_bytes(text) if isinstance(text, bytes) else of_text(text)
    _, (before, last, kinds), values, heading = letters
    numbers = word_hashes(values, before, last)
    numbers &= _IS_NONE
    if kinds is not None:
        numbers |= _MARK_OF[kinds.astype(_INDEX)]  # faster than `take`, which converts too
    return Scan(numbers, int(before.searchsorted(heading)))


def numbers_of(words: Iterable[str]) -> Numbers:
    """The numbers of some folded words."""
    return scan(f" {' '.join(words)} ").numbers
