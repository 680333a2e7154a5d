"""All words of a folded text at once, as numbers: no string is made of any of them.

What the letters of a word add up to is the difference of two sums over the whole text, so that
numpy does all words in a few steps.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.lettering import Letters, Places, of_bytes, of_text
from crawler.core.dedup.letters import IN_WORD
from crawler.core.dedup.word_hashes import word_hashes
from crawler.core.dedup.words import IS_NUMBER

_IN_WORD = np.uint8(IN_WORD)
_MARK_OF = np.array([0, 0, IS_NUMBER], dtype=np.uint32)  # by the kind of the letters of a word
_IS_NONE = np.uint32((1 << 32) - 1 - IS_NUMBER)


class Scan(NamedTuple):
    """The words of a text: where they are, and their 32-bit numbers.

    A word stands behind its `before` up to its `last` letter; `cut` gives a part as text. The lower
    24 bits of a number are the code of the word. The first `titled` words are those of the
    headline.
    """

    cut: Callable[[int, int], str]
    before: Places
    last: Places
    numbers: NDArray[np.uint32]
    titled: int

    def word(self, place: int) -> str:
        """A word as text, "" beyond the last."""
        if place >= len(self.before):
            return ""
        return self.cut(int(self.before[place]) + 1, int(self.last[place]) + 1)


def scan(text: str | bytes) -> Scan:
    """The words of a folded text (see `folded`): runs of letters, runs of digits."""
    letters = of_bytes(text) if isinstance(text, bytes) else of_text(text)
    before, last, kinds = _runs(letters)
    numbers = word_hashes(letters.values, before, last)
    numbers &= _IS_NONE
    if kinds is not None:
        numbers |= _MARK_OF.take(kinds)
    titled = int(before.searchsorted(letters.heading)) if letters.heading > 0 else 0
    return Scan(letters.cut, before, last, numbers, titled)


def _runs(letters: Letters) -> tuple[Places, Places, NDArray[np.uint8] | None]:
    """Places before the first and of the last character of each word; kinds where some differ."""
    kinds = letters.kinds
    edges = (kinds[1:] != kinds[:-1]).nonzero()[0]
    if not letters.has_digits:  # a separator stands behind each
        return edges[::2], edges[1::2], None
    ends = edges[1:]
    runs = kinds[ends]
    if letters.even and not np.count_nonzero(runs[1::2]):
        return edges[::2], edges[1::2], runs[::2]
    words = (runs & _IN_WORD).nonzero()[0]
    return edges[words], ends[words], runs[words]
