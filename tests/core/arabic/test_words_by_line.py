"""Paragraphs that are folded at once have the words that each of them has by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic.plain_text import plain_words, words_by_line
from crawler.core.dedup import content_key

LETTERS = st.text(alphabet="\u0623\u0628\u064e\u0640 a1-.\n\u00df\u0138\ufefb", max_size=12)


@given(st.lists(LETTERS, min_size=1, max_size=5).map("\n\n".join))
def test_as_each_by_itself(text):
    words = words_by_line(text)
    alone = tuple(map(plain_words, text.split("\n\n")))
    assert words == (None if None in alone or "\u0138" in text else alone)


@given(st.lists(LETTERS, min_size=1, max_size=5))
def test_the_key_of_a_text_does_not_depend_on_its_paragraphs(lines):
    assert content_key("\n\n".join(lines)) == content_key(" ".join(lines))


@pytest.mark.parametrize("text", ["\u0138", "\u0643\u062a\u0628\n\n\u0138\u0627"])
def test_the_letter_that_stands_between_has_a_key_all_the_same(text):
    assert words_by_line(text) is None
    assert content_key(text) != content_key(text.replace("\u0138", ""))
