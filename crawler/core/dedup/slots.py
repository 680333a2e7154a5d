"""Places where two texts put different words between the same neighbours.

A daily page is a form with slots: names, places, numbers. What differs between two of its issues
stands in slots and nowhere else. An edited copy has words more, words less and sentences moved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from crawler.core.dedup.overlap import Overlap

LONGEST = 3  # words of a name


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots of a pair, and how many differences inside the texts are none."""

    pairs: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    loose: int


def slots_of(overlap: Overlap) -> Slots:
    """The slots, new words first; what stands at the head or tail of a text counts nothing."""
    place = {word: at for at, word in enumerate(overlap.old.words)}
    pairs, loose, slotted = [], 0, set[int]()
    for start, end in _runs(overlap.new.words, overlap.only_new):
        words = overlap.new.words
        other = overlap.old.words[place[words[start - 1]] + 1 : place[words[end]]]
        if _fits(words[start:end]) and _fits(other) and overlap.only_old.issuperset(other):
            pairs.append((words[start:end], other))
            slotted.update(other)
        else:
            loose += 1
    for start, end in _runs(overlap.old.words, overlap.only_old):
        loose += not slotted.issuperset(overlap.old.words[start:end])
    return Slots(tuple(pairs), loose)


def _fits(words: tuple[int, ...]) -> bool:
    return 0 < len(words) <= LONGEST


def _runs(words: tuple[int, ...], foreign: Collection[int]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of foreign words that has a shared word on either side."""
    start = -1
    for place, word in enumerate(words):
        if word in foreign:
            start = place if start < 0 else start
        else:
            if start > 0:
                yield start, place
            start = -1
