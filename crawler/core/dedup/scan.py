"""All words of a folded text at once, as numbers: no string is made of any of them.

What the letters of a word add up to is the difference of two sums over the whole text, so that
numpy does all words in a few steps.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.lettering import Letters, Places, letters_of
from crawler.core.dedup.letters import DIGIT, IN_WORD
from crawler.core.dedup.word_hashes import word_hashes
from crawler.core.dedup.words import IS_NUMBER

_IS_NUMBER = np.uint32(IS_NUMBER)
_NOWHERE: Places = np.empty(0, dtype=np.int64)
_IS_NONE = np.uint32((1 << 32) - 1 - IS_NUMBER)


class Scan(NamedTuple):
    """The words of a text: where they are, and their 32-bit numbers.

    A word stands behind its `before` up to its `last` letter. The lower 24 bits of a number are
    the code of the word. The words at `digits` are runs of digits, the first `titled` words are
    those of the headline.
    """

    letters: Letters
    before: Places
    last: Places
    digits: Places
    numbers: NDArray[np.uint32]
    titled: int

    def word(self, place: int) -> str:
        """A word as text, "" beyond the last."""
        if place >= len(self.before):
            return ""
        return self.letters.cut(int(self.before[place]) + 1, int(self.last[place]) + 1)


def scan(text: str | bytes) -> Scan:
    """The words of a folded text (see `folded`): runs of letters, runs of digits."""
    letters = letters_of(text)
    before, last = _runs(letters)
    numbers = word_hashes(letters.values, before, last)
    numbers &= _IS_NONE
    digits = _NOWHERE
    if letters.has_digits:
        digits = (letters.kinds[last] == DIGIT).nonzero()[0]
        numbers[digits] |= _IS_NUMBER
    titled = int(before.searchsorted(letters.heading)) if letters.heading > 0 else 0
    return Scan(letters, before, last, digits, numbers, titled)


def _runs(letters: Letters) -> tuple[Places, Places]:
    """Places before the first and of the last character of each word."""
    kinds = letters.kinds
    edges = (kinds[1:] != kinds[:-1]).nonzero()[0]
    if letters.even and not np.count_nonzero(kinds[1:][edges[1::2]]):
        return edges[::2], edges[1::2]  # a separator stands behind each
    words = (kinds.take(edges[1:]) & IN_WORD).nonzero()[0]
    return edges.take(words), edges[1:].take(words)
