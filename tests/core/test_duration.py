"""Times as people write and read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.duration import in_words, seconds_of


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("90s", 90), (" 10m ", 600), ("1.5h", 5400), ("1d", 86400), ("2 h", 7200)],
)
def test_seconds_of(text, seconds):
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "m", "0", "0s", "-5m", "1e9", "nan", "5 weeks", "10m 5s", "١٠ دقائق"]
)
def test_what_is_no_time(text):
    with pytest.raises(ValueError, match="not a time") as caught:
        seconds_of(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59.6, "1 min"),
        (61, "1 min 1 s"),
        (3_599.9, "1 h"),
        (3_660, "1 h 1 min"),
        (86_399.7, "1 d"),
        (200_000, "2 d 7 h"),
    ],
)
def test_in_words(seconds, words):
    assert in_words(seconds) == words


@given(st.integers(min_value=1, max_value=10**7))
def test_seconds_that_are_written_are_read_back(seconds):
    assert seconds_of(f"{seconds}s") == seconds
