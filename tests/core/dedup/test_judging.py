"""What is not judged, or not even laid beside an article, would not have been its answer."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from crawler.core.dedup import DuplicateIndex, judging
from crawler.core.dedup.compared import of_another_day
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.guards.dates import dates_differ
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.relation import relation_of
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.words import IS_NUMBER

FIRST, MOST = 8, 32  # candidates that are judged, and where these are issues of one form
KEY, DAY = 77, 40
NUMBERS = [IS_NUMBER + (number << 16) for number in range(1, 9)]


def made(words, dates=(), *, title=(), numbers=(), exact=0):
    return Sketch(
        exact=exact.to_bytes(16, "big"),
        keys=(KEY,),
        words=words,
        repeated=(),
        title=title,
        numbers=numbers,
        dates=dates,
    )


@st.composite
def versions(draw):
    """A text like the others, some words and numbers of it left out and some put in."""
    left_out = draw(st.sets(st.integers(1, 60), max_size=18))
    put_in = draw(st.lists(st.integers(100, 108), max_size=8, unique=True))
    end = draw(st.sampled_from([12, 40, 61]))
    words = [word for word in range(1, end) if word not in left_out]
    at = draw(st.integers(0, len(words)))
    figures = draw(st.sampled_from([[], NUMBERS[:4], NUMBERS[4:]]))
    return made(
        [*words[:at], *put_in, *words[at:], *figures] or [1],
        draw(st.sampled_from([(), (DAY,), (DAY + 1,), (DAY, DAY + 1)])),
        title=draw(st.sampled_from([(), (7, 8, 9), (8, 9, 70), (70, 71)])),
        numbers=[figure >> 16 & 0xFF for figure in figures],
        exact=draw(st.integers(1, 1 << 60)),
    )


def index_of(sketches):
    """An index in which all are heads that are looked for."""
    index = DuplicateIndex()
    for number, sketch in enumerate(sketches):
        index._put(str(number), None, sketch, searched=True)
    return index


def answer_of_all(new, old):
    """The answer if each is laid beside the article, and judged by all rules."""
    told = []
    for number, each in enumerate(old[:MOST]):
        relations = [verdict.relation for verdict, _ in told]
        if number == FIRST and relations != ["template"] * FIRST:
            break
        overlap = overlap_of(new, each)
        if verdict := relation_of(overlap, Frequency()):
            told.append((verdict, (verdict.is_duplicate, overlap.likeness, -number)))
    if not told:
        return None
    verdict, (_, _, number) = max(told, key=lambda each: each[1])
    return str(-number), verdict.relation, verdict.similarity


def answer(new, old):
    match = index_of(old).match_sketch(new)
    if match is None:
        return None
    relation = "extends" if match.relation == "roundup" else match.relation
    return match.identifier, relation, match.similarity


@settings(deadline=None, max_examples=60)
@given(versions(), st.lists(versions(), min_size=1, max_size=12))
@example(made([*range(1, 50)], (DAY,)), [made([*range(1, 50)], (DAY + 1,), exact=1)] * 12)
def test_it_is_the_answer_that_judging_all_gives(new, old):
    assume(all(each.exact != new.exact for each in old))
    expected = answer_of_all(new, old)
    if expected and expected[1] == "roundup":
        expected = (expected[0], "extends", expected[2])
    assert answer(new, old) == expected


@settings(deadline=None, max_examples=60)
@given(versions(), versions())
@example(made([*range(1, 50)], (DAY,)), made([*range(1, 50)], (DAY + 1,)))
def test_texts_of_different_days_are_never_one(new, old):
    overlap = overlap_of(new, old)
    verdict, told = relation_of(overlap, Frequency()), of_another_day(overlap)
    if dates_differ(new, old):
        assert verdict is None or verdict.relation == "template"
        if told:
            assert (told.relation, told.similarity) == (verdict.relation, verdict.similarity)
    else:
        assert verdict is None or verdict.reason != "dates"


@pytest.fixture
def work(monkeypatch):
    """What was laid beside a new article, and what was judged, by the digest of the old."""
    laid, judged = [], []

    class Counted(judging.Beside):
        def old(self, old):
            laid.append(old.exact[-1])
            return super().old(old)

    def counted(overlap, frequency):
        judged.append(overlap.old.exact[-1])
        return relation_of(overlap, frequency)

    monkeypatch.setattr(judging, "Beside", Counted)
    monkeypatch.setattr(judging, "relation_of", counted)
    return laid, judged


def issues(count, *, first=0):
    """Pages of one form, of a day each: the later, the fewer words of the first."""
    return [
        made([*range(1, 60), *range(100, 100 + number)], (DAY + number,), exact=number)
        for number in range(first, count)
    ]


def test_of_the_issues_of_other_days_the_most_alike_is_judged(work):
    laid, judged = work
    new = made([*range(1, 60), 99], (DAY + 50,), exact=99)
    index = index_of(issues(20, first=1))
    assert index.match_sketch(new).relation == "template"
    assert judged == [1]
    assert laid == list(range(1, FIRST + 1))  # whether all of the first are issues, not more


def test_a_few_issues_of_other_days_are_not_laid_beside_it(work):
    laid, judged = work
    index = index_of(issues(FIRST + 1, first=1))
    match = index.match_sketch(made([*range(1, 60), 99], (DAY + 50,), exact=99))
    assert (match.identifier, match.relation) == ("0", "template")
    assert (laid, judged) == ([1], [1])


def test_the_most_alike_of_the_issues_is_named_wherever_it_stands(work):
    laid, judged = work
    index = index_of(issues(FIRST + 3, first=1)[::-1])
    match = index.match_sketch(made([*range(1, 60), 99], (DAY + 50,), exact=99))
    assert (match.identifier, match.relation) == (str(FIRST + 1), "template")
    assert (laid[FIRST:], judged) == ([1], [3, 1])


def test_a_copy_among_issues_of_other_days_is_found(work):
    laid, judged = work
    copy = made([*range(1, 60), *range(100, 105)], (DAY + 50,), exact=50)
    index = index_of([*issues(12, first=1), copy])
    match = index.match_sketch(made([*range(1, 60), 99], (DAY + 50,), exact=99))
    assert (match.identifier, match.relation) == (str(len(index.rows) - 1), "same")
    assert judged == [1, 50]
    assert laid[-1] == 50


def test_what_is_less_alike_than_a_duplicate_is_not_laid_beside_it(work):
    laid, judged = work
    index = index_of([made([*range(1, 60), *range(100, 100 + n)], exact=n) for n in (7, 1, 5)])
    assert index.match_sketch(made(list(range(1, 60)), exact=99)).identifier == "1"
    assert (laid, judged) == ([1], [1])


def test_words_that_end_in_the_same_bits_deceive_a_glance_alone(work):
    laid, _ = work
    deceiving = [*range(1, 55), *(word + (1 << 16) for word in range(55, 60))]
    index = index_of([made(deceiving, exact=1), made([*range(1, 60), 100], exact=2)])
    assert index.match_sketch(made(list(range(1, 60)), exact=99)).identifier == "1"
    assert laid == [1, 2]
