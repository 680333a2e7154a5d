"""The explicit dates of a text: weekdays, days of Gregorian and of Hijri months.

Two daily pages of one template name different ones; a copy names the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from crawler.core.arabic.date_words import WEEKDAYS
from crawler.core.arabic.months import GREGORIAN_MONTHS, HIJRI_MONTHS

_ALSO_NUMBERS = frozenset({"احد", "اثنين", "ثلاثاء", "اربعاء"})  # without their article
_GREGORIAN, _HIJRI = 32, 1024  # where the days of a calendar begin


def _weekdays() -> dict[str, int]:
    names = {
        name: day + 1
        for name, day in WEEKDAYS.items()
        if not name.isascii() and name not in _ALSO_NUMBERS
    }
    return {head + name: day for name, day in names.items() for head in ("", "و", "ل", "ب")}


def _months() -> dict[tuple[str, ...], int]:
    """The words of each month name -> the mark of its day 0."""
    return {
        tuple(name.split()): first + month * 32
        for months, first in ((HIJRI_MONTHS, _HIJRI), (GREGORIAN_MONTHS, 0))
        for name, month in months.items()
        if not name.isascii() and not any(letter.isdigit() for letter in name)
    }


WEEKDAY_OF: Mapping[str, int] = _weekdays()
"""Search key of a weekday -> its mark (see `mark_group`)."""

MONTH_OF: Mapping[tuple[str, ...], int] = _months()
"""Words of the name of a month, two at most -> the mark of the day before its first."""


def mark_group(mark: int) -> int:
    """0 for a weekday, 1 for a Gregorian day, 2 for a Hijri day: only these can be compared."""
    return (mark >= _GREGORIAN) + (mark >= _HIJRI)
