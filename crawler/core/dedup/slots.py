"""Places where two texts put different words between the same neighbours.

A daily page is a form with slots: names, places, numbers. What differs between two of its issues
stands in slots and nowhere else. An edited copy has words more, words less and sentences moved.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from crawler.core.dedup.overlap import Codes, Marks, Overlap, Places

LONGEST = 3  # words of a name
Words = list[int]
Pair = tuple[Words, Words]


class Slots:
    """The slots of a pair; what stands at the head or tail of a text counts nothing.

    A word that the other has elsewhere can fill a slot as well: the town of one forecast stands in
    the headlines below another.
    """

    def __init__(self, overlap: Overlap) -> None:
        self._overlap = overlap
        self._ones, self._others = _frame(overlap)
        self._filled = _narrow(self._ones) & _narrow(self._others)
        self.count = int(np.count_nonzero(self._filled))
        """How many there are."""

    @property
    def loose(self) -> int:
        """Between how many shared words stand others, in no slot, that one text has alone.

        They are not numbers alone: those of a block of figures stand anywhere.
        """
        overlap = self._overlap
        told = _are_between(overlap.new_foreign, self._ones)
        told |= _are_between(overlap.old_foreign, self._others)
        return int(np.count_nonzero(told > self._filled))

    @property
    def pairs(self) -> list[Pair]:
        """The words in each slot, those of the new text first."""
        new, old = self._overlap.new.codes, self._overlap.old.codes
        return [
            (_between(new, self._ones, at), _between(old, self._others, at))
            for at in self._filled.nonzero()[0].tolist()
        ]

    @property
    def outside(self) -> Pair:
        """The words at head and tail of either text."""
        new, old = self._overlap.new.codes, self._overlap.old.codes
        return _ends(new, self._ones), _ends(old, self._others)


def _narrow(frame: Places) -> Marks:
    """Of each two neighbours in the frame whether a name has room between them."""
    widths = frame[1:] - frame[:-1]
    narrow: Marks = (widths > 1) & (widths <= LONGEST + 1)
    return narrow


def _are_between(marked: Marks, frame: Places) -> Marks:
    """Of each two neighbours in the frame whether marked words stand between them."""
    counted = np.add.accumulate(marked, dtype=np.intp).take(frame)
    return counted[1:] > counted[:-1]


def _between(codes: Codes, frame: Places, at: int) -> Words:
    words: Words = codes[frame[at] + 1 : frame[at + 1]].tolist()
    return words


def _ends(codes: Codes, frame: Places) -> Words:
    words: Words = codes.tolist()
    return words[: frame[0]] + words[frame[-1] + 1 :] if len(frame) else words


def _frame(overlap: Overlap) -> tuple[Places, Places]:
    """The places, in either text, of the most shared words that stand in the same order.

    Of several such runs it is one and the same, whichever text came first.
    """
    ones = overlap.new_shared.nonzero()[0]
    others = overlap.in_old.take(ones)
    if not np.count_nonzero(others[1:] < others[:-1]):
        return ones, others
    new, old = overlap.new.codes, overlap.old.codes
    if (len(new), new.tobytes()) >= (len(old), old.tobytes()):
        kept = _rising(others.tolist()).nonzero()[0]
    else:
        order = others.argsort()
        kept = order[_rising(ones[order].tolist())]
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
