"""Places where two texts put different words between the same neighbours.

A daily page is a form with slots: names, places, numbers. What differs between two of its issues
stands in slots and nowhere else. An edited copy has words more, words less and sentences moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.words import is_number

LONGEST = 3  # words of a name
Words = tuple[int, ...]
Pair = tuple[Words, Words]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots of a pair, how many differences inside the texts are none, and heads and tails."""

    pairs: tuple[Pair, ...]
    loose: int
    outside: Pair


def slots_of(overlap: Overlap) -> Slots:
    """The slots, new words first; what stands at the head or tail of a text counts nothing.

    A word that the other has elsewhere can fill a slot as well: the town of one forecast stands in
    the headlines below another.
    """
    ones, others = _frame(overlap)
    new, old = overlap.new.words, overlap.old.words
    gaps = [(new[gap], old[other]) for gap, other in _gaps(ones, others)]
    pairs = tuple((one, other) for one, other in gaps if _fits(one) and _fits(other))
    return Slots(
        pairs,
        sum(_is_edit(overlap, one, other) for one, other in gaps if (one, other) not in pairs),
        (_ends(new, ones), _ends(old, others)),
    )


def _is_edit(overlap: Overlap, one: Words, other: Words) -> bool:
    """Whether words, not numbers alone, stand there that the other text has nowhere."""
    foreign = overlap.only_new.intersection(one) | overlap.only_old.intersection(other)
    return not all(map(is_number, foreign))


def _ends(words: Words, frame: Places) -> Words:
    return words[: frame[0]] + words[frame[-1] + 1 :] if len(frame) else words


def _fits(words: Words) -> bool:
    return 0 < len(words) <= LONGEST


def _frame(overlap: Overlap) -> tuple[Places, Places]:
    """The places, in either text, of the most shared words that stand in the same order."""
    ones, codes = overlap.new_shared.nonzero()[0], overlap.old.codes
    order = codes.argsort()
    others = order[codes[order].searchsorted(overlap.new.codes[ones])]
    if (others[1:] > others[:-1]).all():
        return ones, others
    kept = _rising(others.tolist())
    return ones[kept], others[kept]


def _rising(numbers: list[int]) -> list[int]:
    """Where the longest run of rising numbers stands, of numbers that are all different."""
    lowest: list[int] = []  # last number of the best run of each length, and where it is
    at, before = [-1], []
    for place, number in enumerate(numbers):
        length = len(lowest)
        if lowest and number < lowest[-1]:
            length = bisect_left(lowest, number)
        before.append(at[length])
        lowest[length : length + 1] = [number]
        at[length + 1 : length + 2] = [place]
    kept, place = [], at[-1]
    while place >= 0:
        kept.append(place)
        place = before[place]
    return kept[::-1]


def _gaps(ones: Places, others: Places) -> Iterator[tuple[slice, slice]]:
    """What stands between two words of the frame that are neighbours in it."""
    wide = (np.diff(ones) > 1) | (np.diff(others) > 1)
    for at in wide.nonzero()[0].tolist():
        yield slice(ones[at] + 1, ones[at + 1]), slice(others[at] + 1, others[at + 1])
