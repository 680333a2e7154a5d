"""Places where two texts put different words between the same neighbours.

A daily page is a form with slots: names, places, numbers. What differs between two of its issues
stands in slots and nowhere else. An edited copy has words more, words less and sentences moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from crawler.core.dedup.once import once
from crawler.core.dedup.overlap import Codes, Marks, Overlap, Places, is_rising

LONGEST = 3  # words of a name
Words = list[int]
Pair = tuple[Words, Words]
Gap = tuple[int, int, int, int]  # places of two neighbours in the frame: in the new text, the old


class Slots:
    """The slots of a pair; what stands at the head or tail of a text counts nothing.

    A word that the other has elsewhere can fill a slot as well: the town of one forecast stands in
    the headlines below another.
    """

    def __init__(self, overlap: Overlap) -> None:
        self._overlap = overlap
        self._ones, self._others = ones, others = _frame(overlap)
        widest = np.maximum(ones[1:] - ones[:-1], others[1:] - others[:-1])
        before = (widest > 1).nonzero()[0]
        bounds = [side[at].tolist() for side in (ones, others) for at in (before, before + 1)]
        self._gaps: list[Gap] = list(zip(*bounds, strict=True))

    @once
    def _filled(self) -> list[Gap]:
        return [gap for gap in self._gaps if _is_slot(*gap)]

    @property
    def count(self) -> int:
        """The number of slots."""
        return len(self._filled)

    @property
    def loose(self) -> int:
        """The number of gaps that are no slots and hold words that only one text has.

        Numbers do not count here: a block of figures may stand anywhere.
        """
        return len([*self._loose()])

    @property
    def is_loose(self) -> bool:
        """Whether there is such a gap; the search ends with the first."""
        return any(self._loose())

    def _loose(self) -> Iterator[Gap]:
        overlap = self._overlap
        new, old = overlap.new_foreign.tobytes(), overlap.old_foreign.tobytes()
        for gap in self._gaps:
            one, next_one, other, next_other = gap
            is_told = new.count(1, one, next_one) or old.count(1, other, next_other)
            if is_told and not _is_slot(*gap):
                yield gap

    @property
    def pairs(self) -> list[Pair]:
        """The words in each slot, those of the new text first."""
        new, old = self._overlap.new.codes, self._overlap.old.codes
        return [
            (new[one + 1 : next_one].tolist(), old[other + 1 : next_other].tolist())
            for one, next_one, other, next_other in self._filled
        ]

    @property
    def outside(self) -> Pair:
        """The words at head and tail of either text."""
        new, old = self._overlap.new.codes, self._overlap.old.codes
        return _ends(new, self._ones), _ends(old, self._others)


def _is_slot(one: int, next_one: int, other: int, next_other: int) -> bool:
    """Whether a name has room in either text between two shared words."""
    return 1 < next_one - one <= LONGEST + 1 and 1 < next_other - other <= LONGEST + 1


def _ends(codes: Codes, frame: Places) -> Words:
    words: Words = codes.tolist()
    return words[: frame[0]] + words[frame[-1] + 1 :] if len(frame) else words


def _frame(overlap: Overlap) -> tuple[Places, Places]:
    """The places, in either text, of the longest series of shared words in the same order.

    Of several such series it is always the same one, whichever text came first.
    """
    ones, others = overlap.places, overlap.old_places
    if is_rising(ones):
        return ones, others
    new, old = overlap.new.codes, overlap.old.codes
    if (len(new), new.tobytes()) < (len(old), old.tobytes()):
        kept = _rising(ones)
    else:
        order = ones.argsort()
        ones, others = ones[order], others[order]
        kept = _rising(others)
    at = kept.nonzero()[0]
    return ones[at], others[at]


def _rising(places: Places) -> Marks:
    """Marks of the longest rising subsequence of numbers that are all different."""
    numbers: list[int] = places.tolist()
    falls = (places[1:] < places[:-1]).nonzero()[0].tolist()
    lowest: list[int] = []  # last number of the best run of each length, and where it is
    at, before, place = [-1], [], 0
    for last in (*falls, len(numbers) - 1):
        while place <= last and lowest and numbers[place] < lowest[-1]:
            length = bisect_left(lowest, numbers[place])
            before.append(at[length])
            lowest[length] = numbers[place]
            at[length + 1] = place
            place += 1
        if place <= last:  # up to the next fall each is higher than all before: as most
            before += (at[-1], *range(place, last))
            lowest += numbers[place : last + 1]
            at += range(place, last + 1)
            place = last + 1
    kept, place = bytearray(len(numbers)), at[-1]
    while place >= 0:
        kept[place] = True
        place = before[place]
    return np.frombuffer(kept, dtype=np.bool_)
