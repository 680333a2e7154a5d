"""When two headlines are one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.core.dedup.kinds_of_words import CONTENT, kind_of
from crawler.core.dedup.sketch import Sketch, sketch_of
from crawler.core.dedup.titles import agree

WORDS = st.sampled_from(
    ["افتتاح", "جسر", "الميناء", "المحافظ", "الجديد", "في", "على", "كان", "12", "السبت", "عدن"]
)
HEADLINES = st.lists(WORDS, max_size=8).map(lambda words: sketch_of(" ".join(words), "نص"))


def content(sketch: Sketch) -> set[int]:
    return {word for word in sketch.title_set if kind_of(word) == CONTENT}


@settings(deadline=None)
@given(HEADLINES, HEADLINES)
def test_plain_words_numbers_and_dates_do_not_count(one, other):
    ones, others = content(one), content(other)
    shared = len(ones & others)
    assert agree(one, other) == (
        shared >= 2
        and shared >= 0.6 * min(len(ones), len(others))
        and len(ones - others) <= 2
        and len(others - ones) <= 3
    )
