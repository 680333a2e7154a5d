"""How many articles have a word, counted in a table of fixed size."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.sketch_bytes import Sketch, finish
from crawler.core.dedup.sketch_layout import codes_of

SLOTS = (
    1 << 18
)  # half a megabyte; a rare word shares a slot with a frequent one in one of 800 cases
MOST = (1 << 16) - 1  # no more is counted: the word of as many articles is not rare
RARE_SHARE = 0.02
RARE_AT_LEAST = 40  # 2 % of 2,000: while the index is young, all but the commonest are rare
TOGETHER = 256  # articles: of fewer, each word fetches a line of the cache for itself alone
_MASK = SLOTS - 1
_NEARLY = MOST // 2  # what is below runs over in no one step
_ONE = np.uint16(1)


class Frequency:
    """Document frequencies of word codes; a word that stands twice in an article counts once.

    `counts` are those of a snapshot, which are copied.
    """

    def __init__(self, counts: NDArray[Any] | None = None, articles: int = 0) -> None:
        self._counts = np.zeros(SLOTS, dtype=np.uint16)
        if counts is not None:
            np.minimum(counts, MOST, out=self._counts, casting="unsafe")
        self._newest: list[Sketch] = []
        self.articles = articles

    def add(self, sketch: Sketch) -> None:
        """Count the distinct words of one more article."""
        self._newest.append(sketch)
        self.articles += 1
        if len(self._newest) >= TOGETHER:
            self._settle()

    def _settle(self) -> None:
        """Count the words of the articles that wait."""
        finish(self._newest)
        words = codes_of([sketch.data for sketch in self._newest])
        words &= np.uint32(_MASK)
        self._newest.clear()
        if self.articles > _NEARLY:
            words = self._filled_up(words)
        np.add.at(self._counts, words.astype(np.intp), _ONE)

    def _filled_up(self, words: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Set the counts that may reach the maximum; returns the words that are still to count."""
        near = self._counts[words] > _NEARLY
        slots, counts = np.unique(words[near], return_counts=True)
        self._counts[slots] = np.minimum(self._counts[slots] + counts, MOST)
        return words[~near]

    @property
    def counts(self) -> NDArray[np.uint16]:
        """Articles by the lower 18 bits of a code, at most 65,535."""
        if self._newest:
            self._settle()
        return self._counts

    def is_rare(self, word: int) -> bool:
        """True for a word of at most 2 % of the articles so far."""
        most = max(RARE_AT_LEAST, RARE_SHARE * self.articles)
        slot = word & _MASK
        counted = int(self._counts[slot])
        if counted > most or counted == MOST:
            return False
        if counted + len(self._newest) <= most:
            return True  # however many of those that wait have it
        return int(self.counts[slot]) <= most


class Borrowed(Frequency):
    """The counts of another index: what is added here is not counted, as it will be there."""

    def __init__(self, other: Frequency) -> None:
        self._other = other

    def add(self, sketch: Sketch) -> None:
        """Count nothing."""

    def is_rare(self, word: int) -> bool:
        """As the other index says."""
        return self._other.is_rare(word)

    @property
    def counts(self) -> NDArray[np.uint16]:
        """The counts of the other index."""
        return self._other.counts
