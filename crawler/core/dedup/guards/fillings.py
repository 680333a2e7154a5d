"""The slots of two pages of one form, apart from headlines of other articles that follow either."""

from __future__ import annotations

from itertools import pairwise, starmap

import numpy as np

from crawler.core.dedup.kinds_of_words import CONTENT, kind_of
from crawler.core.dedup.overlap import Marks, Overlap
from crawler.core.dedup.slots import LONGEST, Gap, Pair, Slots

_BLOCK = 8  # words that either text has alone behind what both tell: those of other headlines
_HEADLINE, _HEADLINES = 3, 24  # such words of what is new in a block: a headline, or a few
_PHRASE = 4  # words that stand together elsewhere in the other text


class Fillings(Slots):
    """Slots with two rules more.

    Blocks of headlines at the end hold no slots: the words that two such blocks share stand in
    another order between words of other headlines, which is no editor's work. And two gaps beside a
    single shared word are one slot: a name may hold a word of the other name, as Ahmed Salih for
    Salih Muqbil.
    """

    def __init__(self, overlap: Overlap) -> None:
        super().__init__(overlap)
        self._first = next(self._loose(), None)
        for mend in (self._join, self._leave_out_blocks, self._leave_out_rolled):
            if mend():
                self._first = next(self._loose(), None)

    @property
    def is_loose(self) -> bool:
        """Whether words stand between shared ones, in no slot, that one text has alone."""
        return self._first is not None

    @property
    def told(self) -> list[Pair]:
        """The words in each slot and in each loose gap, those of the new text first."""
        new, old = self._overlap.new.codes, self._overlap.old.codes
        return [
            (new[one + 1 : next_one].tolist(), old[other + 1 : next_other].tolist())
            for one, next_one, other, next_other in (*self._filled, *self._loose())
        ]

    @property
    def are_moved(self) -> bool:
        """Whether the slots hold only words that both texts have, and a phrase stands elsewhere.

        Then sentences stand in another order, and the slots are where they were split.
        """
        slots, new, old = self._filled, self._overlap.new_shared, self._overlap.old_shared
        if not all(_told(new, *gap[:2]).all() and _told(old, *gap[2:]).all() for gap in slots):
            return False
        moved = (gap for gap in self._gaps if gap not in slots)
        return bool(slots) and any(
            _count(new, *gap[:2]) >= _PHRASE or _count(old, *gap[2:]) >= _PHRASE for gap in moved
        )

    def _leave_out_blocks(self) -> bool:
        """Let the frame end with the densely shared part, if both go on with words of their own.

        That is checked at the first loose gap, or else at the last gap; most of what is shared must
        stand before it.
        """
        if not self._gaps:
            return False
        overlap, (one, _, other, _) = self._overlap, self._first or self._gaps[-1]
        if 2 * self._ones.searchsorted(one) < len(self._ones):
            return False
        if not _is_block(overlap.new_foreign[one:], overlap.old_foreign[other:]):
            return False
        self._end(overlap.new_span.stop, overlap.old_span.stop)
        return True

    def _leave_out_rolled(self) -> bool:
        """Let the frame end before the block of the latest headlines of one site.

        When the later page was made, one had come in at one end and another was gone at the other.
        """
        new, old = self._overlap.new, self._overlap.old
        if not self._first or not new.site or new.site != old.site:
            return False
        tail = self._ones.item(-1), len(new.codes), self._others.item(-1), len(old.codes)
        left, came, *more = [self._alone(*gap) for gap in (*self._loose(), tail)]
        if any(map(any, more)) or not _is_rolled(left, came):
            return False
        one, _, other, _ = self._first
        self._end(one + 1, other + 1)
        return True

    def _end(self, end: int, other_end: int) -> None:
        """Let the frame end before these two places."""
        inside = (self._ones < end) & (self._others < other_end)
        self._ones, self._others = self._ones[inside], self._others[inside]
        self._gaps = [gap for gap in self._gaps if gap[1] < end and gap[3] < other_end]

    def _alone(self, one: int, next_one: int, other: int, next_other: int) -> tuple[int, int]:
        """How many words of either text in a gap the other lacks."""
        new, old = self._overlap.new_foreign, self._overlap.old_foreign
        return _count(new, one, next_one), _count(old, other, next_other)

    def _join(self) -> bool:
        """Join gaps with a single word of the frame between them where a name has room for both."""
        if not self._first:
            return False
        gaps, joined = self._gaps, self._gaps[:1]
        at = gaps.index(self._first)
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
        overlap, new, old = self._overlap, slice(one + 1, next_one), slice(other + 1, next_other)
        names = overlap.new.codes[new][overlap.new_foreign[new]]
        others = overlap.old.codes[old][overlap.old_foreign[old]]
        return CONTENT in map(kind_of, names.tolist()) and CONTENT in map(kind_of, others.tolist())


def _are_next(one: Gap, other: Gap) -> bool:
    return one[1] == other[0] and one[3] == other[2]


def _told(marks: Marks, place: int, next_place: int) -> Marks:
    """The marks of the words between two words of the frame."""
    return marks[place + 1 : next_place]


def _count(marks: Marks, place: int, next_place: int) -> int:
    return int(np.count_nonzero(_told(marks, place, next_place)))


def _is_block(*foreign: Marks) -> bool:
    return all(np.count_nonzero(each) >= _BLOCK for each in foreign)


def _is_rolled(left: tuple[int, int], came: tuple[int, int]) -> bool:
    """Whether only one text has a headline first, and only the other one at the end."""
    none, some = sorted(zip(left, reversed(came), strict=True))
    return none == (0, 0) and min(some) >= _HEADLINE and max(some) <= _HEADLINES
