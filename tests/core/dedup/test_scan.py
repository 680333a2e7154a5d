"""All words of a text at once, beside the same done one by one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic.text import fold_text
from crawler.core.dedup.folded import folded
from crawler.core.dedup.plain_letters import fold_plain
from crawler.core.dedup.scan import scan
from crawler.core.dedup.spelling import differ
from crawler.core.dedup.words import CODE_MASK, CONTENT, DATE, NUMBER, PLAIN, kind_of, spellings

ARABIC = st.text(alphabet="ابتجحدرسصعفقكلمنهوي غ.,12390 ؟\n_", max_size=120)


def words(text: str) -> list[str]:
    """What the scan finds, as a pattern says it."""
    joined = re.sub(r"(?<=\d)[.,](?=\d)", "", text)
    return re.findall(r"[^\W\d_]+|\d+", re.sub(r"[^\u0000-\ufffe]", " ", joined))


def found(text: str) -> list[str]:
    scanned = scan(text)
    return [scanned.word(place) for place in range(len(scanned.starts))]


def codes(text: str) -> list[int]:
    return [int(number) & CODE_MASK for number in scan(folded("", text)[0]).numbers]


@given(st.one_of(ARABIC, st.text(max_size=100)))
def test_finds_the_words_that_the_pattern_finds(text):
    assert found(text) == words(text)


@given(ARABIC)
def test_equal_words_have_equal_numbers_and_others_others(text):
    scanned = scan(text)
    pairs = list(zip(words(text), scanned.numbers.tolist(), strict=True))
    assert len(set(pairs)) == len({word for word, _ in pairs}) == len({each for _, each in pairs})


def test_a_long_text_is_numbered_like_a_short_one():
    long = scan("كلمة " * 30_000 + "أخيرة")
    assert set(long.numbers[:-1].tolist()) == set(scan("كلمة").numbers.tolist())
    assert long.word(len(long.starts)) == ""


def test_the_words_of_the_headline_come_first():
    text, heading = folded("سعر 1.5 دولار", "بلغ 2,500 ريال")
    scanned = scan(text, heading)
    assert scanned.titled == 3
    assert [scanned.word(place) for place in range(6)] == [
        "سعر",
        "15",
        "دولار",
        "بلغ",
        "2500",
        "ريال",
    ]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("الوزير", CONTENT),
        ("سبتة", CONTENT),
        ("1447", NUMBER),
        ("١٢", NUMBER),
        ("وقال", PLAIN),
        ("السبت", DATE),
        ("والسبت", DATE),
        ("يوليو", DATE),
        ("ذي", DATE),
    ],
)
def test_kinds(word, kind):
    assert [kind_of(code) for code in codes(word)] == [kind]


@pytest.mark.parametrize(
    ("one", "other", "other_words"),
    [
        ("أميركا", "أمريكا", False),
        ("معدودة", "معدودات", False),
        ("عبد العزيز", "عبدالعزيز", False),
        ("الإنجليزي", "الإنغليزي", False),
        ("رجال الأعمال", "رجالالأعمال", False),
        ("غانا", "كينيا", True),
        ("صنعاء", "عدن", True),
        ("", "عدن", False),
    ],
)
def test_spellings(one, other, other_words):
    assert differ(spellings(codes(one)), spellings(codes(other))) is other_words


PLAIN_TEXT = st.text(
    alphabet="اأإآءئؤةىيكهوبتث\u0640\u064b\u064e\u0651\u0652 \n\u00a0\u200f،؛؟.,-«»\u201c٠١9٫٬abXY",
    max_size=150,
)


@given(PLAIN_TEXT)
def test_the_table_folds_as_the_search_key_does(text):
    plain = fold_plain(text)
    assert plain is not None
    assert found(plain) == found(fold_text(text))


@pytest.mark.parametrize("letter", ["ﻻ", "ک", "\u0654", "é", "\ud800", "\U0001f600", "\u2028"])
def test_other_characters_are_left_to_the_search_key(letter):
    assert fold_plain(f"قال {letter}") is None
    assert "قال" in folded("", f"قال {letter}")[0]


def test_entities_and_the_mark_between_headline_and_body():
    assert folded("ا\ue000ب", "&amp;quot;ج")[0] == 'ا ب \ue000 "ج'
