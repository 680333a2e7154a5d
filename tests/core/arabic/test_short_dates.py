"""Dates with less than the usual: two figures for the year, one letter for the unit."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crawler.core.arabic.date_short_year import short_year
from crawler.core.arabic.dates import parse_date

NOW = datetime(2026, 2, 10, 12, tzinfo=UTC)


def read(text, now=NOW, **more):
    return parse_date(text, observed_at=now, timezone="Asia/Aden", **more)


@pytest.mark.parametrize("text", ["06/02/26", "٠٦-٠٢-٢٦", "06.02.26", "نشر في 06/02/26 15:20"])
def test_a_year_of_two_figures(text):
    span = read(text)
    assert span.earliest.astimezone(UTC).date() in (date(2026, 2, 5), date(2026, 2, 6))
    assert not span.relative


def test_the_order_of_the_page_counts():
    assert short_year("06/02/26", NOW.date(), month_first=None) == (2026, 2, 6)
    assert short_year("25/12/25", NOW.date(), month_first=False) == (2025, 12, 25)
    assert short_year("07/07/25", NOW.date(), month_first=False) == (2025, 7, 7)
    assert short_year("02/06/26", NOW.date(), month_first=True) == (2026, 2, 6)
    assert read("02/06/26", month_first=True).latest.date() == date(2026, 2, 6)


@pytest.mark.parametrize(
    ("text", "month_first"),
    [
        ("25/12/24", False),  # the 25th of 2024, or Christmas Eve of 2025
        ("07/08/25", False),  # in August or in July
        ("02/06/26", False),
        ("06/02/19", False),
        ("6/2/26", False),
        ("31/02/26", False),
        ("06/02-26", False),
        ("06/02/26", True),
    ],
)
def test_guesses(text, month_first):
    assert short_year(text, NOW.date(), month_first=month_first) is None


def test_without_the_moment_of_reading_it_is_a_guess():
    assert read("06/02/26", now=None) is None


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("منذ 5 د", "منذ 5 دقائق"),
        ("قبل ٣ س", "قبل 3 ساعات"),
        ("قبل 3س", "قبل 3 ساعات"),
        ("منذ 5 دق", "منذ 5 دقائق"),
        ("قبل 3 ي", "قبل 3 أيام"),
        ("منذ بضع ساعات", "منذ ساعات"),
        ("قبل عدة أيام", "قبل أيام"),
        ("منذ ما يقارب 3 ساعات", "منذ 3 ساعات"),
    ],
)
def test_short_ages(short, full):
    assert read(short) == read(full)
    assert read(short).relative


@pytest.mark.parametrize("text", ["قبل د. سالم", "5 د", "منذ 5 دول", "3س"])
def test_a_letter_that_is_no_unit(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20 كانون1 2025", "2025-12-20"),
        ("20 تشرين2 2025", "2025-11-20"),
        ("2024年04月24日23:52", "2024-04-24"),
        ("13 gusht 2020, 09:08", "2020-08-13"),
        ("6. februára 2026", "2026-02-06"),
        ("6. febrúar 2026", "2026-02-06"),
        ("6 vasario 2026", "2026-02-06"),
        ("6 февруари 2026", "2026-02-06"),
    ],
)
def test_names_and_signs_of_months(text, day):
    assert read(text).latest.astimezone(UTC).date().isoformat() == day
