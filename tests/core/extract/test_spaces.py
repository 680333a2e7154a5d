"""White space of long texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.core.extract import spaces


@given(st.text(alphabet="ab \n\u00a0\u2003", max_size=60), st.integers(1, 9))
def test_pieces_make_no_difference(text, size):
    before, spaces.LONG_CHARS = spaces.LONG_CHARS, size
    try:
        assert spaces.spaced(text) == " ".join(text.split())
    finally:
        spaces.LONG_CHARS = before


def test_a_word_without_an_end():
    word = "ن" * (40 * spaces.LONG_CHARS)
    assert spaces.spaced(f" {word} ") == word
