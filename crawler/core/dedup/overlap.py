"""How much two sketches share, and where the rest stands."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup import titles
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.words import IS_NUMBER

_PENALTY = np.int32(3)  # words of a span that one foreign word among them outweighs
_IS_NUMBER = np.uint32(IS_NUMBER)
Codes = NDArray[np.uint32]
Marks = NDArray[np.bool_]
Places = NDArray[np.intp]


class Overlap:
    """The distinct words of two bodies; shares are from 0 to 1.

    Attributes:
        new: The later article.
        old: The earlier one.
        old_shared: Of each word of the old body whether the new one has it.
        shared: How many words both have.
        of_new: Share of the new article's words that the old one has.
        of_old: Share of the old article's words that the new one has.
        containment: The greater of the two: 1 when one text holds all words of the other.
        jaccard: Shared words of all words.
    """

    def __init__(self, new: Sketch, old: Sketch, places: Places, old_shared: Marks) -> None:
        self.new, self.old, self.old_shared, self._places = new, old, old_shared, places
        ones, others, shared = len(new.codes), len(old.codes), int(np.count_nonzero(old_shared))
        self.shared = shared
        self.of_new, self.of_old = shared / ones, shared / others
        self.containment = shared / min(ones, others)
        self.jaccard = shared / (ones + others - shared)

    @cached_property
    def in_old(self) -> Places:
        """Of each word of the new body its place in the old one, -1 of a foreign word."""
        found = np.full(len(self.new.codes), -1, dtype=np.intp)
        shared = self.old_shared.nonzero()[0]
        found[self.new.codes.argsort().take(self._places.take(shared))] = shared
        return found

    @cached_property
    def new_shared(self) -> Marks:
        """Of each word of the new body whether the old one has it."""
        shared: Marks = self.in_old >= 0
        return shared

    @cached_property
    def new_foreign(self) -> Marks:
        """Of each word of the new body whether it is no number and the old one lacks it."""
        foreign: Marks = (self.new.codes < _IS_NUMBER) > self.new_shared
        return foreign

    @cached_property
    def old_foreign(self) -> Marks:
        """Of each word of the old body whether it is no number and the new one lacks it."""
        foreign: Marks = (self.old.codes < _IS_NUMBER) > self.old_shared
        return foreign

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
        return _dense(self.new_shared, self.new_foreign)

    @cached_property
    def old_span(self) -> slice:
        """The part of the old body's words that shares them densely with the new."""
        return _dense(self.old_shared, self.old_foreign)

    @cached_property
    def titles_agree(self) -> bool:
        """Whether the headlines are one (see `titles.agree`)."""
        return titles.agree(self.new, self.old)


def overlap_of(new: Sketch, old: Sketch) -> Overlap:
    """The overlap of two articles of which each has a word."""
    places = new.sorted_codes.searchsorted(old.codes)  # the new one is sorted once for all
    return Overlap(new, old, places, new.sorted_codes.take(places, mode="clip") == old.codes)


def _dense(shared: Marks, foreign: Marks) -> slice:
    """The run with the most shared words less three times its foreign ones.

    Foreign numbers cost nothing: a price list is one part, whatever the prices. So where nothing
    else is foreign the run goes from the first shared word to the last.
    """
    if not np.count_nonzero(foreign) and np.count_nonzero(shared):
        return slice(int(shared.argmax()), len(shared) - int(shared[::-1].argmax()))
    sums = np.zeros(len(shared) + 1, dtype=np.int32)
    np.add.accumulate(shared - foreign * _PENALTY, out=sums[1:])
    end = int((sums - np.minimum.accumulate(sums)).argmax())
    start = end - int(sums[end::-1].argmin())  # the last of the lowest
    return slice(start, end)
