"""How much two sketches share, and where the rest stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.words import NUMBER, kind_of

_PENALTY = 3  # words of a span that one foreign word among them outweighs


@dataclass(frozen=True)
class Overlap:
    """The distinct words of two bodies; shares are from 0 to 1."""

    new: Sketch
    old: Sketch
    shared: int

    @property
    def of_new(self) -> float:
        """Share of the new article's words that the old one has."""
        return self.shared / len(self.new.words)

    @property
    def of_old(self) -> float:
        """Share of the old article's words that the new one has."""
        return self.shared / len(self.old.words)

    @property
    def containment(self) -> float:
        """The greater of the two: 1 when one text holds all words of the other."""
        return self.shared / min(len(self.new.words), len(self.old.words))

    @property
    def jaccard(self) -> float:
        """Shared words of all words."""
        return self.shared / (len(self.new.words) + len(self.old.words) - self.shared)

    @cached_property
    def only_new(self) -> frozenset[int]:
        """Words of the new body alone."""
        return self.new.word_set - self.old.word_set

    @cached_property
    def only_old(self) -> frozenset[int]:
        """Words of the old body alone."""
        return self.old.word_set - self.new.word_set

    @cached_property
    def new_span(self) -> tuple[int, ...]:
        """The part of the new body that shares its words densely with the old."""
        return _dense(self.new.words, self.only_new)

    @cached_property
    def old_span(self) -> tuple[int, ...]:
        """The part of the old body that shares its words densely with the new."""
        return _dense(self.old.words, self.only_old)


def overlap_of(new: Sketch, old: Sketch) -> Overlap:
    """The overlap of two articles of which each has a word."""
    return Overlap(new, old, len(new.word_set & old.word_set))


def _dense(words: tuple[int, ...], foreign: frozenset[int]) -> tuple[int, ...]:
    """The run with the most shared words less three times its foreign ones (Kadane).

    Foreign numbers cost nothing: a price list is one part, whatever the prices.
    """
    best = score = first = start = end = 0
    for place, word in enumerate(words):
        if word in foreign:
            score -= 0 if kind_of(word) == NUMBER else _PENALTY
        else:
            score += 1
        if score <= 0:
            score, first = 0, place + 1
        elif score > best:
            best, start, end = score, first, place + 1
    return words[start:end]
