"""Dates in other languages, calendars and orders than the Arabic and English ones."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic.date_explained import explain_date
from crawler.core.arabic.date_rewritten import JALALI_MONTHS, jalali_day, rewritten
from crawler.core.arabic.dates import parse_date
from crawler.core.arabic.months_foreign import FOREIGN_MONTHS

NOW = datetime(2026, 2, 10, 9, 30, tzinfo=UTC)


def read(raw, **more):
    return parse_date(raw, observed_at=NOW, timezone="UTC", **more)


def day(raw, **more):
    span = read(raw, **more)
    return span and span.earliest.date().isoformat()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1er août 2025", "2025-08-01"),
        ("jeudi 14 août 2025 à 20h23", "2025-08-14"),
        ("14. August 2025", "2025-08-14"),
        ("14 de agosto de 2025", "2025-08-14"),
        ("14 ago 2025", "2025-08-14"),
        ("14 de ago. de 2025", "2025-08-14"),
        ("Ago 14, 2025", "2025-08-14"),
        ("14 out 2025", "2025-10-14"),
        ("14 days ago", "2026-01-26"),
        ("14 Ağustos 2025 Perşembe", "2025-08-14"),
        ("14 ŞUBAT 2025", "2025-02-14"),
        ("14 августа 2025 г., 10:30", "2025-08-14"),
        ("14 sierpnia 2025 r.", "2025-08-14"),
        ("۱۴ آگوست ۲۰۲۵", "2025-08-14"),
        ("9. bis 14. August 2025", None),
        ("du 9 au 14 août 2025", None),
        ("dal 9 al 14 agosto 2025", None),
        ("31 Şubat 2025", None),
    ],
)
def test_months_of_other_languages(raw, expected):
    assert day(raw) == expected


def test_every_language_has_all_months():
    assert set(FOREIGN_MONTHS.values()) == set(range(1, 13))
    assert FOREIGN_MONTHS["août"] == FOREIGN_MONTHS["ağustos"] == FOREIGN_MONTHS["августа"] == 8
    assert "ago" not in FOREIGN_MONTHS


def test_how_a_month_of_another_language_was_read():
    reading = explain_date("14 août 2025", observed_at=NOW, timezone="UTC")
    assert (reading.form, reading.calendars) == ("absolute", ("other languages",))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("۲۹ اسفند ۱۳۹۸", "2020-03-19"),
        ("۱ فروردین ۱۴۰۴", "2025-03-21"),
        ("۳۰ اسفند ۱۴۰۳ - ۱۴:۳۰", "2025-03-20"),
        ("سه شنبه ۱۴ بهمن ماه ۱۴۰۴", "2026-02-03"),
        ("۱۴۰۴/۱۱/۱۴", "2026-02-03"),
        ("۱۴/۱۱/۱۴۰۴", "2026-02-03"),
        ("1404/11/14 هـ.ش", "2026-02-03"),
        ("1404/11/14", None),
        ("۳۰ اسفند ۱۴۰۴", None),
        ("۱۴۰۴/۱۳/۱۴", None),
        ("1405/11/14 هـ", "1985-07-31"),
        ("17/01/1447", "2025-07-12"),
        ("17 محرم 1447", "2025-07-12"),
    ],
)
def test_the_solar_calendar(raw, expected):
    assert day(raw) == expected


@given(st.dates(date(1990, 1, 1), date(2026, 2, 1)))
def test_days_of_the_solar_calendar_follow_each_other(gregorian):
    year = gregorian.year - 621
    year -= gregorian < jalali_day(year, 1, 1)
    past = (gregorian - jalali_day(year, 1, 1)).days
    month, number = (past // 31, past % 31) if past < 186 else divmod(past - 186, 30)
    month += 7 if past >= 186 else 1
    assert jalali_day(year, month, number + 1) == gregorian
    raw = f"{number + 1} {JALALI_MONTHS[month - 1]} {year}"
    assert read(raw).earliest.date() == gregorian


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2025年8月14日", "2025-08-14"),
        ("公開 2025年8月14日 10:30", "2025-08-14"),
        ("2025년 8월 14일", "2025-08-14"),
        ("2025年8月14日～15日", None),
        ("2025年8月14日に大きな会場で行われた催しの様子をここで詳しくお伝えします", None),
    ],
)
def test_the_signs_of_east_asia(raw, expected):
    assert day(raw) == expected


def test_ascii_is_not_written_anew():
    assert rewritten("1404/11/14", "1404/11/14") == "1404/11/14"


@pytest.mark.parametrize(
    ("raw", "month_first", "expected"),
    [
        ("07/05/2025", False, "2025-05-07"),
        ("07/05/2025", True, "2025-07-05"),
        ("07/05/2025", None, None),
        ("07/13/2025", None, "2025-07-13"),
        ("13/07/2025", None, "2025-07-13"),
        ("13/07/2025", True, "2025-07-13"),
        ("07/07/2025", None, "2025-07-07"),
        ("2025/07/05", None, "2025-07-05"),
        ("13/13/2025", None, None),
    ],
)
def test_the_order_of_figures(raw, month_first, expected):
    assert day(raw, month_first=month_first) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2025-08-14T23:15:0Z", "2025-08-14T23:15:00+00:00"),
        ("2025-8-4 9:05", "2025-08-04T09:05:00+00:00"),
        ("2025-08-14T23:15:00 -0400", "2025-08-15T03:15:00+00:00"),
        ("2025-08-14 23:15:00 UTC", "2025-08-14T23:15:00+00:00"),
        ("/Date(1755213300000)/", "2025-08-14T23:15:00+00:00"),
        ("1755213300.5", "2025-08-14T23:15:00+00:00"),
        ("14 Aug 2025, 23:15 JST", "2025-08-14T14:15:00+00:00"),
        ("14 Aug 2025, 23:15 IST", "2025-08-14T00:00:00+00:00"),
    ],
)
def test_forms_of_machines_and_zones(raw, expected):
    assert read(raw).earliest.isoformat() == expected


def test_a_time_that_does_not_exist_leaves_the_day_and_such_a_day_nothing():
    assert read("2025-08-14T25:15:0Z").precision == "day"
    assert read("2025-13-4 9:05") is None


@pytest.mark.parametrize(
    "raw",
    [
        "Publié le 14 août 2025 - Mis à jour le 15 août 2025",
        "Aktualisiert am 15. August 2025, veröffentlicht am 14. August 2025",
        "Güncelleme: 15 Ağustos 2025 - Yayınlanma: 14 Ağustos 2025",
        "Publicado el 14 de agosto de 2025. Actualizado el 15 de agosto de 2025",
        "Обновлено 15 августа 2025. Опубликовано 14 августа 2025",
    ],
)
def test_publication_and_change_in_one_line(raw):
    assert day(raw) == "2025-08-14"
