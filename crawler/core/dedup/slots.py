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
        """How many there are."""
        return len(self._filled)

    @property
    def loose(self) -> int:
        """Between how many shared words stand others, in no slot, that one text has alone.

        They are not numbers alone: those of a block of figures stand anywhere.
        """
        return len([*self._loose()])

    @property
    def is_loose(self) -> bool:
        """Whether there are such words, without looking for more of them."""
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
    """The places, in either text, of the most shared words that stand in the same order.

    Of several such runs it is one and the same, whichever text came first.
    """
    ones, others = overlap.places, overlap.old_shared.nonzero()[0]
    if is_rising(ones):
        return ones, others
    new, old = overlap.new.codes, overlap.old.codes
    if (len(new), new.tobytes()) < (len(old), old.tobytes()):
        kept = _rising(ones.tolist())
    else:
        order = ones.argsort()
        ones, others = ones[order], others[order]
        kept = _rising(others.tolist())
    return ones[kept], others[kept]


def _rising(numbers: list[int]) -> Marks:
    """Which are the longest run of rising numbers, of numbers that are all different."""
    lowest: list[int] = []  # last number of the best run of each length, and where it is
    at, before, last = [-1], [], -1
    for place, number in enumerate(numbers):
        if number > last:  # as most
            before.append(at[-1])
            lowest.append(number)
            at.append(place)
            last = number
            continue
        length = bisect_left(lowest, number)
        before.append(at[length])
        lowest[length] = number
        at[length + 1] = place
        last = lowest[-1]
    kept, place = bytearray(len(numbers)), at[-1]
    while place >= 0:
        kept[place] = True
        place = before[place]
    return np.frombuffer(kept, dtype=np.bool_)
