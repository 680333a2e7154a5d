"""The words of a folded text and their numbers."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.core.arabic.text import fold_text
from crawler.core.dedup.dates_told import dates_of
from crawler.core.dedup.folded import folded
from crawler.core.dedup.kinds_of_words import CONTENT, DATE, NUMBER, PLAIN, kind_of
from crawler.core.dedup.lettering import of_bytes, of_text
from crawler.core.dedup.plain_letters import ALPHABET, BETWEEN, fold_plain, plain_bytes
from crawler.core.dedup.scan import Scan, scan
from crawler.core.dedup.words import CODE_MASK, spellings

ARABIC = st.text(alphabet="ابتجحدرسصعفقكلمنهوي غ.,12390 ؟\n_", max_size=120)


def plain_text(folded: bytes) -> str:
    """What the bytes of `plain_bytes` stand for."""
    return "".join(map(ALPHABET.__getitem__, folded))


def words(text: str) -> list[str]:
    """What is to be found, as a pattern says it."""
    joined = re.sub(r"(?<=\d)[.,](?=\d)", "", text)
    joined = re.sub(r"\d+(ر\d+)+", lambda found: "".join(found[0].split("ر")[::-1]), joined)
    return re.findall(r"[^\W\d_]+|\d+", re.sub(r"[^\u0000-\ufffe]", " ", joined))


def scanned(text: str | bytes) -> Scan:
    return scan(text if isinstance(text, bytes) else f" {text} ")


def found(text: str | bytes) -> list[str]:
    """The words, each where the numbers of its letters were added."""
    letters = of_bytes(text) if isinstance(text, bytes) else of_text(f" {text} ")
    joined, (before, last, kinds), _, _ = letters
    joined = plain_text(joined) if isinstance(joined, bytes) else joined
    assert len(before) == len(scanned(text).numbers)
    each = [joined[start + 1 : end + 1] for start, end in zip(before, last, strict=True)]
    assert kinds is None or kinds.tolist() == [2 if word.isdecimal() else 1 for word in each]
    return each


def numbers(text: str | bytes) -> list[int]:
    return scanned(text).numbers.tolist()


def codes(text: str) -> list[int]:
    return [number & CODE_MASK for number in numbers(folded("", text))]


@settings(deadline=None)
@given(st.one_of(ARABIC, st.text(max_size=100)))
def test_finds_the_words_that_the_pattern_finds(text):
    assert found(text) == words(text)


@settings(deadline=None)
@given(ARABIC)
@example("1ر0.0")
@example("4ر29,500 و1.2ر3")
def test_finds_in_bytes_what_the_pattern_finds(text):
    assert found(plain_bytes(f" {fold_text(text)} ")) == words(fold_text(text))


@settings(deadline=None)
@given(ARABIC)
def test_equal_words_have_equal_numbers_and_others_others(text):
    pairs = list(zip(words(text), numbers(text), strict=True))
    assert len(set(pairs)) == len({word for word, _ in pairs}) == len({each for _, each in pairs})


def test_a_long_text_is_numbered_like_a_short_one():
    long = scan(" كلمة" * 30_000 + " أخيرة ")
    assert set(long.numbers[:-1].tolist()) == set(numbers("كلمة"))
    assert long.numbers[-1:].tolist() == numbers("أخيرة")


@pytest.mark.parametrize("more", ["", " \U0001f600"])
def test_the_words_of_the_headline_come_first(more):
    told = scan(folded(f"سعر 1.5 دولار{more}", "بلغ 2,500 ريال و20 فلسا"))
    words_of_both = ["سعر", "15", "دولار", "بلغ", "2500", "ريال", "و", "20", "فلسا"]
    assert told.titled == 3
    assert told.numbers.tolist() == numbers(" ".join(words_of_both))


@pytest.mark.parametrize("more", ["", " \u0439"])
def test_names_that_some_papers_split_are_one_word(more):
    assert found(folded("", f"قال عبد الله{more}"))[:2] == ["قال", "عبدالله"]


def test_words_that_no_table_has_are_content():
    unknown = ["".join(letters) for letters in product("بتثجخ", repeat=6)]
    numbers = scan(f" {' '.join(unknown)} ").numbers
    assert len(numbers) == len(unknown)
    assert dates_of([numbers]) == [set()]
    kinds = [kind_of(number & CODE_MASK) for number in numbers.tolist()]
    assert kinds.count(CONTENT) >= 0.999 * len(kinds)  # a code has few bits


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


PLAIN_TEXT = st.text(
    alphabet="اأإآءئؤةىيكهوبتثﺍﺐﻴé×"
    "ڤپگچژکیەھہ۳●﴾\ufe0f€\u2122\U0001f600\U0001f1fe"
    "\x1a\t\r\u200c\u2028\u0640\u064b\u064e\u0651\u0652 \n\u00a0\u200f،؛؟.,-«»\u201c٠١9٫٬abXY",
    max_size=150,
)


@settings(deadline=None)
@given(PLAIN_TEXT)
def test_bytes_are_scanned_as_their_text(text):
    """A headline and a body of which the table folds all, beside the same as text."""
    key = folded(text, text)
    assert numbers(key) == numbers(plain_text(key))
    assert scan(key).titled == scan(plain_text(key)).titled


@settings(deadline=None)
@given(PLAIN_TEXT)
def test_the_table_folds_as_the_search_key_does(text):
    plain = fold_plain(text)
    assert plain is not None
    assert found(plain_text(plain)) == found(fold_text(text))


@pytest.mark.parametrize("letter", ["\u0654", "ā", "\ud800", "\U0001d7d8", "\u3000"])
def test_other_characters_are_left_to_the_search_key(letter):
    assert fold_plain(f"قال {letter}") is None
    assert "قال" in folded("", f"قال {letter}")


def test_ligatures_are_two_letters_of_the_table():
    assert fold_plain("ﻷن") is None
    for text in ("ﻷن ﻻ", "سـﻼم ﻵ"):
        key = folded("", text)
        assert isinstance(key, bytes)
        assert found(key) == found(f" {fold_text(text)} ")


def test_a_letter_and_a_digit_that_touch_are_two_words():
    for text in ("و20 فلسا 5أيام", "قبل19 و20"):
        key = folded("", text)
        assert isinstance(key, bytes)
        assert found(key) == found(plain_text(key)) == words(plain_text(key))


@pytest.mark.parametrize("more", ["", " \u0439"])
@pytest.mark.parametrize(
    ("agency", "paper"),
    [
        ("بلغ 4ر29 مليون", "بلغ 29.4 مليون"),
        ("بلغ ٤ر٢٩ مليون", "بلغ 29.4 مليون"),
        ("بلغ 432ر690ر29 ريالا", "بلغ 29,690,432 ريالا"),
    ],
)
def test_a_decimal_in_the_writing_of_news_agencies(agency, paper, more):
    assert codes(f"{agency}{more}") == codes(f"{paper}{more}")


def test_a_ra_beside_one_digit_alone_is_a_letter():
    assert found(folded("", "4ر مليون ر29")) == ["4", "ر", "مليون", "ر", "29"]


def test_the_order_of_letters_makes_another_word_in_the_same_spelling():
    one, other = codes("سلمان"), codes("سملان")
    assert one != other
    assert spellings(one) == spellings(other)


def test_entities_and_the_mark_between_headline_and_body():
    text = plain_text(folded(f"ا{BETWEEN}ب", "&amp;quot;ج"))
    assert text == f' ا ب {BETWEEN} "ج '
