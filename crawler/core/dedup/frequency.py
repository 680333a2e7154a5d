"""How many articles have a word, counted in a table of fixed size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SLOTS = 1 << 18  # one megabyte; a rare word shares its slot with a frequent one in one of 800 cases
RARE_SHARE = 0.02
RARE_AT_LEAST = 40  # 2 % of 2,000: while the index is young, all but the commonest are rare
_MASK = SLOTS - 1
_MOST_WAITING = 64


class Frequency:
    """Document frequencies of word codes; a word that stands twice in an article counts once."""

    def __init__(self, counts: NDArray[np.uint32] | None = None, articles: int = 0) -> None:
        self._counts = np.zeros(SLOTS, dtype=np.uint32) if counts is None else counts
        self._waiting: list[NDArray[np.uint32]] = []
        self.articles = articles

    def add(self, words: NDArray[np.uint32]) -> None:
        """Count the distinct words of one more article."""
        self._waiting.append(words)
        self.articles += 1
        if len(self._waiting) >= _MOST_WAITING:
            self._count()

    @property
    def counts(self) -> NDArray[np.uint32]:
        """Articles by the lower 18 bits of a code."""
        if self._waiting:
            self._count()
        return self._counts

    def is_rare(self, word: int) -> bool:
        """True for a word of at most 2 % of the articles so far."""
        most = max(RARE_AT_LEAST, RARE_SHARE * self.articles)
        return bool(self.counts[word & _MASK] <= most)

    def _count(self) -> None:
        """Those that wait, at once: each would reach for as many distant places alone."""
        words = np.concatenate(self._waiting)
        words &= np.uint32(_MASK)
        np.add.at(self._counts, words, np.uint32(1))
        self._waiting.clear()
