"""Slots and differences of a pair, beside a slow account of the same rule."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.slots import LONGEST, Slots, _rising
from crawler.core.dedup.words import IS_NUMBER, is_number

NUMBER = IS_NUMBER + 5
CODES = st.lists(
    st.sampled_from([*range(1, 10), *range(NUMBER, NUMBER + 3)]),
    min_size=1,
    max_size=9,
    unique=True,
)


def overlap(new, old):
    return overlap_of(*(made(words) for words in (new, old)))


def made(words):
    return Sketch(
        exact=bytes(16), keys=(), words=words, repeated=(), title=(), numbers=(), dates=()
    )


def gaps(words, frame):
    """What stands between neighbours of a frame, by its places."""
    return [words[start + 1 : end] for start, end in pairwise(frame)]


def account(new, old, slots):
    """Pairs, loose differences and what is outside, by the frame that was chosen."""
    ones, others = slots._ones.tolist(), slots._others.tolist()
    pairs, loose = [], 0
    for one, other in zip(gaps(new, ones), gaps(old, others), strict=True):
        if 0 < len(one) <= LONGEST and 0 < len(other) <= LONGEST:
            pairs.append((one, other))
        else:
            own = [word for word in one if word not in old]
            own += [word for word in other if word not in new]
            loose += any(not is_number(word) for word in own)
    if not ones:
        return pairs, loose, (new, old)
    outside = (
        new[: ones[0]] + new[ones[-1] + 1 :],
        old[: others[0]] + old[others[-1] + 1 :],
    )
    return pairs, loose, outside


def places(marks):
    return marks.nonzero()[0].tolist()


def longest(numbers):
    """How many numbers of the longest rising run there are, by trying all."""
    return max(
        size
        for size in range(len(numbers) + 1)
        for run in combinations(numbers, size)
        if list(run) == sorted(run)
    )


@settings(deadline=None)
@given(CODES, CODES)
@example([1, 2, 3, 4], [1, 5, 3, 4])  # a slot
@example([1, 2, 3, 4], [1, 5, 6, 7, 8, 4])  # too much for a name
@example([1, 2, 3], [1, 2, 9, 3])  # an insertion
@example([1, 2, 3], [1, 2, NUMBER, 3])  # a number is none
@example([1, 2, 3, 4], [3, 4, 1, 2])  # moved
@example([1], [2])  # nothing shared
def test_slots_are_as_told(new, old):
    slots = Slots(overlap(new, old))
    pairs, loose, outside = account(new, old, slots)
    assert slots.pairs == pairs
    assert slots.count == len(pairs)
    assert slots.loose == loose
    assert slots.is_loose == (loose > 0)
    assert slots.outside == outside


@settings(deadline=None)
@given(CODES, CODES)
def test_the_frame_is_shared_and_as_long_as_can_be(new, old):
    slots = Slots(overlap(new, old))
    ones, others = slots._ones.tolist(), slots._others.tolist()
    assert [new[place] for place in ones] == [old[place] for place in others]
    assert ones == sorted(ones)
    assert others == sorted(others)
    assert len(ones) == longest([old.index(word) for word in new if word in old])


@settings(deadline=None)
@given(CODES, CODES)
@example([1, 2], [2, 1])
@example([1, 2, 3], [3, 9, 1, 2])
def test_the_frame_is_the_same_whichever_text_came_first(new, old):
    one, other = Slots(overlap(new, old)), Slots(overlap(old, new))
    assert one._ones.tolist() == other._others.tolist()
    assert one._others.tolist() == other._ones.tolist()
    assert one.loose == other.loose


def rising(numbers):
    return places(_rising(np.array(numbers, dtype=np.intp)))


def one_by_one(numbers):
    """Of each number the longest run that it ends, and the last place of it before."""
    lowest, before = [], {}  # places of the lowest last number of a run of each length
    for place, number in enumerate(numbers):
        length = sum(numbers[each] < number for each in lowest)
        before[place] = lowest[length - 1] if length else None
        lowest[length : length + 1] = [place]
    run, place = [], lowest[-1] if lowest else None
    while place is not None:
        run.append(place)
        place = before[place]
    return run[::-1]


@given(st.lists(st.integers(0, 30), max_size=9, unique=True))
def test_the_longest_rising_run(numbers):
    kept = rising(numbers)
    run = [numbers[place] for place in kept]
    assert run == sorted(run)
    assert len(run) == longest(numbers)


@given(st.lists(st.integers(0, 30), max_size=14, unique=True))
@example([5, 6, 7, 1, 2, 8, 3, 4, 9])
def test_it_is_the_run_that_taking_one_number_after_the_other_gives(numbers):
    assert rising(numbers) == one_by_one(numbers)


def test_of_runs_of_one_length_the_lowest_is_taken():
    assert rising([3, 1, 4, 2]) == [1, 3]
    assert rising([1, 2, 9, 3, 4, 8]) == [0, 1, 3, 4, 5]
    assert rising([]) == []
