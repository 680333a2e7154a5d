"""Dates of other calendars and scripts in a search key, written anew as year-month-day figures.

Solar Hijri (Jalali) dates of Iran and Afghanistan, and dates with the signs of East Asia. Units of
which only the first letter is written get their name.
"""

from __future__ import annotations

import re
from datetime import date

from crawler.core.arabic.text import fold_text

JALALI_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن",
    "اسفند",
)  # fmt: skip
_NUMBER = {fold_text(name): str(number) for number, name in enumerate(JALALI_MONTHS, 1)}
# Persian digits and letters that Arabic has not; "solar" written out.
_PERSIAN = re.compile(
    r"[\u06f0-\u06f9\u067e\u0686\u0698\u06af]|شمسی|شمسي|خورشیدی|ه\u0640?\.?\s?ش(?!\w)"
)
_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s(?:ام\s)?({'|'.join(_NUMBER)})\s?(?:ماه)?\s?[,،]?\s?(1[34]\d\d)(?!\d)"
)
_FIGURES = re.compile(r"(?<!\d)(1[34]\d\d)\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_LAST_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(1[34]\d\d)(?!\d)")
# Not the first day of several, and not within a sentence, which has no spaces there.
_EAST = re.compile(
    r"^(.{0,12}?)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]"
    r"(?!.{0,5}[~\uff5e\u301c\u2013-])(?=.{0,20}$)"
)
# "ago" is August in Spanish, Italian and Portuguese where a day and a year stand around it.
_AGO = re.compile(
    r"(\d{1,2})\s(?:de\s)?ago\.?\s(?:de\s)?(?=20\d\d)|(?<!\w)ago\.?\s(\d{1,2}),?\s(?=20\d\d)"
)
# What .NET and JavaScript write where nobody set a language: "5/8/2025 3:15:00 PM" is in May. They
# write no zeros before; a form with them is somebody's own, and its order that of the page.
_AMERICAN = re.compile(
    r"(?<![\d/])(?=[1-9]/|\d\d/[1-9]/)([1-9]|1[0-2])/([1-9]|[12]\d|3[01])/((?:19|20)\d\d),?\s"
    r"(?=\d{1,2}:\d{2}:\d{2}\s[AP]M(?!\w))"
)
_BACKSLASHES = re.compile(r"(?<=\d)\\(?=\d)")  # "8\5\2025"
# "5 minutes ago" and its like with the first letter of the unit.
_SHORT = re.compile(r"(?<!\w)((?:منذ|قبل)\s\d{1,3})\s?(دق?|[سي])(?!\w)")
_SHORT_UNITS = {
    short: fold_text(unit)
    for short, unit in (("د", "دقائق"), ("دق", "دقائق"), ("س", "ساعات"), ("ي", "أيام"))
}
_CYCLE, _CYCLE_LEAPS = 33, 8  # years with 366 days among 33
_LONG_MONTHS, _LONG_DAYS, _SHORT_DAYS = 6, 31, 30
_OFFSET = 356_032  # of the count of days below from the Gregorian ordinal


def rewritten(key: str, raw: str) -> str:
    """The key with such dates as figures and units in full.

    Figures alone are Jalali only in Persian writing.

    Args:
        key: Search key of the string (`fold_text`).
        raw: The string itself: its digits tell whose calendar it is.

    >>> rewritten("29 اسفند 1398", "۲۹ اسفند ۱۳۹۸")
    '2020-03-19'
    >>> rewritten("2020年8月24日 10:30", "2020年8月24日 10:30").split()
    ['2020-8-24', '10:30']
    """
    if "\\" in key:
        key = _BACKSLASHES.sub("/", key)
    if "M" in raw and (american := _AMERICAN.search(raw)):
        month, day, year = american.groups()
        key = key.replace(f"{month}/{day}/{year}", f"{year}-{month}-{day}", 1)
    if "ago" in key:
        key = _AGO.sub(lambda found: f"{found[1] or found[2]} agosto ", key)
    if not raw.isascii():
        if "年" in key or "년" in key:
            key = _EAST.sub(r"\1 \2-\3-\4 ", key)
        if "منذ" in key or "قبل" in key:
            key = _SHORT.sub(lambda found: f"{found[1]} {_SHORT_UNITS[found[2]]}", key)
        if "13" in key or "14" in key:
            key = _NAMED.sub(lambda found: _day(found, found[3], _NUMBER[found[2]], found[1]), key)
        if _PERSIAN.search(raw):
            key = _FIGURES.sub(lambda found: _day(found, found[1], found[3], found[4]), key)
            key = _LAST_FIRST.sub(lambda found: _day(found, found[4], found[3], found[1]), key)
    return key


def jalali_day(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of the solar Hijri calendar (right for 1343 to 1500).

    Raises:
        ValueError: There is no such day.

    >>> jalali_day(1403, 12, 30)
    datetime.date(2025, 3, 20)
    """
    first = _new_year(year)
    months = [_LONG_DAYS] * _LONG_MONTHS + [_SHORT_DAYS] * 5
    months.append(_new_year(year + 1) - first - sum(months))
    if not (1 <= month <= len(months) and 1 <= day <= months[month - 1]):
        msg = f"no day {day!r} in month {month!r} of the solar year {year!r}"
        raise ValueError(msg)
    return date.fromordinal(first + sum(months[: month - 1]) + day - 1)


def _new_year(year: int) -> int:
    """The proleptic Gregorian ordinal of 1 Farvardin, by the cycle of 33 years."""
    past = year + 1595
    days = 365 * past + past // _CYCLE * _CYCLE_LEAPS + (past % _CYCLE + 3) // 4
    return days - _OFFSET


def _day(found: re.Match[str], year: str, month: str, day: str) -> str:
    """The day as figures; a day that does not exist stays as it was written."""
    try:
        return jalali_day(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return found[0]
