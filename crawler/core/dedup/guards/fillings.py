"""The slots of two pages of a form, whatever headlines of other articles stand below either."""

from __future__ import annotations

from itertools import pairwise, starmap

import numpy as np

from crawler.core.dedup.kinds_of_words import CONTENT, kind_of
from crawler.core.dedup.overlap import Marks, Overlap
from crawler.core.dedup.slots import LONGEST, Gap, Slots

_BLOCK = 8  # words that either text has alone behind what both tell: those of other headlines


class Fillings(Slots):
    """Slots, of which two beside one word are one, and none is looked for in blocks of headlines.

    What two blocks share stands in another order, between words of other headlines: by it no
    editor is told. And a name may hold a word of the other name, or one that the page has further
    on: Ahmed Salih for Salih Muqbil is one name for another.
    """

    def __init__(self, overlap: Overlap) -> None:
        super().__init__(overlap)
        self._first = next(self._loose(), None)
        for mend in (self._join, self._leave_out_blocks):
            if self._first and mend(self._first):
                self._first = next(self._loose(), None)

    @property
    def is_loose(self) -> bool:
        """Whether words stand between shared ones, in no slot, that one text has alone."""
        return self._first is not None

    def _leave_out_blocks(self, first: Gap) -> bool:
        """Let the frame end with the part that shares words densely, if both go on alone.

        The first loose gap is asked beforehand: most of what is shared must stand before it.
        """
        overlap, (one, _, other, _) = self._overlap, first
        if 2 * self._ones.searchsorted(one) < len(self._ones):
            return False
        if not _is_block(overlap.new_foreign[one:]) or not _is_block(overlap.old_foreign[other:]):
            return False
        end, other_end = overlap.new_span.stop, overlap.old_span.stop
        inside = (self._ones < end) & (self._others < other_end)
        self._ones, self._others = self._ones[inside], self._others[inside]
        self._gaps = [gap for gap in self._gaps if gap[1] < end and gap[3] < other_end]
        return True

    def _join(self, first: Gap) -> bool:
        """Make gaps with one word of the frame between them one where a name has room for both."""
        gaps, joined = self._gaps, self._gaps[:1]
        at = gaps.index(first)
        if not any(starmap(_are_next, pairwise(gaps[max(at - 1, 0) : at + 2]))):
            return False
        for gap in gaps[1:]:
            last = joined[-1]
            both = last[0], gap[1], last[2], gap[3]
            if _are_next(last, gap) and self._is_name(both):
                joined[-1] = both
            else:
                joined.append(gap)
        self._gaps = joined
        return len(joined) < len(gaps)

    def _is_name(self, gap: Gap) -> bool:
        """Whether either text has a name there, with a word that the other lacks."""
        one, next_one, other, next_other = gap
        if max(next_one - one, next_other - other) > LONGEST + 1:
            return False
        overlap, new, old = self._overlap, slice(one, next_one), slice(other, next_other)
        names = overlap.new.codes[new][overlap.new_foreign[new]]
        others = overlap.old.codes[old][overlap.old_foreign[old]]
        return CONTENT in map(kind_of, names.tolist()) and CONTENT in map(kind_of, others.tolist())


def _are_next(one: Gap, other: Gap) -> bool:
    return one[1] == other[0] and one[3] == other[2]


def _is_block(foreign: Marks) -> bool:
    return bool(np.count_nonzero(foreign) >= _BLOCK)
