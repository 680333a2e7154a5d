"""Dates in figures: which of them is the year, which the month, and what a weekday tells of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import zip_longest

from crawler.core.arabic.date_span import MONTHS_A_YEAR, YEARS
from crawler.core.arabic.date_tokens import Token
from crawler.core.arabic.date_words import WEEKDAYS

_FIGURES = re.compile(r"(\d+)\s?[/.-]\s?(\d+)\s?[/.-]\s?(\d+)")
FIGURES_YEAR = 4
A_DAY = timedelta(days=1)  # the publisher's calendar may be ahead by it


def without_weekdays(tokens: Sequence[Token]) -> tuple[list[Token], set[int]]:
    """The tokens that name a day, and the weekdays beside them.

    Before figures "اثنين" is Monday, not two.
    """
    kept, weekdays = [], set()
    for token, following in zip_longest(tokens, tokens[1:]):
        is_number = token.code == "o" and token.key in WEEKDAYS
        if token.code == "w" or (is_number and following and following.code in "dn"):
            weekdays.add(WEEKDAYS[token.key])
        elif token.code != "r":
            kept.append(token)
    return kept, weekdays


def order_told(
    tokens: Sequence[Token], weekdays: set[int], today: date | None, *, month_first: bool | None
) -> bool | None:
    """The order of figures that the weekday beside them tells, where it fits to one reading alone.

    Drupal writes "أحد, 05/04/2025" for 4 May in all languages. Both readings of 05/09/2025 are a
    Friday: then the one that lies ahead is none.
    """
    figures = [token.key for token in tokens if token.code == "d"]
    if len(weekdays) != 1 or len(figures) != 1:
        return month_first
    fitting = [order for order in (False, True) if _fits(figures[0], order, weekdays, today)]
    return fitting[0] if len(fitting) == 1 else month_first


def _fits(figures: str, order: bool, weekdays: set[int], today: date | None) -> bool:  # noqa: FBT001 - as month_first
    """True where the figures read in this order are such a day, and not one ahead of today."""
    with suppress(ValueError):
        day = existing(*numeric(figures, month_first=order))
        return day.weekday() in weekdays and (today is None or day <= today + A_DAY)
    return False


def existing(year: int, month: int, day: int) -> date:
    """The day.

    Raises:
        ValueError: There is no such day, or it is not one of news.
    """
    if year not in YEARS:
        msg = f"year {year!r} is not one of news"
        raise ValueError(msg)
    return date(year, month, day)


def numeric(figures: str, *, month_first: bool | None) -> tuple[int, int, int]:
    """Year, month, day: the year where it has four figures, then the order that is told.

    Raises:
        ValueError: No figure is a year, or nothing tells the order: it would be a guess.
    """
    match = _FIGURES.fullmatch(figures)
    first, middle, last = match.groups() if match else ("", "", "")
    if len(first) == FIGURES_YEAR and len(last) < FIGURES_YEAR - 1:
        return int(first), int(middle), int(last)
    if len(last) == FIGURES_YEAR and len(first) < FIGURES_YEAR - 1:
        return int(last), *_in_order(int(first), int(middle), month_first=month_first)
    msg = f"no year of four figures in {figures!r}"
    raise ValueError(msg)


def _in_order(first: int, second: int, *, month_first: bool | None) -> tuple[int, int]:
    """Month and day of two figures: 07/13 can only be read one way.

    Raises:
        ValueError: Both may be the month and it is not known which stands first.
    """
    if first > MONTHS_A_YEAR or second > MONTHS_A_YEAR or first == second:
        return (second, first) if second <= MONTHS_A_YEAR else (first, second)
    if month_first is None:
        msg = f"{first}/{second} can be read two ways"
        raise ValueError(msg)
    return (first, second) if month_first else (second, first)
