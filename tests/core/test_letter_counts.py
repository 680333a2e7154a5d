"""Letters counted by a table are those that the expressions find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crawler.core.letter_counts import ARABIC, LETTERS, letter_counts

ARABIC_TEXT = some.text(some.characters(min_codepoint=0x600, max_codepoint=0x6FF))


def found_by(kind, text):
    return sum(map(len, re.findall(kind, text)))


@given(some.one_of(some.text(), ARABIC_TEXT))
def test_they_are_those_of_the_expressions(text):
    assert letter_counts(text) == (found_by(LETTERS, text), found_by(ARABIC, text))


def test_each_character_of_the_table_is_what_its_expression_says():
    for point in range(0x3100):  # beyond its end too
        character = chr(point)
        expected = (found_by(LETTERS, character), found_by(ARABIC, character))
        assert letter_counts(character) == expected, hex(point)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", (0, 0)),
        ("وصلت 3 سفن إلى الميناء", (17, 17)),
        ("GPT-5 والذكاء", (10, 7)),
        ("\ufeb3\ufe94 \u3042", (3, 2)),  # presentation forms, and beyond the table
        ("\U0001d538\ud800", (1, 0)),  # two units of UTF-16, and half a character
    ],
)
def test_counts(text, counts):
    assert letter_counts(text) == counts
