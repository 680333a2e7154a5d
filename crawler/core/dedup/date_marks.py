"""The explicit dates of a text: weekdays, days of Gregorian and of Hijri months.

Two daily pages of one template name different ones; a copy names the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crawler.core.arabic.date_words import WEEKDAYS
from crawler.core.arabic.months import GREGORIAN_MONTHS, HIJRI_MONTHS

_ALSO_NUMBERS = frozenset({"احد", "اثنين", "ثلاثاء", "اربعاء"})  # without their article
_LAST_DAY = 31
_GREGORIAN, _HIJRI = 32, 1024  # where the days of a calendar begin


def _weekdays() -> dict[str, int]:
    names = {
        name: day + 1
        for name, day in WEEKDAYS.items()
        if not name.isascii() and name not in _ALSO_NUMBERS
    }
    return {head + name: day for name, day in names.items() for head in ("", "و", "ل", "ب")}


def _months() -> dict[tuple[str, ...], int]:
    """The words of each name of a month -> the number of its day 0."""
    return {
        tuple(name.split()): first + month * 32
        for months, first in ((HIJRI_MONTHS, _HIJRI), (GREGORIAN_MONTHS, 0))
        for name, month in months.items()
        if not name.isascii() and not any(letter.isdigit() for letter in name)
    }


WEEKDAY_OF: Mapping[str, int] = _weekdays()
"""Search key of a weekday -> its mark (see `mark_group`)."""

_MONTH_OF: Mapping[tuple[str, ...], int] = _months()
MONTH_WORDS = frozenset(words[0] for words in _MONTH_OF)
"""Search keys of words that the name of a month begins with."""


def month_day(words: Callable[[int], str], place: int) -> int:
    """The mark of the day of a month whose name begins at a place, 0 for none.

    Args:
        words: Gives the word at a place, "" beyond the last.
        place: Where a word of `MONTH_WORDS` stands; the number of the day stands before it.
    """
    day = _day(words(place - 1)) if place else 0
    if not day:
        return 0
    word = words(place)
    month = _MONTH_OF.get((word, words(place + 1))) or _MONTH_OF.get((word,))
    return month + day if month else 0


def _day(token: str) -> int:
    """The day of a month that a number names, else 0."""
    return int(token) if token.isdecimal() and len(token) <= 2 and int(token) <= _LAST_DAY else 0  # noqa: PLR2004 - a day has two digits


def mark_group(mark: int) -> int:
    """0 for a weekday, 1 for a Gregorian day, 2 for a Hijri day: only these can be compared."""
    return (mark >= _GREGORIAN) + (mark >= _HIJRI)
