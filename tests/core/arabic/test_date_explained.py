"""How a date string was read: its form, its calendar, its digits, its zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic.date_explained import KINDS, explain_date
from crawler.core.arabic.dates import parse_date
from crawler.core.arabic.month_families import FAMILIES
from crawler.core.arabic.months import GREGORIAN_MONTHS, HIJRI_MONTHS

NOW = datetime(2026, 2, 10, 9, 30, tzinfo=UTC)
GULF, LEVANT, MOROCCO = "Egypt, Gulf and Yemen", "Levant and Iraq", "Morocco"


def explain(text, now=NOW):
    return explain_date(text, observed_at=now, timezone="Asia/Aden")


@pytest.mark.parametrize(
    ("text", "form", "calendars", "digits", "zone"),
    [
        ("منذ 3 ساعات", "relative", (), ("ASCII",), None),
        ("أمس ٩:١٥ م", "relative", (), ("Arabic-Indic",), None),
        ("13 تموز/يوليو 2025م", "absolute", (LEVANT, GULF), ("ASCII",), None),
        ("13 غشت 2025", "absolute", (MOROCCO,), ("ASCII",), None),
        ("13 جويلية 2025", "absolute", ("Algeria and Tunisia",), ("ASCII",), None),
        ("13 مارس 2025", "absolute", ("all countries",), ("ASCII",), None),
        ("۱۳ يوليو 2025", "absolute", (GULF,), ("ASCII", "Persian"), None),
        ("July 13, 2025", "absolute", ("English",), ("ASCII",), None),
        ("13/07/2025", "absolute", (), ("ASCII",), None),
        ("17 محرم 1447هـ", "hijri", ("Hijri",), ("ASCII",), None),
        ("17/01/1447", "hijri", (), ("ASCII",), None),
        (
            "12 يوليو 2025م الموافق 17 محرم 1447هـ",
            "hijri and gregorian",
            (GULF, "Hijri"),
            ("ASCII",),
            None,
        ),
        ("12/07/2025 الموافق 17/01/1447هـ", "hijri and gregorian", (), ("ASCII",), None),
        ("1 يناير", "no year", (GULF,), ("ASCII",), None),
        ("2025-07-13T10:30:00Z", "machine", (), ("ASCII",), None),
        ("2025-7-13", "absolute", (), ("ASCII",), None),
        ("1752391815", "machine", (), ("ASCII",), None),
        ("13 يوليو 2025 10:30 بتوقيت غرينتش", "absolute", (GULF,), ("ASCII",), "غرينتش"),
        ("13 يوليو 2025 10:30 +0300", "absolute", (GULF,), ("ASCII",), "+0300"),
        ("يوليو 2025", "absolute", (GULF,), ("ASCII",), None),
        ("آخر تحديث: 13 غشت 2025 | نشر في 12 يوليو 2025", "absolute", (GULF,), ("ASCII",), None),
        ("آخر تحديث: 13 غشت 2025 | نشر في صنعاء", "absolute", (MOROCCO,), ("ASCII",), None),
        ("آخر تحديث: منذ ساعة", "relative", (), (), None),
    ],
)
def test_readings(text, form, calendars, digits, zone):
    reading = explain(text)
    assert (reading.form, reading.calendars, reading.digits, reading.zone) == (
        form, calendars, digits, zone,
    )  # fmt: skip
    assert reading.span == parse_date(text, observed_at=NOW, timezone="Asia/Aden")


def test_tokens_are_named():
    assert explain("منذ ثلاث ساعات").tokens == (
        ("منذ", "ago"), ("ثلاث", "number word"), ("ساعات", "unit"),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "150 مشاهدة", "45 يوليو 2025", "صحيفة 14 أكتوبر"])
def test_no_date_no_reading(text):
    assert explain(text) is None


def test_every_name_of_a_month_has_a_calendar():
    assert set(FAMILIES) == set(GREGORIAN_MONTHS) | set(HIJRI_MONTHS)
    assert {FAMILIES[key] for key in HIJRI_MONTHS} == {"Hijri"}
    for family in (GULF, LEVANT, "English"):
        known = {number for key, number in GREGORIAN_MONTHS.items() if FAMILIES[key] == family}
        missing = {3} if family in (GULF, LEVANT) else set()
        assert known | missing == set(range(1, 13)), family


WORDS = """
    منذ قبل 3 13 2025 1447 يوليو محرم ساعة يوم الخميس اليوم أمس الماضي 10:30 م ص الساعة نصف | -
    13/07/2025 17/01/1447 GMT بتوقيت عدن هـ قليل الآن 2025-07-13T10:30:00Z 1752391815
""".split()  # noqa: SIM905 - a list of words is easier to read as a text


@given(st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join) | st.text(max_size=20))
def test_it_explains_what_was_read_and_nothing_else(text):
    span, reading = parse_date(text, observed_at=NOW, timezone="Asia/Aden"), explain(text)
    assert (reading and reading.span) == span
    if reading:
        assert {kind for _, kind in reading.tokens} <= set(KINDS.values())
        assert span.relative == (reading.form in ("relative", "no year"))
