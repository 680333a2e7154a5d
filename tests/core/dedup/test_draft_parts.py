"""What is read from a draft is what its bytes say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.core.dedup import DuplicateIndex, draft_parts
from crawler.core.dedup.sketch import MOST_TITLE, sketch_of
from crawler.core.dedup.sketch_bytes import from_bytes
from tests.core.dedup.families import FAMILIES, issues
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE, MARKET, RELATED, SCHOOL, SCHOOL_TITLE

DAY = datetime(2026, 3, 12, tzinfo=UTC)
PARTS = (
    *("exact", "site", "day", "codes", "some_codes", "words", "often", "repeated", "word_set"),
    *("title", "title_set", "numbers", "dates"),
)
DATES = " ".join(f"{day} {month}" for month in ("مارس", "مايو", "رجب") for day in range(1, 29))
PAGES = [
    (BRIDGE_TITLE, BRIDGE),
    ("", "قال"),
    ("قال الوزير قال", "قال 7"),
    (SCHOOL_TITLE, f"{SCHOOL}\n{RELATED}"),
    ("أسعار الماشية", f"{MARKET} \u0439"),
    ("12 مارس", "3 مارس 2026"),
    ("أعداد", " ".join(map(str, range(100, 400)))),
    ("مواعيد العام", DATES),
    (" ".join(chr(0x4E00 + number) for number in range(MOST_TITLE + 9)), "وصل الوفد"),
    *(page for family in FAMILIES for page in list(issues(family))[:2]),
]


def sketched(page):
    return sketch_of(*page, site="kitab.example", published=DAY)


def told(sketch, part):
    """The part as a list; of numbers that only end in the codes of the words, these."""
    value = getattr(sketch, part)
    if part == "some_codes":
        return sorted({code & 0xFFFFFF for code in value.tolist()})
    if part in {"word_set", "title_set"}:
        return sorted(value)
    return value if isinstance(value, (int, bytes)) else list(value)


def differing(page):
    """Parts that are not the same in the draft and in its bytes, each read from a new draft."""
    bytes_of = sketched(page).data
    different = []
    for part in PARTS:
        sketch = sketched(page)
        found = told(sketch, part)
        assert sketch.draft
        if found != told(from_bytes(bytes_of), part):
            different.append(part)
    return different


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_pages_of_news(number):
    assert differing(PAGES[number]) == []


@settings(deadline=None, max_examples=50)
@given(
    st.text(alphabet="قالور 3مس.\n", max_size=30), st.text(alphabet="قالور 3مس\u0439.", max_size=40)
)
@example("", "")
@example("لا3ال", "")
def test_any_text(title, body):
    assert differing((title, f"{body} قال")) == []


@pytest.mark.parametrize("title", ["أول بيان ولا رد", "أهل الحي والصلح لها"])
@pytest.mark.parametrize(
    "body", ["سوق", "وصل الوفد الوزاري", "وصل أهل الوفد أول أمس"], ids=["low", "other", "its own"]
)
def test_two_words_of_a_headline_with_one_code_repeat_none_of_the_body(title, body):
    """Of weak letters in another order: "first" has the code of "nor", "people" of "for her"."""
    assert differing((title, body)) == []


@pytest.mark.parametrize(
    ("part", "wrong"), [("title_in", ["title", "title_set"]), ("numbers_in", ["numbers"])]
)
def test_a_part_that_is_read_wrong_is_noticed(monkeypatch, part, wrong):
    right = getattr(draft_parts, part)
    monkeypatch.setattr(draft_parts, part, lambda draft: right(draft)[1:])
    assert differing(("12 مارس", "3 مارس 2026")) == wrong


def test_a_part_that_was_read_stays_when_the_bytes_are_made():
    sketch = sketched(PAGES[0])
    codes, often = sketch.codes, sketch.often
    assert sketch.data
    assert sketch.draft is None
    assert sketch.codes is codes
    assert sketch.often is often


def test_an_article_that_is_compared_waits_for_others():
    index = DuplicateIndex()
    index.add("first", BRIDGE_TITLE, BRIDGE)
    copy = sketch_of(BRIDGE_TITLE, BRIDGE.replace("الجسر", "جسر"))
    assert index.exact.find(copy.exact) is None
    assert index.match_sketch(copy).identifier == "first"
    index.add_sketch("second", copy)
    assert copy.draft
