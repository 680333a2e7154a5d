"""What is passed over at a glance is not alike, whatever is compared with it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.core.dedup import titles
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.glance import may_be_alike
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.relation import relation_of
from crawler.core.dedup.sketch import sketch_of
from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.word_table import WordTable

WORDS = st.lists(st.sampled_from([f"كلمة{letter}" for letter in "ابتثجحخدذرزسش"]), min_size=1)
TITLES = st.lists(st.sampled_from(["وصول", "الوفد", "إلى", "الميناء", "الجديد"]), max_size=4)
SKETCHES = st.builds(lambda title, body: sketch_of(" ".join(title), " ".join(body)), TITLES, WORDS)
CODES = st.lists(st.integers(1, 90), min_size=1, max_size=60, unique=True)
HEADLINES = st.sampled_from([(), (7, 8, 9), (8, 9, 10, 11), (9, 70, 71, 72)])


def made(words, title=()):
    return Sketch(
        exact=bytes(16), keys=(), words=words, repeated=(), title=title, numbers=(), dates=()
    )


def with_equal_ends(words):
    """The same number of words, of which each second ends in the bits of the one before."""
    return [(number // 2) + (number % 2 << 17) for number in words]


def looked_at(new, *old):
    """Of each whether it is laid beside the new one: by its words, or by its headline."""
    found = may_be_alike(new, [each.data for each in old], WordTable())
    return [
        glimpse is not None and (glimpse.by_words or titles.agree(new, each))
        for glimpse, each in zip(found, old, strict=True)
    ]


@settings(deadline=None)
@given(SKETCHES, st.lists(SKETCHES, min_size=1, max_size=5))
def test_no_article_that_is_alike_is_passed_over(new, old):
    found = looked_at(new, *old)
    related = [relation_of(overlap_of(new, each), Frequency()) is not None for each in old]
    assert all(may or not is_alike for may, is_alike in zip(found, related, strict=True))


@settings(deadline=None)
@given(CODES, CODES, HEADLINES, HEADLINES)
@example(list(range(1, 31)), list(range(1, 41)), (7, 8, 9), (8, 9, 10, 11))
@example(list(range(1, 31)), list(range(8, 41)), (7, 8, 9), ())
def test_words_with_equal_ends_hide_nothing(new, old, title, other):
    new, old = (with_equal_ends(words) for words in (new, old))
    if not (title or other):  # bodies of a few words without headlines are never alike
        new, old = ([*words, *range(500, 510)] for words in (new, old))
    one, two = made(new, title), made(old, other)
    if relation_of(overlap_of(one, two), Frequency()):
        assert looked_at(one, two) == [True]


@settings(deadline=None)
@given(CODES, CODES)
def test_no_article_is_more_alike_than_at_a_glance(new, old):
    one, two = made(with_equal_ends(new)), made(with_equal_ends(old))
    (glimpse,) = may_be_alike(one, [two.data], WordTable())
    assert glimpse is None or glimpse.likeness >= overlap_of(one, two).likeness


def test_what_cannot_be_alike_is_passed_over():
    words = list(range(1, 101))
    new = made(words, (7, 8, 9))
    parts = {
        "a copy": made([*words[:95], *range(200, 205)]),
        "a version": made([*words[:80], *range(200, 210)]),
        "a part under one headline": made([*words[:65], *range(200, 235)], (8, 9)),
        "a part under another": made([*words[:65], *range(200, 235)], (9, 70)),
        "a part without a headline": made([*words[:65], *range(200, 235)]),
        "less than a part": made([*words[:55], *range(200, 245)], (7, 8, 9)),
        "a part of few words": made([*words[:16], *range(200, 208)], (7, 8, 9)),
    }
    found = dict(zip(parts, looked_at(new, *parts.values()), strict=True))
    assert [name for name, may in found.items() if may] == [
        "a copy",
        "a version",
        "a part under one headline",
    ]


def test_a_draft_stays_a_draft():
    new = sketch_of("وصول الوفد إلى الميناء", "وصل الوفد إلى الميناء الجديد صباح الخميس بعد رحلة")
    old = sketch_of("وصول الوفد", "وصل الوفد إلى الميناء القديم مساء السبت بعد رحلة طويلة")
    assert may_be_alike(new, [old.data], WordTable()) == [None]
    assert new.draft
