"""The table is whole: 78 inputs, each crawled or proven by a test that exists; the docs have it."""

from __future__ import annotations

import re

import pytest

from tests.hostile.table import PAGE, ROOT, page_of, table

ROWS = table()
INPUTS = 78


def is_there(test: str) -> bool:
    """True for `file::test` where the file defines the test."""
    file, _, name = test.partition("::")
    text = (ROOT / file).read_text(encoding="utf-8") if (ROOT / file).is_file() else ""
    return re.search(rf"^(?:async )?def {re.escape(name)}\(", text, re.MULTILINE) is not None


def test_every_number_once():
    assert [row.number for row in ROWS] == list(range(1, INPUTS + 1))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_a_row_is_crawled_or_proven(row):
    assert row.answers or row.proof
    assert [test for test in row.proof if not is_there(test)] == []
    if row.answers:  # something is to come of it that can be seen
        assert row.counted or row.published


def test_no_address_is_served_twice():
    served = [(row.site, key) for row in ROWS for key in row.answers]
    assert len(served) == len(set(served))


def test_a_test_that_is_not_there_is_missed():
    assert not is_there("tests/hostile/test_table.py::test_that_nobody_wrote")
    assert not is_there("tests/hostile/no_such_file.py::test_every_number_once")
    assert is_there("tests/hostile/test_table.py::test_every_number_once")


def test_the_docs_are_current():
    assert PAGE.read_text(encoding="utf-8") == page_of(ROWS), "run `python -m tests.hostile`"
