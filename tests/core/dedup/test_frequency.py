"""Words are counted some articles at a time, and what waits counts all the same."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from crawler.core.dedup import frequency
from crawler.core.dedup.frequency import MOST, RARE_AT_LEAST, SLOTS, Borrowed, Frequency
from crawler.core.dedup.sketch import Sketch


@pytest.fixture
def small_steps(monkeypatch):
    monkeypatch.setattr(frequency, "TOGETHER", 2)


def words(*codes):
    """An article of these words."""
    return Sketch(
        exact=bytes(16), keys=(), words=codes, repeated=(), title=(), numbers=(), dates=()
    )


@pytest.mark.usefixtures("small_steps")
def test_counts_do_not_depend_on_what_waits():
    counted, expected = Frequency(), Counter()
    for article in ([1, 2, 3], [2, SLOTS + 3], list(range(20)), [], [5]):
        counted.add(words(*article))
        expected.update(code % SLOTS for code in article)
    assert counted.articles == 5
    assert {slot: int(counted.counts[slot]) for slot in expected} == expected
    assert counted.counts.sum() == expected.total()


@pytest.mark.parametrize("asks_between", [False, True])
def test_a_word_is_rare_up_to_forty_articles(asks_between):
    counted = Frequency()
    for _ in range(RARE_AT_LEAST):
        counted.add(words(9, 10))
        assert not asks_between or counted.is_rare(9)
    assert counted.is_rare(9)
    counted.add(words(9))
    assert not counted.is_rare(9)
    assert not counted.is_rare(SLOTS + 9)  # the same slot
    assert counted.is_rare(10)
    assert int(counted.counts[9]) == RARE_AT_LEAST + 1
    assert not counted.is_rare(9)
    assert counted.is_rare(10)


@pytest.mark.parametrize("before", [MOST - 1, MOST, MOST + 5, 1 << 20])
def test_what_is_counted_no_further_is_not_rare(before):
    """A snapshot of before may hold more than the table does."""
    stored = np.zeros(SLOTS, dtype=np.uint32)
    stored[[9, 10]] = before, 3
    counted = Frequency(stored, 100_000_000)
    assert counted.is_rare(9) == (before < MOST)
    counted.add(words(9, 10))
    assert int(counted.counts[9]) == MOST
    assert not counted.is_rare(9)
    assert counted.is_rare(10)
    assert stored[9] == before


@pytest.mark.parametrize("together", [1, 3])
def test_no_count_runs_over(monkeypatch, together):
    monkeypatch.setattr(frequency, "TOGETHER", together)
    stored = np.zeros(SLOTS, dtype=np.uint16)
    stored[[9, 10, 11]] = MOST - 1, MOST - 70, 5
    counted = Frequency(stored, MOST)
    for _ in range(72):
        counted.add(words(9, 10, 11))
    assert [int(counted.counts[slot]) for slot in (9, 10, 11)] == [MOST, MOST, 77]


def test_a_borrowed_table_counts_nothing_and_sees_what_the_other_counts():
    counted = Frequency()
    borrowed = Borrowed(counted)
    for _ in range(RARE_AT_LEAST + 1):
        borrowed.add(words(9))
    assert borrowed.is_rare(9)
    for _ in range(RARE_AT_LEAST + 1):
        counted.add(words(9))
    assert not borrowed.is_rare(9)
    assert int(borrowed.counts[9]) == RARE_AT_LEAST + 1
