"""How many words two sketches share, and where the other words stand."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup import titles
from crawler.core.dedup.once import once
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.word_table import WordTable, slots_of
from crawler.core.dedup.words import IS_NUMBER

_OUTWEIGHED = 3  # words of a span, by one foreign word among them
_PENALTY = np.array(_OUTWEIGHED, dtype=np.int8)
_FEW = 12  # foreign words up to which to go through them takes less than sums over all words
_IS_NUMBER = np.array(IS_NUMBER, dtype=np.uint32)
_INDEX = np.dtype(np.intp)
Codes = NDArray[np.uint32]
Marks = NDArray[np.bool_]
Places = NDArray[np.intp]


class Overlap:
    """The distinct words of two bodies; shares are from 0 to 1.

    Attributes:
        new: The later article.
        old: The earlier one.
        old_shared: For each word of the old body, whether the new one has it.
        shared: How many words both have.
        of_new: Share of the new article's words that the old one has.
        of_old: Share of the old article's words that the new one has.
        containment: The greater of the two: 1 when one text holds all words of the other.
        jaccard: Shared words divided by all distinct words of both.
    """

    def __init__(self, new: Sketch, old: Sketch, places: Places, old_shared: Marks) -> None:
        self.new, self.old, self.old_shared, self._places = new, old, old_shared, places
        ones, others, shared = len(new.codes), len(old.codes), old_shared.tobytes().count(1)
        self.shared = shared
        self.of_new, self.of_old = shared / ones, shared / others
        self.containment = shared / min(ones, others)
        self.jaccard = shared / (ones + others - shared)

    @property
    def likeness(self) -> float:
        """Containment and Jaccard together."""
        return self.containment + self.jaccard

    @once
    def places(self) -> Places:
        """The place in the new body of each shared word, in the order of the old body."""
        shared: Places = self._places[self.old_places]
        return shared

    @once
    def old_places(self) -> Places:
        """The place in the old body of each shared word."""
        return self.old_shared.nonzero()[0]  # an array is cut by places in half the time of marks

    @property
    def is_nested(self) -> bool:
        """Whether one text holds all words of the other in the same order; then it has no slots."""
        return self.containment == 1 and is_rising(self.places)

    @once
    def new_shared(self) -> Marks:
        """For each word of the new body, whether the old one has it."""
        shared = np.zeros(len(self.new.codes), dtype=np.bool_)
        shared[self.places] = True
        return shared

    @once
    def new_foreign(self) -> Marks:
        """For each word of the new body, whether the old one lacks it; never true for numbers."""
        foreign: Marks = (self.new.codes < _IS_NUMBER) > self.new_shared
        return foreign

    @once
    def old_foreign(self) -> Marks:
        """For each word of the old body, whether the new one lacks it; never true for numbers."""
        foreign: Marks = (self.old.codes < _IS_NUMBER) > self.old_shared
        return foreign

    @once
    def only_new(self) -> frozenset[int]:
        """Words that only the new body has."""
        return frozenset(self.new.codes[(~self.new_shared).nonzero()[0]].tolist())

    @once
    def only_old(self) -> frozenset[int]:
        """Words that only the old body has."""
        return frozenset(self.old.codes[(~self.old_shared).nonzero()[0]].tolist())

    @once
    def new_span(self) -> slice:
        """The part of the new body's words that shares them densely with the old."""
        return _dense(self.new_shared, self.new_foreign)

    @once
    def old_span(self) -> slice:
        """The part of the old body's words that shares them densely with the new."""
        return _dense(self.old_shared, self.old_foreign)

    @once
    def titles_agree(self) -> bool:
        """Whether the headlines are one (see `titles.agree`)."""
        return titles.agree(self.new, self.old)


class Beside:
    """A new article whose words are in a table, ready for comparisons with earlier ones."""

    def __init__(self, new: Sketch, table: WordTable) -> None:
        self._new, self._table = new, table
        if new.draft:
            new.take_codes(table.distinct(new.draft.body))
        last = table.fill(new.codes)
        alone = False not in last.tobytes()
        self._hidden: list[int] = [] if alone else (~last).nonzero()[0].tolist()

    def old(self, old: Sketch) -> Overlap:
        """The overlap with an earlier article; valid until the table has another text."""
        ones, others = self._new.codes, old.codes
        places = self._table.look_up(slots_of(others)).astype(_INDEX)
        for place in self._hidden:  # behind a word that ends in the same bits
            places[others == ones[place]] = place
        return Overlap(self._new, old, places, ones[places] == others)


def overlap_of(new: Sketch, old: Sketch) -> Overlap:
    """The overlap of two articles; each must have at least one word."""
    return Beside(new, WordTable()).old(old)


def is_rising(places: Places) -> bool:
    """Whether the places rise."""
    return True not in (places[1:] < places[:-1]).tobytes()


def _dense(shared: Marks, foreign: Marks) -> slice:
    """The run of words with the highest score: shared words minus three times the foreign ones.

    Foreign numbers cost nothing: a price list is one part, whatever the prices. Of equal runs the
    one that ends first wins, and of these the shortest.
    """
    places = foreign.nonzero()[0]
    if len(places) > _FEW:
        return _dense_by_sums(shared, foreign)
    return _dense_between(shared.tobytes(), [*places.tolist(), len(shared)])


def _dense_between(shared: bytes, foreign: list[int]) -> slice:
    """As `_dense`, computed from the stretches between foreign words.

    Args:
        shared: Marks of the words.
        foreign: Places of the foreign words, and the end.
    """
    most, first, end = 0, 0, 0  # the best run so far, and the place that it begins behind
    total, lowest, low, behind = 0, 0, 0, 0
    for place in foreign:
        total += shared.count(1, behind, place)
        if total - lowest > most:
            most, first, end = total - lowest, low, shared.rindex(1, behind, place) + 1
        total -= _OUTWEIGHED
        behind = place + 1
        if total <= lowest:
            lowest, low = total, behind
    return slice(shared.index(1, first, end) if most else 0, end)


def _dense_by_sums(shared: Marks, foreign: Marks) -> slice:
    """As `_dense`, faster where many words are foreign."""
    sums = np.zeros(len(shared) + 1, dtype=np.int32)
    steps = shared.view(np.int8) - foreign.view(np.int8) * _PENALTY
    np.add.accumulate(steps, dtype=np.int32, out=sums[1:])
    end = int((sums - np.minimum.accumulate(sums)).argmax())
    start = end - int(sums[end::-1].argmin())  # the last of the lowest
    return slice(start, end)
