"""The benchmark of extraction counts what it says it counts."""

from __future__ import annotations

import pytest

from tests.speed.extract_bench import cases_of, figures_of, judged, likeness
from tests.speed.extract_worker import EXTRACTORS, measured


@pytest.fixture(scope="module")
def cases():
    return cases_of(articles=4, pages_kb=0)


def test_the_pages_are_articles_in_many_markups(cases):
    assert len(cases) > 3
    assert all(case.story.headline in case.html for case in cases)


def test_ours_reads_them_all_and_parsing_alone_reads_none(cases):
    pages = [{"html": case.html, "url": case.url} for case in cases]
    names = ("rasid", "lexbor parse alone")
    found = {
        name: {"version": "", "python": "", **measured(EXTRACTORS[name][1](), pages, 1)}
        for name in names
    }
    found["lexbor parse alone"]["ms"] = [[0.5] for _ in pages]
    found["rasid"]["ms"] = [[1.5] for _ in pages]
    rows = figures_of({**found, "absent": {"missing": "no such module"}}, cases)
    assert rows["rasid"]["over_parse"] == 3.0
    assert (rows["rasid"]["title"], rows["rasid"]["leak"], rows["rasid"]["empty"]) == (1, 0, 0)
    assert rows["rasid"]["F1"] > 0.99
    assert "absent" not in rows
    assert "F1" not in rows["lexbor parse alone"]


def test_a_related_headline_in_the_text_is_a_leak(cases):
    case = next(each for each in cases if each.related)
    text = "\n".join((*case.story.paragraphs, case.related[0]))
    assert judged([(case.story.headline, text)], [case])["leak"] == 1
    assert judged([("", "")], [case]) == {"F1": 0, "leak": 0, "title": 0, "empty": 1}


def test_likeness_counts_repeats():
    assert likeness("a b", "a b") == 1
    assert likeness("a a a a", "a b c d") == 0.25
    assert likeness("", "a") == 0
