"""Figures and words beside a date that once hid it, or were taken for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.core.arabic.dates import parse_date

NOW = datetime(2025, 5, 20, 9, 30, tzinfo=UTC)


def read(text):
    return parse_date(text, observed_at=NOW, timezone="UTC")


@pytest.mark.parametrize(
    "text",
    ["الحلقة 12 - 8 مايو 2025", "الجزء 3 – 8 مايو 2025", "8\\5\\2025", "3 د قراءة · 8 مايو 2025"],
)
def test_the_day_beside_other_figures(text):
    assert read(text).earliest.date().isoformat() == "2025-05-08"


@pytest.mark.parametrize(
    "text",
    [
        "8 مايو 2025 إلى 12 مايو 2025",
        "8 مايو 2025م حتى الأحد",
        "8/5/2025 to 12/5/2025",
        "منذ عام 2015",
        "قبل سنة 2019",
        "الجولة 12 - 14 مايو 2025",
    ],
)
def test_days_of_several_and_years_since(text):
    assert read(text) is None


def test_an_age_in_years_stays_one():
    assert read("منذ عام").precision == "year"
    assert read("قبل 3 سنوات").relative
