"""Date strings: what they say, how finely, and when nothing is said."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic.dates import parse_date

NOW = datetime(2025, 7, 13, 15, tzinfo=UTC)  # a Sunday, 18:00 in Aden
ADEN = "Asia/Aden"


def read(text, now=NOW, zone=ADEN):
    return parse_date(text, observed_at=now, timezone=zone)


def bounds(text, now=NOW, zone=ADEN):
    span = read(text, now, zone)
    return span and (f"{span.earliest:%Y-%m-%d %H:%M:%S}", f"{span.latest:%Y-%m-%d %H:%M:%S}")


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("منذ 3 ساعات", "2025-07-13 11:00:00", "2025-07-13 12:30:00", "hour"),
        ("قبل ساعة", "2025-07-13 13:00:00", "2025-07-13 14:30:00", "hour"),
        ("منذ ٤٥ دقيقة", "2025-07-13 14:14:00", "2025-07-13 14:15:30", "minute"),
        ("منذ خمس دقائق", "2025-07-13 14:54:00", "2025-07-13 14:55:30", "minute"),
        ("قبل خمسة عشر يوماً", "2025-06-27 15:00:00", "2025-06-29 03:00:00", "day"),
        ("منذ 10 ثوانٍ", "2025-07-13 14:59:49", "2025-07-13 14:59:50", "second"),
        ("يومين مضت", "2025-07-10 15:00:00", "2025-07-12 03:00:00", "day"),
        ("منذ أسبوع واحد", "2025-06-29 15:00:00", "2025-07-10 03:00:00", "week"),
        ("قبل شهرين", "2025-04-13 15:00:00", "2025-05-29 09:45:00", "month"),
        ("منذ 5 أعوام", "2019-07-13 15:00:00", "2021-01-13 15:00:00", "year"),
        ("قبل ساعة و 50 دقيقة", "2025-07-13 13:09:00", "2025-07-13 13:10:30", "minute"),
        ("قبل ساعة ونصف", "2025-07-13 13:29:00", "2025-07-13 13:30:30", "minute"),
        ("قبل نصف ساعة", "2025-07-13 14:29:00", "2025-07-13 14:30:30", "minute"),
        ("مضت 5 دقائق", "2025-07-13 14:54:00", "2025-07-13 14:55:30", "minute"),
        ("منذ ساعة و نصف", "2025-07-13 13:29:00", "2025-07-13 13:30:30", "minute"),
        ("منذ أقل من ساعة", "2025-07-13 14:00:00", "2025-07-13 15:00:00", "hour"),
        ("الشهر الماضي", "2025-05-31 21:00:00", "2025-06-30 21:00:00", "month"),
        ("السنة الماضية", "2023-12-31 21:00:00", "2024-12-31 21:00:00", "year"),
        ("last week", "2025-06-29 21:00:00", "2025-07-12 21:00:00", "week"),
        ("قبل سنة وشهرين", "2024-04-13 15:00:00", "2024-05-29 09:45:00", "month"),
        ("منذ أكثر من سنة", "2023-07-13 15:00:00", "2025-01-13 15:00:00", "year"),
        ("منذ 0 دقيقة", "2025-07-13 14:59:00", "2025-07-13 15:00:00", "minute"),
        ("قبل قليل", "2025-07-13 14:00:00", "2025-07-13 15:00:00", "hour"),
        ("منذ لحظات", "2025-07-13 14:59:00", "2025-07-13 15:00:00", "minute"),
        ("منذ دقائق", "2025-07-13 14:00:00", "2025-07-13 15:00:00", "hour"),
        ("منذ أيام", "2025-07-06 15:00:00", "2025-07-13 15:00:00", "week"),
        ("الآن", "2025-07-13 14:59:00", "2025-07-13 15:00:00", "minute"),
        ("an hour ago", "2025-07-13 13:00:00", "2025-07-13 14:30:00", "hour"),
        ("نوافذ يمنية قبل ساعتين", "2025-07-13 12:00:00", "2025-07-13 13:30:00", "hour"),
        ("محليات | منذ يوم", "2025-07-11 15:00:00", "2025-07-13 03:00:00", "day"),
    ],
)
def test_ago(text, earliest, latest, precision):
    assert bounds(text) == (earliest, latest)
    assert read(text).precision == precision
    assert read(text).relative


@pytest.mark.parametrize(
    ("text", "earliest", "precision"),
    [
        ("اليوم", "2025-07-12 21:00:00", "day"),
        ("أمس", "2025-07-11 21:00:00", "day"),
        ("أول أمس", "2025-07-10 21:00:00", "day"),
        ("yesterday", "2025-07-11 21:00:00", "day"),
        ("مساء أمس السبت", "2025-07-11 21:00:00", "day"),
        ("اليوم 10:30 ص", "2025-07-13 07:30:00", "minute"),
        ("أمس، ٩:١٥ م", "2025-07-12 18:15:00", "minute"),
        ("أمس الساعة التاسعة والربع مساءً", "2025-07-12 18:15:00", "minute"),
        ("الخميس الماضي", "2025-07-09 21:00:00", "day"),
        ("الأحد الماضي", "2025-07-05 21:00:00", "day"),
        ("last Thursday", "2025-07-09 21:00:00", "day"),
        ("الأحد 9:00 ص", "2025-07-13 06:00:00", "minute"),
        ("الأحد 9:00 م", "2025-07-06 18:00:00", "minute"),
        ("1 يناير", "2024-12-31 21:00:00", "day"),
        ("20 أكتوبر 10:30", "2024-10-20 07:30:00", "minute"),
        ("Jul 12", "2025-07-11 21:00:00", "day"),
    ],
)
def test_days_by_the_publishers_calendar(text, earliest, precision):
    span = read(text)
    assert (f"{span.earliest:%Y-%m-%d %H:%M:%S}", span.precision) == (earliest, precision)
    assert span.relative


def test_today_in_aden_starts_before_today_in_utc():
    late = datetime(2025, 7, 12, 22, 30, tzinfo=UTC)
    assert bounds("اليوم", late) == ("2025-07-12 21:00:00", "2025-07-13 21:00:00")
    assert bounds("اليوم", late, "UTC") == ("2025-07-12 00:00:00", "2025-07-13 00:00:00")


@pytest.mark.parametrize(
    "text",
    [
        "12 تموز 2025", "12 تموز/يوليو 2025م", "12 تموز (يوليو) 2025", "12-يوليو-2025",
        "12 يوليو,2025", "يوليو 12, 2025", "2025 يوليو 12", "السبت ، 12 يوليو ، 2025",
        "الأحد 12 يوليو 2025", "12 جويلية 2025", "12 يوليوز 2025", "12 يوليه 2025",
        "الثاني عشر من يوليو 2025", "12 من شهر يوليو عام 2025", "12/07/2025", "١٢/٧/٢٠٢٥",
        "12\u200f/07\u200f/2025",
        "2025-7-12", "2025/07/12", "12.07.2025", "12 / 7 / 2025",
        "۱۲ يوليو ۲۰۲۵", "نُشر في: 12 يوليو 2025", "بواسطة: هيئة التحرير - 12 يوليو 2025",
        "12 يوليو 2025 | 150 مشاهدة", "Saturday, July 12, 2025", "12th Jul 2025",
        "17 محرم 1447هـ", "١٧ محرم ١٤٤٧ هـ", "17/01/1447هـ", "1447/01/17",
        "12 يوليو 2025م الموافق 17 محرم 1447هـ", "17 محرم 1447 / 12 يوليو 2025",
        "16 محرم 1447هـ الموافق 12 يوليو 2025", "2025-07-12", "20250712",
        "نشر: 12 يوليو 2025 - آخر تحديث: 13 يوليو 2025",
        "آخر تحديث: 13 يوليو 2025 | نشر في 12 يوليو 2025",
        "نشر: 12 يوليو 2025 | تحديث: 13 يوليو 2025", "تحديث: 12 يوليو 2025",
        "12 يوليو 2025 10:30 بتوقيت كوكب", "12 يوليو 2025 10:30 - 11:30", "12 يوليو 2025 25:70",
        "2025-07-12T99:00:00", "12 يوليو 2025 10:30 +1900",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(text):
    assert bounds(text) == ("2025-07-11 21:00:00", "2025-07-12 21:00:00")
    assert read(text).precision == "day"
    assert not read(text).relative


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "يناير|كانون الثاني|كانون ثاني|كانون 2|جانفي"),
        (2, "فبراير|شباط|فيفري"),
        (3, "مارس|آذار|اذار"),
        (4, "أبريل|إبريل|نيسان|أفريل|إبريل/نيسان"),
        (5, "مايو|أيار|ايار|ماي|مايو/أيار"),
        (6, "يونيو|يونيه|حزيران|جوان"),
        (8, "أغسطس|اغسطس|آب|أوت|غشت|أغشت|آب (أغسطس)"),
        (9, "سبتمبر|أيلول|شتنبر|شتمبر"),
        (10, "أكتوبر|تشرين الأول|تشرين أول|تشرين 1|تشرين الأول/أكتوبر"),
        (11, "نوفمبر|تشرين الثاني|تشرين ثاني|نونبر"),
        (12, "ديسمبر|كانون الأول|كانون أول|دجنبر|دجمبر"),
    ],
)
def test_month_names(month, names):
    for name in names.split("|"):
        span = read(f"13 {name} 2024", zone="UTC")
        assert (span.earliest.month, span.earliest.day) == (month, 13), name


@pytest.mark.parametrize(
    "text",
    [
        "13 يوليو 2025 10:30 ص", "13 يوليو 2025، الساعة 10:30 صباحاً", "10:30 ص - 13 يوليو 2025",
        "الأحد، ١٣ يوليو ٢٠٢٥ في ١٠:٣٠ ص", "13/07/2025 - 10:30", "2025-07-13 10:30",
        "13 يوليو 2025 الساعة العاشرة والنصف صباحا", "13 يوليو 2025 - 07:30 بتوقيت غرينتش",
        "13 يوليو 2025 الساعة 07:30 (توقيت غرينتش)", "13 يوليو 2025 11:30 ص بتوقيت دبي",
        "13 يوليو 2025 10:30 بتوقيت عدن", "13 يوليو 2025 07:30 ت.غ", "13 Jul 2025 03:30 EDT",
        "July 13, 2025 at 10:30 a.m.", "2025-07-13T10:30",
        "2025-07-13T10:30+03:00", "20250713T1030", "13 يوليو 2025 10:30 +0300",
        "13 يوليو 2025 08:30 GMT+1", "13 يوليو 2025 10:30 غرينتش+3",
        "13 يوليو 2025 10:30 بالتوقيت المحلي",
        "13 يوليو 2025 صباحا 10:30",
    ],
)  # fmt: skip
def test_one_minute_in_many_forms(text):
    assert bounds(text) == ("2025-07-13 07:30:00", "2025-07-13 07:31:00")


@pytest.mark.parametrize(
    ("said", "hour", "minute"),
    [
        ("12:15 ص", 0, 15), ("12:15 م", 12, 15), ("1:05 ظهراً", 13, 5), ("4:20 عصراً", 16, 20),
        ("5:10 فجراً", 5, 10), ("9:00 ليلاً", 21, 0), ("12:30 بعد منتصف الليل", 0, 30),
        ("2:00 ليلاً", 2, 0), ("22:30 م", 22, 30),
        ("الساعة الثانية عشرة إلا ربعاً ظهراً", 11, 45), ("الساعة 10 مساءً", 22, 0),
        ("الساعة 10", 10, 0),
    ],
)  # fmt: skip
def test_times_of_day(said, hour, minute):
    span = read(f"12 يوليو 2025 {said}", zone="UTC")
    assert (span.earliest.hour, span.earliest.minute, span.precision) == (hour, minute, "minute")


@pytest.mark.parametrize("said", ["22:30 ص", "00:30 م", "الساعة 30 مساء", "13 م", "الساعة 0 م"])
def test_a_time_that_contradicts_itself_leaves_the_day(said):
    assert read(f"12 يوليو 2025 {said}").precision == "day"


def test_an_hour_alone():
    span = read("12 يوليو 2025 10 م")
    assert span.precision == "hour"
    assert bounds("12 يوليو 2025 10 م") == ("2025-07-12 19:00:00", "2025-07-12 20:00:00")


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-13T07:30:15Z", "2025-07-13T07:30:15.123Z", "2025-07-13T10:30:15+0300",
        "2025-07-13 10:30:15", "2025-07-13 10:30:15 +0300", "20250713T103015",
        "Sun, 13 Jul 2025 07:30:15 GMT", "Sun, 13 Jul 2025 10:30:15 +0300",
        "Sun Jul 13 07:30:15 +0000 2025", "1752391815", "1752391815000",
        "Sun Jul 13 2025 10:30:15 GMT+0300 (Arabian Standard Time)",
    ],
)  # fmt: skip
def test_machine_formats(text):
    assert bounds(text) == ("2025-07-13 07:30:15", "2025-07-13 07:30:16")
    assert read(text).precision == "second"


@pytest.mark.parametrize(
    ("text", "span", "precision"),
    [
        ("يونيو 2025", ("2025-05-31 21:00:00", "2025-06-30 21:00:00"), "month"),
        ("2025-06", ("2025-05-31 21:00:00", "2025-06-30 21:00:00"), "month"),
        ("ديسمبر 2024م", ("2024-11-30 21:00:00", "2024-12-31 21:00:00"), "month"),
        ("عام 2024", ("2023-12-31 21:00:00", "2024-12-31 21:00:00"), "year"),
        ("في سنة 2024م", ("2023-12-31 21:00:00", "2024-12-31 21:00:00"), "year"),
    ],
)
def test_months_and_years(text, span, precision):
    assert bounds(text) == span
    assert read(text).precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "", "م", "3", "2025", "1447", "150 مشاهدة", "المشاهدات: 2025", "قراءة 3 دقائق",
        "3 دقائق قراءة", "وقت القراءة: 5 دقائق", "12 تعليق", "رقم 1447", "صحيفة الأيام",
        "أيار برس", "السبت الأسود", "السبت", "يوليو", "اليوم السابع", "أخبار اليمن اليوم",
        "صحيفة 14 أكتوبر", "رمضان كريم", "محرم 1447", "45 يوليو 2025", "31 فبراير 2025",
        "13/13/2025", "32/01/2025", "25/06/24", "5-12 يوليو 2025", "10:30 م", "3 أيام",
        "من 5 إلى 12 يوليو 2025", "حتى 12 يوليو 2025", "from 5 to 12 July 2025",
        "بعد 3 ساعات", "قبل 13 يوليو 2025", "منذ 13 يونيو 2025", "12 يوليو/آب 2025",
        "30 صفر 1446هـ الموافق 1 يوليو 2025", "17 محرم 1600هـ", "40 محرم 1447هـ", "40/01/1447",
        "13 يوليو 1447", "1/1/1800", "12 يوليو 2025 و 11 يوليو 2025", "30 فبراير",
        "يوليو/آب 2025", "شهر 2025", "عام 1200", "777123456", "1999999", "2025-13-45",
        "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00",
        "1970-01-01T00:00:00Z", "1970-01-01", "0100000000", "غداً", "منذ 999999999 سنة",
        "منذ 99999 سنة", "ساعة", "منذ سنوات", "خبر منذ 3 ساعات عن الحرب", "12:30 - 13:30",
        "أعلن مدير عام مكتب الزراعة في محافظة إب عن بدء موسم الحصاد يوم 12 يوليو 2025",
        "جميع الحقوق محفوظة 2025", "أمس 3", "قبل سنوات ويومين", "13 يوليو خبر", "13 يوليو الماضي",
        "م" * 300,
    ],
)  # fmt: skip
def test_no_date_or_a_guess(text):
    assert read(text) is None


def test_the_future_is_refused_where_now_is_known():
    ahead = "2025-07-13T15:11:00Z"
    assert read(ahead) is None
    assert read("2025-07-13T15:09:00Z") is not None
    assert read("14 يوليو 2025") is None
    assert parse_date(ahead, observed_at=None, timezone=ADEN) is not None


@pytest.mark.parametrize(
    "text", ["منذ ساعة", "أمس", "1 يناير", "الخميس الماضي", "قبل قليل", "آخر تحديث: منذ ساعة"]
)
def test_nothing_to_count_from(text):
    assert parse_date(text, observed_at=None, timezone=ADEN) is None


def test_only_month_first_can_be_meant():
    assert bounds("06/13/2025") == bounds("13/06/2025")


def test_wrong_arguments_are_refused():
    with pytest.raises(ValueError, match="aware"):
        parse_date("أمس", observed_at=NOW.replace(tzinfo=None), timezone=ADEN)
    with pytest.raises(ZoneInfoNotFoundError):
        parse_date("أمس", observed_at=NOW, timezone="Asia/Atlantis")


WORDS = """
    منذ قبل 3 13 2025 1447 يوليو محرم ساعة ساعات يوم أيام سنة شهر الخميس اليوم أمس الماضي 10:30 م ص
    الساعة العاشرة والنصف نصف مضت | - 13/07/2025 GMT بتوقيت عدن هـ قليل الآن صحيفة واحد عشر 99999
"""
words = st.sampled_from(WORDS.split())


@given(st.lists(words, max_size=8).map(" ".join) | st.text(max_size=30))
def test_never_raises_and_spans_are_sound(text):
    span = read(text)
    if span is not None:
        assert span.earliest < span.latest
        assert span.earliest.utcoffset() == timedelta(0)
        assert span.earliest <= NOW + timedelta(minutes=10)
        assert read(text) == span


@given(st.integers(1, 300), st.sampled_from(["دقيقة", "ساعة", "يوم", "أسبوع"]))
def test_more_is_earlier(count, unit):
    assert read(f"منذ {count + 1} {unit}").earliest < read(f"منذ {count} {unit}").earliest


@pytest.mark.parametrize(
    ("said", "second", "precision"),
    [("الساعة:21:40:15", 15, "second"), ("الساعة:21:40", 0, "minute"), ("time:21:40", 0, "minute")],
)
def test_a_colon_may_stand_right_before_a_time(said, second, precision):
    span = parse_date(f"12 فبراير 2026 {said}", observed_at=None, timezone="Asia/Aden")
    assert span.earliest == datetime(2026, 2, 12, 18, 40, second, tzinfo=UTC)
    assert span.precision == precision


def test_figures_with_four_parts_are_no_time():
    span = parse_date("12 فبراير 2026 12:30:45:50", observed_at=None, timezone="Asia/Aden")
    assert span is None or span.precision == "day"


@pytest.mark.parametrize("text", ["منذ 3 ساعات", "أمس", "قبل يوم"])
def test_a_string_that_was_read_before_counts_from_the_new_moment(text):
    first, second = read(text), read(text, NOW + timedelta(days=2))
    assert second.earliest - first.earliest == timedelta(days=2)


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-12 5.44 م",
        "12.07.2025 5.44 مساءً",
        "12 يوليو 2025 الساعة 5.44 pm",
        "12 يوليو 2025 - 05:44 م بتوقيت العاصمة عدن",
    ],
)
def test_a_dot_in_a_time_and_the_zone_of_a_capital(text):
    assert bounds(text) == ("2025-07-12 14:44:00", "2025-07-12 14:45:00")


@pytest.mark.parametrize("text", ["12.07.2025", "2025-07-12 - 5.44", "12 يوليو 2025 5.44 متر"])
def test_a_number_with_a_dot_is_no_time(text):
    assert read(text).precision == "day"
