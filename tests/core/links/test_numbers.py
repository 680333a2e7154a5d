"""Numbers held in arrays answer as sets, dicts and lists do, in a third of the memory."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.links.numbers import Firsts, NumberMap, Numbers, digest

# Many meet in their lowest bits, so that they stand behind each other.
KEYS = st.integers(1, 400) | st.integers(0, 30).map(lambda number: 7 + (number << 40))
STEPS = st.lists(st.tuples(KEYS, st.sampled_from(["add", "put"])), max_size=300)
# Bytes an entry; 110 and 130 in a set and a dict.
HELD_MAX = {Numbers: 40, NumberMap: 75, Firsts: 24}
PUT = {
    Numbers: Numbers.add,
    NumberMap: lambda held, key: held.setdefault(key, key),
    Firsts: Firsts.append,
}


@given(st.lists(KEYS, max_size=300), st.lists(KEYS, max_size=50))
def test_as_a_set(added, asked):
    numbers, held = Numbers(), set()
    for number in added:
        assert numbers.add(number) == (number not in held)
        held.add(number)
    assert len(numbers) == len(held)
    assert [number in numbers for number in (*asked, *added)] == [
        number in held for number in (*asked, *added)
    ]


@given(STEPS)
def test_as_a_dict(steps):
    numbers, held = NumberMap(), {}
    for at, (key, what) in enumerate(steps):
        if what == "add":
            assert numbers.setdefault(key, at) == held.setdefault(key, at)
        else:
            numbers[key] = held[key] = at
        assert numbers.get(key) == held[key]
    assert {key: numbers.get(key) for key, _ in steps} == held
    assert [numbers.setdefault(key, -1 % 2**64) for key in held] == list(held.values())


@given(st.lists(KEYS | st.just(0), max_size=300), st.lists(KEYS, max_size=50))
def test_as_a_list(added, asked):
    firsts = Firsts()
    assert [firsts.append(number) for number in added] == list(map(added.index, added))
    assert [firsts[place] for place in range(len(firsts))] == added
    assert [firsts.get(number) for number in asked] == [
        added.index(number) if number in added else None for number in asked
    ]


@pytest.mark.parametrize("number", [-1, -(2**63), 2**64 - 1, 0, 2**70 + 3])
def test_any_number_can_be_held(number):
    numbers = Numbers()
    assert number not in numbers
    assert numbers.add(number)
    assert not numbers.add(number)
    assert number in numbers
    assert 12_345 not in numbers
    firsts = Firsts()
    assert (firsts.append(number), firsts.get(number), firsts[0]) == (0, 0, number % 2**64)


@pytest.mark.parametrize("kind", [Numbers, NumberMap, Firsts], ids=["set", "map", "list"])
def test_what_an_entry_takes(kind):
    tracemalloc.start()
    before, held = tracemalloc.get_traced_memory()[0], kind()
    for number in range(10_000):
        PUT[kind](held, digest(number))
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert taken / 10_000 <= HELD_MAX[kind]
