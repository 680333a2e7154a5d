"""Numbers and texts held in arrays answer as sets and dicts do, in a third of the memory."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.links.digest import digest
from crawler.core.links.numbers import NumberMap, Numbers, Texts

# Many meet in their lowest bits, so that they stand behind each other.
KEYS = st.integers(1, 400) | st.integers(0, 30).map(lambda number: 7 + (number << 40))
STEPS = st.lists(st.tuples(KEYS, st.sampled_from(["add", "put", "drop"])), max_size=300)
HELD_MAX = {Numbers: 40, NumberMap: 75}  # bytes an entry; 110 and 130 in a set and a dict


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
    numbers, texts, held = NumberMap(), Texts(), {}
    for at, (key, what) in enumerate(steps):
        match what:
            case "add":
                assert texts.setdefault(key, f"text {at}") == held.setdefault(key, f"text {at}")
            case "put":
                texts[key] = held[key] = f"text {at}"
            case _:
                held.pop(key, None)
                del texts[key]
        numbers[key] = at
        assert numbers.get(key) == at
        assert texts.get(key) == held.get(key)
    assert {key: texts.get(key) for key, _ in steps} == {key: held.get(key) for key, _ in steps}
    last = {key: at for at, (key, _) in enumerate(steps)}
    assert {key: numbers.get(key) for key in last} == last
    assert [numbers.setdefault(key, -1 % 2**64) for key in last] == list(last.values())


@pytest.mark.parametrize("number", [-1, -(2**63), 2**64 - 1, 0, 2**70 + 3])
def test_any_number_can_be_held(number):
    numbers = Numbers()
    assert number not in numbers
    assert numbers.add(number)
    assert not numbers.add(number)
    assert number in numbers
    assert 12_345 not in numbers


@pytest.mark.parametrize("kind", [Numbers, NumberMap], ids=["set", "map"])
def test_what_an_entry_takes(kind):
    tracemalloc.start()
    before, held = tracemalloc.get_traced_memory()[0], kind()
    for number in range(10_000):
        key = digest(number)
        held.add(key) if kind is Numbers else held.setdefault(key, key)
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert taken / len(held) <= HELD_MAX[kind]
