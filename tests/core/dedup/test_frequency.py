"""Words are counted in blocks, and what waits for its block counts all the same."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from crawler.core.dedup import frequency
from crawler.core.dedup.frequency import RARE_AT_LEAST, SLOTS, Frequency


@pytest.fixture
def small_room(monkeypatch):
    monkeypatch.setattr(frequency, "_ROOM", 7)


def words(*codes):
    return np.array(codes, dtype=np.uint32)


@pytest.mark.usefixtures("small_room")
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
