"""How much two sketches share, and where the rest stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.words import IS_NUMBER

_PENALTY = 3  # words of a span that one foreign word among them outweighs
_IS_NUMBER = np.uint32(IS_NUMBER)
Marks = NDArray[np.bool_]


@dataclass
class Overlap:
    """The distinct words of two bodies; shares are from 0 to 1.

    `old_shared` says of each word of the old body whether the new one has it.
    """

    new: Sketch
    old: Sketch
    old_shared: Marks
    shared: int

    @property
    def of_new(self) -> float:
        """Share of the new article's words that the old one has."""
        return self.shared / len(self.new.codes)

    @property
    def of_old(self) -> float:
        """Share of the old article's words that the new one has."""
        return self.shared / len(self.old.codes)

    @property
    def containment(self) -> float:
        """The greater of the two: 1 when one text holds all words of the other."""
        return self.shared / min(len(self.new.codes), len(self.old.codes))

    @property
    def jaccard(self) -> float:
        """Shared words of all words."""
        return self.shared / (len(self.new.codes) + len(self.old.codes) - self.shared)

    @cached_property
    def new_shared(self) -> Marks:
        """Of each word of the new body whether the old one has it."""
        return _held(self.new, self.old)

    @cached_property
    def only_new(self) -> frozenset[int]:
        """Words of the new body alone."""
        return frozenset(self.new.codes[~self.new_shared].tolist())

    @cached_property
    def only_old(self) -> frozenset[int]:
        """Words of the old body alone."""
        return frozenset(self.old.codes[~self.old_shared].tolist())

    @cached_property
    def new_span(self) -> slice:
        """The part of the new body's words that shares them densely with the old."""
        return _dense(self.new.codes, self.new_shared)

    @cached_property
    def old_span(self) -> slice:
        """The part of the old body's words that shares them densely with the new."""
        return _dense(self.old.codes, self.old_shared)


def overlap_of(new: Sketch, old: Sketch) -> Overlap:
    """The overlap of two articles of which each has a word."""
    held = _held(old, new)  # the words of the new one are sorted once for all
    return Overlap(new, old, held, int(np.count_nonzero(held)))


def _held(one: Sketch, other: Sketch) -> Marks:
    """Of each word of the one whether the other has it."""
    places = other.sorted_codes.searchsorted(one.codes)
    held: Marks = other.sorted_codes.take(places, mode="clip") == one.codes
    return held


def _dense(codes: NDArray[np.uint32], shared: Marks) -> slice:
    """The run with the most shared words less three times its foreign ones.

    Foreign numbers cost nothing: a price list is one part, whatever the prices.
    """
    sums = np.zeros(len(codes) + 1, dtype=np.int64)
    sums[1:] = shared
    sums[1:][(codes < _IS_NUMBER) > shared] = -_PENALTY
    np.add.accumulate(sums, out=sums)
    end = int((sums - np.minimum.accumulate(sums)).argmax())
    start = end - int(sums[end::-1].argmin())  # the last of the lowest
    return slice(start, end)
