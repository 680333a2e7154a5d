"""A key that very many articles have costs no more than one that just finds nothing."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.core.dedup.postings import MOST_ROWS, Postings, Run

OFTEN, ENOUGH, FEW = 3, 5, 9


def keys(*numbers):
    return np.array(numbers, np.uint32)


def filled(frequent):
    rows = {OFTEN: frequent, ENOUGH: MOST_ROWS, FEW: 2}
    held = np.repeat(keys(*rows), list(rows.values()))
    return Run(held, np.arange(len(held), dtype=np.uint32))


def test_of_a_frequent_key_no_more_is_read_than_tells_that_it_is_frequent():
    for frequent in (MOST_ROWS + 1, 5_000):
        found = dict(filled(frequent).find(keys(OFTEN, ENOUGH, FEW)))
        assert [len(found[place]) for place in range(3)] == [MOST_ROWS + 1, MOST_ROWS, 2]


def test_it_finds_nothing_wherever_its_rows_lie():
    postings = Postings(filled(5_000))
    postings.add(6_000, keys(OFTEN, ENOUGH, FEW))
    assert [len(rows) for rows in postings.find(keys(OFTEN, ENOUGH, FEW))] == [3]
    postings._grow()
    assert [len(rows) for rows in postings.find(keys(OFTEN, ENOUGH, FEW))] == [3]
    assert postings.find(keys(OFTEN)) == []


@given(st.lists(st.lists(st.integers(1, 9), min_size=1, unique=True), max_size=30))
@example([[1, 2]] * (MOST_ROWS + 3))
@example([[3], [1, 3], [1]])
def test_keys_that_become_old_find_the_same_rows(rows):
    young, old = Postings(), Postings()
    for row, held in enumerate(rows):
        young.add(row, keys(*held))
        old.add(row, keys(*held))
    old._grow()
    old._age()
    pairs = list(zip(old.old.keys.tolist(), old.old.rows.tolist(), strict=True))
    assert pairs == sorted(pairs)
    for key in range(1, 10):
        found = [list(each) for each in young.find(keys(key))]
        assert [list(each) for each in old.find(keys(key))] == found


@given(st.lists(st.integers(1, 9), max_size=40), st.integers(0, 40))
@example([3, 3, 3, 3], 2)
def test_what_is_merged_stands_by_key_and_then_by_row(of_rows, cut):
    pairs = list(zip(of_rows, range(len(of_rows)), strict=True))
    earlier, later = (
        Run(keys(*(key for key, _ in part)), keys(*(row for _, row in part)))
        for part in (sorted(pairs[:cut]), sorted(pairs[cut:]))
    )
    merged = earlier.merged(later)
    assert list(zip(merged.keys.tolist(), merged.rows.tolist(), strict=True)) == sorted(pairs)
    assert merged.keys.dtype == merged.rows.dtype == np.uint32
