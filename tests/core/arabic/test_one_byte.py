"""Letters as bytes: there and back, and nothing for a text with another letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic.one_byte import ALPHABET, byte_of, decoded, encoded, letters

LETTERS = [letter for _, letter in letters()]


def test_each_letter_has_a_byte_of_its_own_and_ascii_keeps_its_own():
    assert len(ALPHABET) == 256
    assert len(set(LETTERS)) == len(LETTERS) > 240
    assert all(byte_of(letter) == byte for byte, letter in letters())
    assert all(byte_of(chr(byte)) == byte for byte in range(0x20, 0x7F))


@given(st.text(st.sampled_from(LETTERS)))
def test_there_and_back(text):
    found = encoded(text)
    assert found is not None
    assert len(found) == len(text)
    assert decoded(found) == text


@pytest.mark.parametrize("other", ["\0", "\ufffe", "\ud800", "ک", "ﻻ", "\U0001f600", "\r", "ж"])
@pytest.mark.parametrize("around", ["{}", "خبر {}", "{} خبر", "a{}b"])
def test_another_letter_leaves_no_bytes(other, around):
    assert encoded(around.format(other)) is None
