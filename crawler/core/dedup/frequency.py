"""How many articles have a word, counted in a table of fixed size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SLOTS = 1 << 18  # one megabyte; a rare word shares its slot with a frequent one in one of 800 cases
RARE_SHARE = 0.02
RARE_AT_LEAST = 40  # 2 % of 2,000: while the index is young, all but the commonest are rare
_MASK = SLOTS - 1


class Frequency:
    """Document frequencies of word codes; a word that stands twice in an article counts once."""

    def __init__(self, counts: NDArray[np.uint32] | None = None, articles: int = 0) -> None:
        self.counts = np.zeros(SLOTS, dtype=np.uint32) if counts is None else counts
        self.articles = articles

    def add(self, words: Sequence[int]) -> None:
        """Count the distinct words of one more article."""
        self.counts[np.array(words, dtype=np.uint32) & np.uint32(_MASK)] += np.uint32(1)
        self.articles += 1

    def is_rare(self, word: int) -> bool:
        """True for a word of at most 2 % of the articles so far."""
        most = max(RARE_AT_LEAST, RARE_SHARE * self.articles)
        return bool(self.counts[word & _MASK] <= most)
