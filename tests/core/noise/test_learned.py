"""What a site repeats is learned from its pages alone, whatever their order."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.core.noise import learned
from crawler.core.noise.learned import (
    LearnedNoise,
    PageLines,
    beyond_window,
    fingerprint,
    fingerprints,
    is_sentence,
    merged,
)

SLOGAN = "نوافذ.. عين على الخبر"
NOTICE = (
    "تنويه: ما ينشر هنا منقول عن مصادره ولا يعبر بالضرورة عن رأي إدارة البوابة ولا تتحمل تبعاته."
)

LONG = "حملة لجمع التبرعات من أجل ترميم المدارس التي تضررت من السيول في مديريات الساحل الغربي"


def page(number: int, *more: str) -> list[str]:
    return [f"وصلت القافلة رقم {number} إلى ميناء الجزيرة صباح اليوم بعد رحلة طويلة.", *more]


def learn(pages: int, *more: str, of: int = 0) -> LearnedNoise:
    noise = LearnedNoise()
    for number in range(max(pages, of)):
        noise.observe(f"page {number}", page(number, *(more if number < pages else ())))
    return noise


@pytest.mark.parametrize(
    ("line", "pages", "of", "expected"),
    [
        (SLOGAN, 2, 2, False),
        (SLOGAN, 3, 3, True),
        (SLOGAN, 3, 150, True),
        (SLOGAN, 3, 151, False),
        (SLOGAN, 8, 400, True),
        (SLOGAN, 7, 400, False),
        (NOTICE, 4, 4, False),
        (NOTICE, 5, 50, True),
        (NOTICE, 5, 51, False),
        (LONG, 4, 4, False),
        (LONG, 5, 5, True),
        ("الصفحة 1 من 3", 4, 4, False),
        ("الصفحة 1 من 3", 5, 5, True),
    ],
)
def test_how_often_a_line_must_recur(line, pages, of, expected):
    noise = learn(pages, line, of=of)
    assert noise.is_noise(line) is expected
    assert (fingerprint(line) in noise.noise()) is expected


def test_spelling_and_ages_make_no_difference():
    noise = learn(5, "منذ 3 ساعات", "إقرأ أيضاً عبر «البوابة»")
    assert noise.is_noise("منذ ١٧ ساعات")
    assert noise.is_noise("اقرأ ايضا عبر البوابة:")
    assert not noise.is_noise("منذ 3 أيام")


@given(st.text("ابتةىأ ـ\u064b\u200c٣1،.«»-_♥ßİa\n", max_size=60))
def test_a_line_has_one_fingerprint_whichever_way_its_words_are_found(line):
    found = fingerprint.__wrapped__(line)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(learned, "plain_words", lambda _: None)
        assert fingerprint.__wrapped__(line) == found


@given(st.lists(st.text("ابتةىأ ـ\u064b\u200c٣1،.«»-_♥ßİa\u0138\ud800\n", max_size=30), max_size=8))
@example(["خبر", "رأي \u0138", "عاجل"])
@example(["خبر", "عاجل \ud800", " "])
def test_lines_folded_at_once_have_the_fingerprints_of_each_alone(lines):
    assert fingerprints(lines) == {line: fingerprint(line) for line in lines}


def test_figures_of_a_story_stay_apart():
    price = "بلغ سعر الغرام من عيار 21 في محلات العاصمة {} ريالا"
    noise = LearnedNoise()
    for number in range(20):
        noise.observe(f"page {number}", [price.format(4_000 + number)])
    assert not noise.is_noise(price.format(4_000))


def test_a_line_counts_once_on_a_page_and_a_copy_counts_once():
    noise = LearnedNoise()
    for _ in range(9):
        noise.observe("the same article", [SLOGAN, SLOGAN, SLOGAN])
    noise.observe("another article", [SLOGAN])
    assert not noise.is_noise(SLOGAN)
    noise.observe("a third article", [SLOGAN])
    assert noise.is_noise(SLOGAN)


@pytest.mark.parametrize("line", ["", "  ", "خبر " * 101])
def test_what_is_never_noise(line):
    assert fingerprint(line) is None
    assert not learn(9, line).is_noise(line)


def test_signs_alone_are_a_line():
    assert learn(3, "* * *").is_noise("* * *")
    assert fingerprint("* * *") != fingerprint("---")


def test_a_lone_surrogate_is_a_line():
    assert learn(3, "عاجل \ud800").is_noise("عاجل \ud800")


def test_the_middle_of_a_long_page_is_not_kept():
    lines = [f"تحديث رقم {chr(0x628 + number % 20) * (number // 20 + 1)}" for number in range(200)]
    noise = LearnedNoise()
    for key in "abcdef":
        noise.observe(key, lines)
    assert len(noise.pages["a"].lines) == 120
    assert noise.is_noise(lines[39])
    assert not noise.is_noise(lines[40])
    assert not noise.is_noise(lines[119])
    assert noise.is_noise(lines[120])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (NOTICE, True),
        ("وتختلف الأسعار من سوق إلى آخر بحسب الموسم.", True),
        ("«وتختلف الأسعار من سوق إلى آخر بحسب الموسم.»", True),
        ("عودة السفينة الأولى إلى الميناء..", False),
        ("عودة السفينة الأولى إلى ميناء الجزيرة", False),
        ("انتهى.", False),
    ],
)
def test_what_ends_as_a_sentence(line, expected):
    assert is_sentence(line) is expected


def test_a_later_observation_replaces_an_earlier_one():
    early, late = (
        PageLines("2025-03-01T09", frozenset("a")),
        PageLines("2025-03-01T10", frozenset()),
    )
    assert merged(None, early) == early
    assert merged(early, late) == merged(late, early) == late
    again = PageLines("2025-03-01T09", frozenset("b"))
    assert merged(early, again) == PageLines("2025-03-01T09", frozenset("ab"))


def test_the_window_moves_on():
    noise = LearnedNoise()
    for number in range(3):
        noise.observe(f"old {number}", [SLOGAN], hour="2025-03-01T09")
    for number in range(398):
        noise.observe(f"new {number}", page(number), hour="2025-03-02T09")
    assert len(noise.pages) == 400
    assert set(noise.pages) >= {"old 1", "old 2"}
    assert "old 0" not in noise.pages
    noise.observe("late", [SLOGAN], hour="2025-02-01T09")
    assert "late" not in noise.pages


# --- Order ----------------------------------------------------------------------------------------

observations = st.lists(
    st.tuples(
        st.sampled_from("abcdefghij"),  # keys: several observations of one page
        st.sampled_from(["2025-03-01T09", "2025-03-01T10", "2025-03-02T00"]),
        st.lists(st.sampled_from([SLOGAN, NOTICE, "شارك الخبر", "منذ 3 ساعات"]), max_size=4),
    ),
    max_size=40,
)


def after(seen) -> LearnedNoise:
    noise = LearnedNoise()
    for key, hour, lines in seen:
        noise.observe(key, lines, hour=hour)
    return noise


@given(observations, st.randoms(use_true_random=False), st.integers(1, 8))
def test_any_order_ends_with_the_same(seen, chance, window):
    shuffled = list(seen)
    chance.shuffle(shuffled)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(learned, "WINDOW_PAGES", window)
        one, other = after(seen), after([*shuffled, *shuffled[:3]])
        assert one.pages == other.pages
        assert one.noise() == other.noise()


@given(observations, st.integers(0, 40), st.integers(1, 8))
def test_a_run_that_ends_and_goes_on_makes_no_difference(seen, cut, window):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(learned, "WINDOW_PAGES", window)
        resumed = LearnedNoise(dict(after(seen[:cut]).pages))
        for key, hour, lines in seen[cut:]:
            resumed.observe(key, lines, hour=hour)
        assert resumed.pages == after(seen).pages
        assert resumed.noise() == after(seen).noise()


@given(observations, st.integers(1, 8))
def test_the_window_is_the_greatest_of_hour_and_key(seen, window):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(learned, "WINDOW_PAGES", window)
        last = {}
        for key, hour, _ in seen:
            last[key] = max(hour, last.get(key, ""))
        assert set(after(seen).pages) == last.keys() - set(beyond_window(last))
        assert len(after(seen).pages) == min(window, len(last))


@pytest.mark.parametrize(
    ("line", "is_strict"),
    [
        ("ورش الميناء القديم تفتح أبوابها كل مساء حتى نهاية الموسم", False),
        (
            "ورش الميناء القديم تفتح أبوابها كل مساء حتى نهاية الموسم في مدن الساحل وما جاورها",
            True,
        ),
        ("ورش الميناء القديم تفتح أبوابها كل مساء.", True),
        ("قرأه 40 زائراً", True),
    ],
    ids=["a headline", "more than a headline", "a sentence", "a figure"],
)
def test_what_could_be_of_an_article_needs_more_pages(line, is_strict):
    assert fingerprint(line).endswith(learned.STRICT) is is_strict


def test_a_full_window_in_any_order():
    seen = [
        (f"{number:04}", f"2025-03-{number // 40 + 1:02}T09", page(number, SLOGAN))
        for number in range(1_000)
    ]
    shuffled = list(seen)
    random.Random(7).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    assert after(seen).pages == after(shuffled).pages
    assert set(after(shuffled).pages) == {key for key, _, _ in seen[-400:]}


def test_a_page_that_is_seen_again_and_again_stays_while_others_go(monkeypatch):
    monkeypatch.setattr(learned, "WINDOW_PAGES", 4)
    noise = LearnedNoise()
    for hour in range(100):
        noise.observe("front", page(0), hour=f"2026-01-01T{hour:03}")
        noise.observe(f"page {hour:03}", page(hour + 1), hour=f"2026-01-01T{hour:03}")
        assert len(noise._order) <= 2 * learned.WINDOW_PAGES + 1
    assert sorted(noise.pages) == ["front", "page 097", "page 098", "page 099"]


def test_pages_that_only_change_their_hour_leave_nothing_behind(monkeypatch):
    monkeypatch.setattr(learned, "WINDOW_PAGES", 4)
    noise = LearnedNoise()
    for hour in range(100):
        noise.observe("front", page(hour), hour=f"2026-01-01T{hour:03}")
    assert len(noise._order) <= 2 * learned.WINDOW_PAGES + 1
    assert len(noise._count) == len(noise.pages["front"].lines)
