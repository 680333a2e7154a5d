"""Retry-After in each of its forms, and the pauses without it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crawler.core.access.retry_after import DOUBLED_MAX_S, growing_pause_s, retry_after_s

NOW = datetime(2025, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "wait_s"),
    [
        ("0", 0.0),
        (" 120 ", 120.0),
        ("999999999", 999_999_999.0),
        ("Sat, 01 Mar 2025 01:00:00 GMT", 3600.0),
        ("Saturday, 01-Mar-25 01:00:00 GMT", 3600.0),
        ("Sat, 01 Mar 2025 01:00:00", 3600.0),
        ("Sat, 01 Mar 2025 03:00:00 +0300", 0.0),
        ("Fri, 28 Feb 2025 00:00:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 251_661_513_599.0),
        ("-5", None),
        ("1.5", None),
        ("9" * 4000, None),
        ("soon", None),
        ("Sat, 01 Mar 99999999999999999999 00:00:00 GMT", None),
        ("", None),
        ("بعد قليل", None),
    ],
)
def test_a_wish_in_seconds_or_as_a_date(value, wait_s):
    assert retry_after_s(value, NOW) == wait_s


@given(some.text())
def test_nothing_makes_it_fail(value):
    wait_s = retry_after_s(value, NOW)
    assert wait_s is None or wait_s >= 0


def test_pauses_double_up_to_an_hour():
    assert [growing_pause_s(429, failures) for failures in (1, 2, 3)] == [5.0, 10.0, 20.0]
    assert growing_pause_s(503, 10**9) == DOUBLED_MAX_S
