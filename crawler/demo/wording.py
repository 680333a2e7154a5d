"""How news sites write a moment: `قبل 3 ساعات`, `1 day ago`, `الأربعاء 25 نوفمبر 2026`."""

from __future__ import annotations

from datetime import datetime, timedelta

from crawler.demo.counting import counted

DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
# (seconds of the unit, Arabic noun, English noun), longest first
UNITS = (
    (30 * 86_400, "شهر", "month"),
    (7 * 86_400, "أسبوع", "week"),
    (86_400, "يوم", "day"),
    (3_600, "ساعة", "hour"),
    (60, "دقيقة", "minute"),
)
NOON = 12


def _steps(passed: timedelta) -> tuple[int, str, str]:
    """How many of the longest unit that fits; what is younger than a minute counts as one."""
    seconds = max(passed.total_seconds(), UNITS[-1][0])
    length, arabic, english = next(each for each in UNITS if seconds >= each[0])
    return int(seconds // length), arabic, english


def ago_arabic(passed: timedelta, word: str = "قبل") -> str:
    """The time passed in whole units, rounded down, with the noun as Arabic counts.

    >>> ago_arabic(timedelta(hours=3, minutes=20)), ago_arabic(timedelta(days=2), "منذ")
    ('قبل 3 ساعات', 'منذ يومين')
    """
    number, noun, _ = _steps(passed)
    return f"{word} {counted(number, noun)}"


def ago_english(passed: timedelta) -> str:
    """The same in English.

    >>> ago_english(timedelta(days=1, hours=4))
    '1 day ago'
    """
    number, _, noun = _steps(passed)
    return f"{number} {noun}{'s' if number > 1 else ''} ago"


def date_words(local: datetime) -> str:
    """Weekday, day, month and year of a local time.

    >>> date_words(datetime(2026, 11, 25))
    'الأربعاء 25 نوفمبر 2026'
    """
    return f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}"


def time_words(local: datetime) -> str:
    """The time of day on twelve hours.

    >>> time_words(datetime(2026, 11, 25, 14, 5))
    '02:05 م'
    """
    half = "م" if local.hour >= NOON else "ص"
    return f"{(local.hour - 1) % NOON + 1:02}:{local.minute:02} {half}"
