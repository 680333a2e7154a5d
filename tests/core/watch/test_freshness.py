"""Bounds of the lag between publication and the first look."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.watch.freshness import figures_of_lags, lag_s

SEEN = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("earliest", "lag"),
    [
        ("2025-03-01T09:00:00Z", 1800),
        ("2025-03-01T12:00:00+03:00", 1800),
        ("2025-02-28T21:00:00Z", 12.5 * 3600),  # a day of Aden: at most so long
        ("2025-03-01T10:00:00Z", 0),  # in the future: never negative
        (None, None),
        ("", None),
        ("2025-03-01", None),  # of which zone?
        ("2025-03-01T09:00:00", None),
        ("\u0623\u0645\u0633", None),
    ],
)
def test_the_most_that_a_lag_can_be(earliest, lag):
    assert lag_s(earliest, SEEN) == lag


def test_a_day_is_no_part_of_the_fine_percentiles():
    lags = [(float(60 * n), "minute") for n in range(1, 21)]
    lags += [(timedelta(hours=9).total_seconds(), "day"), (None, None)]
    assert figures_of_lags(lags) == {
        "dated": 21,
        "fine": 20,
        "unknown": 1,
        "p50_s": 600.0,
        "p95_s": 1140.0,
        "most_p50_s": 660.0,
        "most_p95_s": 1200.0,
    }


def test_without_a_date_there_are_no_percentiles():
    found = figures_of_lags([(None, None)])
    assert found["unknown"] == 1
    assert found["p50_s"] is found["most_p95_s"] is None
