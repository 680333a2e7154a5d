"""Figures of a day: the weekday beside them and their form tell which is the month."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.core.arabic.dates import parse_date

NOW = datetime(2025, 5, 20, 9, 30, tzinfo=UTC)
ADEN = ZoneInfo("Asia/Aden")


def day(raw, *, now=NOW, month_first=False):
    span = parse_date(raw, observed_at=now, timezone="Asia/Aden", month_first=month_first)
    return span and span.earliest.astimezone(ADEN).date().isoformat()


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("أحد, 05/04/2025 - 14:20", "2025-05-04"),
        ("سبت, 05/04/2025 - 14:20", "2025-04-05"),
        ("الأحد 05/04/2025", "2025-05-04"),
        ("أحد, 04/05/2025", "2025-05-04"),
        ("اثنين, 05/12/2025 - 21:40", "2025-05-12"),
        ("Wed, 05/07/2025 - 11:00", "2025-05-07"),
    ],
)
@pytest.mark.parametrize("month_first", [False, True, None])
def test_the_weekday_tells_which_figure_is_the_month(raw, wanted, month_first):
    assert day(raw, month_first=month_first) == wanted


def test_a_weekday_of_both_readings_leaves_the_one_that_is_not_ahead():
    assert day("جمعة, 05/09/2025 - 10:00") == "2025-05-09"
    assert day("05/09/2025 - 10:00") is None
    later = datetime(2025, 10, 1, tzinfo=UTC)
    assert day("جمعة, 05/09/2025 - 10:00", now=later) == "2025-09-05"
    assert day("جمعة, 05/09/2025 - 10:00", now=later, month_first=True) == "2025-05-09"


def test_a_wrong_weekday_or_two_of_them_change_no_order():
    assert day("الثلاثاء 04/05/2025") == "2025-05-04"
    assert day("السبت - الأحد 05/04/2025") == "2025-04-05"
    assert day("السبت 05/04/2025", month_first=True) == "2025-04-05"
    assert day("الثلاثاء 04/05/2025", month_first=None) is None


@pytest.mark.parametrize("raw", ["أحد 4 مايو 2025", "اثنين 5 مايو 2025"])
def test_a_weekday_that_is_also_a_number_does_not_hide_the_day(raw):
    assert day(raw) in {"2025-05-04", "2025-05-05"}
    assert day("خمسة, 04/05/2025") is None


@pytest.mark.parametrize("raw", ["5/8/2025 10:15:00 AM", "5/8/2025, 10:15:00\u202fAM"])
def test_the_form_of_a_program_without_a_language_has_the_month_first(raw):
    assert day(raw) == "2025-05-08"


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("08/05/2025 10:15:00 AM", "2025-05-08"),  # with zeros it is somebody's own
        ("8/5/2025 10:15", "2025-05-08"),
        ("8/5/2025 10:15:00 am", "2025-05-08"),  # India
        ("13/5/2025 10:15:00 AM", "2025-05-13"),
        ("10/12/2024 10:15:00 AM", "2024-12-10"),  # shows no figure of one digit
    ],
)
def test_other_forms_keep_the_order_of_the_page(raw, wanted):
    assert day(raw) == wanted


@pytest.mark.parametrize(
    "raw",
    [
        "العدد 15218 - الخميس 8 مايو 2025",
        "العدد: 15218 8 مايو 2025",
        "رقم الخبر 77123 - 2025/05/08",
        "كود الخبر: 77123 - 8 مايو 2025",
        "العدد 2024 - 8 مايو 2025",
    ],
)
def test_the_number_of_an_issue_does_not_hide_the_day(raw):
    assert day(raw) == "2025-05-08"


@pytest.mark.parametrize("raw", ["رقم 1447", "العدد 2025", "صحيفة الساحل (العدد 112، 3 مارس 2020)"])
def test_the_number_of_an_issue_is_no_date(raw):
    assert day(raw) is None


def test_an_issue_that_is_named_after_its_day_or_month_keeps_it():
    assert day("عدد 2025-05-08") == "2025-05-08"
    span = parse_date("عدد مايو 2025", observed_at=NOW, timezone="Asia/Aden")
    assert span is None or span.precision == "month"
