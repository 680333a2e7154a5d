"""Sketches that are finished together are those that each would be alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.core.dedup import DuplicateIndex, rows
from crawler.core.dedup.distinct import MOST_WORDS
from crawler.core.dedup.frequency import RARE_AT_LEAST, Frequency
from crawler.core.dedup.sketch import sketch_of
from crawler.core.dedup.sketch_bytes import finish
from tests.core.dedup.families import FAMILIES, issues
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE, MARKET, RELATED, SCHOOL, SCHOOL_TITLE

PAGES = [
    (BRIDGE_TITLE, BRIDGE),
    ("", "قال"),
    (SCHOOL_TITLE, f"{SCHOOL}\n{RELATED}"),
    ("قال الوزير قال", "قال"),
    ("أسعار الماشية", f"{MARKET} \u0439"),
    ("12 مارس", "3 مارس 2026"),
    ("يوم الأحد 3", "مارس"),
    *(page for family in FAMILIES for page in list(issues(family))[:3]),
]
ARTICLES = st.lists(
    st.tuples(*[st.text(alphabet="قالور 3مس\u0439.\n", max_size=40)] * 2), min_size=1, max_size=6
)


def together(pages):
    sketches = [sketch for page in pages if (sketch := sketch_of(*page))]
    finish(sketches)
    return [sketch.data for sketch in sketches]


def alone(pages):
    return [sketch.data for page in pages if (sketch := sketch_of(*page))]


def test_pages_of_news():
    data = together(PAGES)
    assert data == alone(PAGES)
    assert len(set(data)) == len(data)


@settings(deadline=None)
@given(ARTICLES)
def test_any_few(pages):
    assert together(pages) == alone(pages)


def test_words_in_order_and_which_are_repeated():
    sketches = [sketch_of("أحمد وسعيد", "قال علي قال أحمد"), sketch_of("", "أحمد قال")]
    finish(sketches)
    first, second = sketches
    assert len(first.words) == 3
    assert second.words == (first.words[2], first.words[0])
    assert first.repeated == (first.words[2],)  # a verb of saying tells nothing
    assert second.repeated == ()


def test_the_day_of_a_month_is_not_looked_for_in_another_article():
    pages = [("", "بلغ العدد 3"), ("", "مارس شهر"), ("", "في 4 مارس"), ("", "5 مارس")]
    sketches = [sketch_of(*page) for page in pages]
    finish(sketches)
    assert [len(sketch.dates) for sketch in sketches] == [0, 0, 1, 1]
    assert sketches[3].dates[0] - sketches[2].dates[0] == 1


def test_a_book_waits_for_no_other():
    book = sketch_of("", " ".join(chr(0x4E00 + number) for number in range(MOST_WORDS + 1)))
    assert book.draft is None
    assert sketch_of("", "قال الوزير").draft is not None


def test_those_of_an_index_are_finished_together():
    index, sketches = DuplicateIndex(), [sketch_of(*page) for page in PAGES[:3]]
    for number, sketch in enumerate(sketches):
        index.add_sketch(str(number), sketch)
    assert all(sketch.draft for sketch in sketches)
    assert sketches[1].data == alone(PAGES[1:2])[0]
    assert not any(sketch.draft for sketch in sketches)
    assert [index.rows.bytes_of(row) for row in range(3)] == alone(PAGES[:3])


@pytest.mark.parametrize("room", [1, 3, 1000])
def test_an_index_answers_the_same_however_many_wait(monkeypatch, room):
    usual, counts = answers()
    monkeypatch.setattr(rows, "TOGETHER", room)
    monkeypatch.setattr("crawler.core.dedup.frequency.TOGETHER", room)
    assert answers() == (usual, counts)
    assert {each[2] for each in usual} == {True, False}


def answers():
    """What the index says of each page, and what it would have stored."""
    index, told = DuplicateIndex(), []
    for number, page in enumerate([*PAGES, *PAGES[::-1]]):
        match = index.match(*page)
        stored = index.add(str(number), *page)
        told.append((match, stored.head, stored.searched, stored.data if number % 3 else None))
    return told, index.frequency.counts.tobytes()


def test_words_of_drafts_are_counted():
    frequency, word = Frequency(), sketch_of("", "الكويت").words[0]
    for _ in range(RARE_AT_LEAST):
        frequency.add(sketch_of("", "وصل إلى الكويت"))
    assert frequency.is_rare(word)
    frequency.add(sketch_of("", "غادر الكويت"))
    assert not frequency.is_rare(word)
