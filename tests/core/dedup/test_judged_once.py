"""An answer stands while nothing is added, and behind a duplicate nobody is judged any more."""

from __future__ import annotations

import pytest

from crawler.core.dedup import DuplicateIndex, duplicate_index, judging
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.relation import relation_of
from crawler.core.dedup.sketch import sketch_of
from tests.core.dedup.families import FAMILIES, issues
from tests.core.dedup.stories import (
    BRIDGE,
    BRIDGE_TITLE,
    MARKET,
    RELATED,
    SCHOOL,
    SCHOOL_TITLE,
)

SHORT_BRIDGE = BRIDGE.rpartition("\n")[0]


@pytest.fixture
def judged(monkeypatch):
    """The pairs that were judged."""
    pairs = []

    def counted(overlap, frequency):
        pairs.append((overlap.new, overlap.old))
        return real(overlap, frequency)

    real = judging.relation_of
    monkeypatch.setattr(judging, "relation_of", counted)
    return pairs


def test_nobody_is_judged_again_until_an_article_is_added(judged):
    index = DuplicateIndex()
    index.add("bridge", BRIDGE_TITLE, BRIDGE)
    bridge, school = sketch_of("", SHORT_BRIDGE), sketch_of("", SCHOOL)
    first = [index.match_sketch(each) for each in (bridge, school)]
    assert first[0].identifier == "bridge"
    assert first[1] is None
    known = len(judged)
    assert [index.match_sketch(each) for each in (bridge, school)] == first
    assert len(judged) == known
    index.add("school", SCHOOL_TITLE, SCHOOL)
    assert index.match_sketch(school).identifier == "school"
    assert index.match_sketch(bridge) == first[0]
    assert len(judged) > known


def test_answers_of_articles_that_never_come_are_forgotten(monkeypatch):
    monkeypatch.setattr(duplicate_index, "MOST", 3)
    index = DuplicateIndex()
    for number in range(7):
        index.match("", f"{MARKET} {number}")
    assert len(index._answers) == 1


def test_the_most_alike_is_judged_first_and_a_duplicate_ends_it(judged):
    index = DuplicateIndex()
    for name, body in (("cut", SHORT_BRIDGE), ("whole", BRIDGE)):
        index._put(name, None, sketch_of(BRIDGE_TITLE, body), searched=True)
    judged.clear()
    match = index.match(BRIDGE_TITLE, f"{BRIDGE}\n{RELATED}")
    assert match.identifier == "whole"
    assert [old for _, old in judged] == [index.rows.sketch(1)]


@pytest.mark.parametrize("family", FAMILIES, ids=range(len(FAMILIES)))
def test_it_is_the_answer_that_judging_all_gives(family):
    index = DuplicateIndex()
    pages = list(issues(family))
    for number, page in enumerate(pages[:-1]):
        index.add(str(number), *page)
    for title, body in (pages[-1], pages[0], (pages[1][0], f"{pages[1][1]}\n{RELATED}")):
        sketch = sketch_of(title, f"{body}\nنقلا عن مراسلنا")
        told = []
        for row in index._candidates(sketch)[:8]:
            overlap = overlap_of(sketch, index.rows.sketch(row))
            if verdict := relation_of(overlap, index.frequency):
                told.append((verdict.is_duplicate, overlap.likeness, -row, verdict))
        is_duplicate, _, row, verdict = max(told, default=(None, 0, 0, None))
        match = index.match_sketch(sketch)
        assert (match and match.is_duplicate) == is_duplicate
        if is_duplicate:
            assert match.identifier == index.rows.name(index.rows.head(-row))
            assert match.similarity == verdict.similarity
