"""Texts of plain letters take the fast way, all others the slow one: both say the same."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic import text as arabic_text
from crawler.core.arabic.plain_text import (
    BETWEEN_WORDS,
    fold_plain,
    plain_words,
)
from crawler.core.arabic.text import clean_text, fold_text
from crawler.core.arabic.words import Splitter

STORY = "أعلنت الوزارة، أمس، موعد بدء العام الدراسي في المدارس «كلها» قبل ١٢ يوما.\n\n"
LONG = STORY * 5
LETTERS = [chr(point) for point in range(0x3000)]
MIXED = st.text("ابتةىأ ـ\u064b\u0651\u0654\u200c\u200fکیﻻ،«”\u2026\n\r\t\xa0ßéŁİ€aB1", max_size=60)


def slowly(function, text):
    """What a function gives without the tables."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arabic_text, "fold_plain", lambda _: None)
        patch.setattr(arabic_text, "_kept_key", arabic_text._key)  # no answer of the fast way
        patch.setattr(arabic_text, "_is_plain", lambda _: None)
        return function(text)


def test_news_takes_the_fast_way():
    assert fold_plain(LONG) == fold_text(LONG)
    assert arabic_text._is_plain(LONG)


@pytest.mark.parametrize("letter", ["ﻻ", "ک", "\u0654", "\U00010efa", "\ud800"])
def test_what_needs_its_neighbours_takes_the_slow_way(letter):
    assert not arabic_text._is_plain(LONG + letter)


@pytest.mark.parametrize("before", ["", LONG])
def test_vowel_signs_are_shown_in_their_order(before):
    assert clean_text(f"{before}عد\u0651\u064eن") == f"{before}عد\u064e\u0651ن"
    assert clean_text(f"{before}  عد\u064e\u0651ن") == f"{before}عد\u064e\u0651ن"


@pytest.mark.parametrize("letter", ["ﻻ", "ک", "\u0654", "\U00010efa", "\ud800", "İ"])
def test_a_letter_that_folds_to_several_or_by_its_neighbours_takes_the_slow_way(letter):
    assert fold_plain(LONG + letter) is None


def test_every_plain_letter_folds_and_shows_alike_both_ways():
    texts = [f"{LONG}ا{letter}ا {letter} {letter}" for letter in LETTERS]
    fast = [text for text in texts if fold_plain(text) is not None or arabic_text._is_plain(text)]
    assert len(fast) > len(texts) / 20
    for function in (fold_text, clean_text):
        assert [text[-6:] for text in fast if function(text) != slowly(function, text)] == []


@given(MIXED, MIXED)
def test_any_text_folds_and_shows_alike_both_ways(first, last):
    text = f"{first}\n{LONG}{last}"
    assert fold_text(text) == slowly(fold_text, text)
    assert clean_text(text) == slowly(clean_text, text)


@pytest.mark.parametrize("beside", ["{}", "ا{}", "{}ا", "a{}", "{}\u0654", "ه{}\u0640", "\n{} "])
def test_a_line_of_plain_letters_is_as_the_slow_way_leaves_it(beside):
    lines = [beside.format(letter) for letter in LETTERS]
    for function in (clean_text, fold_text):
        slow = slowly(lambda lines, function=function: list(map(function, lines)), lines)
        assert [line for line, due in zip(lines, slow, strict=True) if function(line) != due] == []


@given(MIXED)
def test_a_line_is_as_the_slow_way_leaves_it(line):
    assert clean_text(line) == slowly(clean_text, line)
    assert fold_text(line) == slowly(fold_text, line)


def test_a_line_of_news_takes_the_short_way(monkeypatch):
    monkeypatch.setattr(arabic_text, "_display", None)  # what the long way calls first
    monkeypatch.setattr(arabic_text, "_kept_key", arabic_text._key)
    assert fold_text("أعلنت الوزارة،  أمس") == "اعلنت الوزاره, امس"
    assert clean_text(" «كلها»  قبل ١٢ يوما ") == "«كلها» قبل ١٢ يوما"
    with pytest.raises(TypeError):
        fold_text("ﻷن")


@given(MIXED)
def test_words_are_those_of_the_key_whatever_the_length(text):
    words = plain_words(text)
    assert words is None or words == re.sub(r"[\W_]+", " ", fold_text(text)).strip()


def test_the_words_of_a_long_text_are_those_of_its_key():
    splitter = Splitter(BETWEEN_WORDS)
    texts = [f"{LONG}ا{letter}ب{letter} a{letter}" for letter in LETTERS]
    told = {text: words for text in texts if (words := plain_words(text)) is not None}
    assert len(told) > 200
    for text, words in told.items():
        split = splitter.split(fold_text(text))
        assert split is not None
        assert words == b" ".join(split).decode(), text[-6:]


def test_a_text_with_a_sign_that_is_no_letter_has_no_plain_words():
    assert plain_words(LONG + "♥") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("", ""), (" – ", ""), ("«نعم»،  قال", "نعم قال"), ("Straße\u200f 5", "strasse 5")],
)
def test_words_of_short_texts(text, words):
    assert plain_words(text) == words
