"""A day in figures whose year has two of them, where only one reading is of the last year."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

_FIGURES = re.compile(r"(\d\d)([/.-])(\d\d)\2(\d\d)")
RECENT = timedelta(days=365)  # before the visit: what stands on a listing is no older
_AHEAD = timedelta(days=1)  # the publisher's calendar may be a day ahead
CENTURY = 2000


def short_year(
    figures: str, today: date | None, *, month_first: bool | None
) -> tuple[int, int, int] | None:
    """Year, month and day of "06/02/26" where one reading alone is within a year before `today`.

    None where two are, where that one has the year first or is not in the order of the page: then
    it is a guess.

    >>> short_year("06/02/26", date(2026, 2, 10), month_first=False)
    (2026, 2, 6)
    >>> short_year("07/08/25", date(2026, 2, 10), month_first=False)
    """
    found = _FIGURES.fullmatch(figures)
    if found is None or today is None:
        return None
    first, second, last = int(found[1]), int(found[3]), int(found[4])
    by_day, by_month, by_year = (last, second, first), (last, first, second), (first, second, last)
    told = {False: (by_day,), True: (by_month,), None: (by_day, by_month)}[month_first]
    recent = {each for each in (by_day, by_month, by_year) if _is_recent(*each, today)}
    if len(recent) != 1 or recent.isdisjoint(told):
        return None
    year, month, day = recent.pop()
    return CENTURY + year, month, day


def _is_recent(year: int, month: int, day: int, today: date) -> bool:
    with suppress(ValueError):
        return today - RECENT <= date(CENTURY + year, month, day) <= today + _AHEAD
    return False
