"""An article that is looked at twice is compared once with each earlier one."""

from __future__ import annotations

import pytest

from crawler.core.dedup import DuplicateIndex, judging, looks
from crawler.core.dedup.rows import Rows
from crawler.core.dedup.sketch import sketch_of
from crawler.core.dedup.sketch_bytes import Sketch
from tests.core.dedup.families import FAMILIES, issues
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE, RELATED, SCHOOL, SCHOOL_TITLE

PAGES = [list(issues(family)) for family in FAMILIES]
NEW = [
    (BRIDGE_TITLE, f"{BRIDGE}\n{RELATED}"),
    (SCHOOL_TITLE, "\n".join(SCHOOL.split("\n")[:3])),
    *(pages[-1] for pages in PAGES),
]
EARLIER = [(BRIDGE_TITLE, BRIDGE), *(pages[0] for pages in PAGES)]
BETWEEN = [(SCHOOL_TITLE, SCHOOL), *(pages[1] for pages in PAGES)]


@pytest.fixture
def compared(monkeypatch):
    """The pairs of sketches that were laid beside each other."""
    pairs = []

    class Counted(judging.Beside):
        def old(self, old):
            pairs.append((self._new, old))
            return super().old(old)

    monkeypatch.setattr(judging, "Beside", Counted)
    return pairs


def filled(*pages):
    index = DuplicateIndex()
    for number, page in enumerate(pages):
        index.add(str(number), *page)
    return index


def test_the_second_look_compares_with_what_came_between(compared):
    index, sketches = filled(*EARLIER), [sketch_of(*page) for page in NEW]
    for sketch in sketches:
        index.match_sketch(sketch)
    for number, page in enumerate(BETWEEN, len(EARLIER)):
        index.add(str(number), *page)
    compared.clear()
    answers = [index.match_sketch(sketch) for sketch in sketches]
    rows = {index.rows.sketch(row) for row in range(len(EARLIER), len(index.rows))}
    assert compared
    assert all(old in rows for _, old in compared)
    assert len(compared) == len(set(compared))

    fresh = filled(*EARLIER, *BETWEEN)
    assert answers == [fresh.match_sketch(sketch) for sketch in sketches]
    assert any(match and match.is_duplicate for match in answers)


def test_a_part_under_another_headline_is_not_laid_beside_it(compared):
    index = DuplicateIndex()
    for number, title in enumerate([(8, 9), (9, 70), ()]):
        index.add_sketch(str(number), part(number, [*range(1, 66), *range(200, 235)], title))
    compared.clear()
    match = index.match_sketch(part(9, [*range(1, 101)], (7, 8, 9)))
    assert match
    assert match.identifier == "0"
    assert [old.title for _, old in compared] == [(8, 9)]


def part(number, words, title):
    return Sketch(
        exact=bytes([number] * 16),
        keys=(number, 77),
        words=words,
        repeated=(),
        title=title,
        numbers=(),
        dates=(),
    )


def test_what_never_reaches_the_store_is_forgotten(monkeypatch):
    monkeypatch.setattr(looks, "MOST", 3)
    index = filled(*EARLIER)
    for page in NEW:
        index.match(*page)
    assert len(index.looks) == 3


def test_what_is_stored_is_forgotten():
    index, sketches = filled(*EARLIER), [sketch_of(*page) for page in NEW]
    for sketch in sketches:
        index.match_sketch(sketch)
    assert len(index.looks) > 3
    for number, sketch in enumerate(sketches):
        index.add_sketch(f"new {number}", sketch)
    assert len(index.looks) == 0


def test_no_more_sketches_stay_decoded_than_are_to_be_kept():
    index = filled(*EARLIER)
    index.rows = Rows(kept=3)
    for number, page in enumerate(EARLIER):
        index.rows.add(str(number), None, sketch_of(*page))
        assert index.rows.sketch(number) is index.rows.sketch(number)
    assert len(index.rows._decoded) == 3
