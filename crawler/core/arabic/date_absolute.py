"""Dates that name a day, a month or a year: Gregorian, Hijri, or both beside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from hijridate import Hijri

from crawler.core.arabic.date_clock import clock_of
from crawler.core.arabic.date_figures import existing, numeric, order_told, without_weekdays
from crawler.core.arabic.date_short_year import short_year
from crawler.core.arabic.date_span import YEARS, DateSpan, local_span
from crawler.core.arabic.date_tokens import Token
from crawler.core.arabic.date_words import UNITS
from crawler.core.arabic.month_typos import MISSPELT, mended

# Codes of date_tokens. Nothing that counts may stand before: "5 - 13 July" is a range, and
# "since" or "until 13 July 2025" says nothing of this article.
_FREE = "(?<![noxaf])"
_DAY = "(?P<day>n|oo?)"
_GREGORIAN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_FREE}{_DAY}u?(?P<month>mm?)u?(?P<year>y)v?",
        rf"{_FREE}(?P<month>mm?){_DAY}(?:tz?)?(?P<year>y)v?",
        rf"(?P<year>y)(?P<month>mm?){_DAY}",
    )
)
_HIJRI = re.compile(rf"{_FREE}{_DAY}u?(?P<month>h)u?(?P<year>y)e?|(?P<y>y)(?P<m>h)(?P<d>n)e?")
_NUMERIC = re.compile(rf"{_FREE}d[ev]?")
_NO_YEAR = re.compile(rf"{_FREE}(?:{_DAY}u?(?P<month>mm?)|(?P<m>mm?)(?P<d>n))(?![nxyeu])")
_MONTH = re.compile(r"(?<![noxyadhf])(?<![nox]u)(?P<month>mm?)u?(?P<year>y)v?(?![no])")
_YEAR = re.compile(r"uyv?")
_SPAN_OF_DAYS = re.compile(r"[yde][ev]?f(?:[ndoyhmr]|$)")  # "8 May 2025 to ...": an event, an offer
NAMED = frozenset("mhdy")
"""Codes one of which is in every row that names a day, a month or a year."""
OTHER_WORDS_MAX = 8  # a byline or a section beside the date; more is a sentence
HIJRI_YEARS = range(1343, 1501)  # what the Umm al-Qura tables of hijridate cover
SOLAR_UNTIL = 1410  # figures alone up to here may be solar years: 1405 is 2026 there, 1985 here
SIGHTED_DAY = 30  # of months that last 29 days by calculation
CALENDARS_DIFFER_MAX = timedelta(days=2)  # moon sighting against calculation


@dataclass(slots=True)
class _Found:
    """Days that were read, and the codes with a blank for every token that was used."""

    codes: str
    gregorian: set[date]
    hijri: set[date]

    def use(self, found: re.Match[str]) -> None:
        """Blank the tokens of a match, but for a time within it (Sun Jul 13 07:30:00 2025)."""
        blank = re.sub("[^tz]", " ", found[0])
        self.codes = self.codes[: found.start()] + blank + self.codes[found.end() :]


def absolute_span(
    tokens: Sequence[Token],
    observed_at: datetime | None,
    own: tzinfo,
    *,
    month_first: bool | None = False,
) -> DateSpan | None:
    """The span of the date that the tokens name, or None.

    Args:
        tokens: Of the whole string, in order.
        observed_at: When it was read; a day without a year is the nearest past one.
        own: The publisher's zone.
        month_first: Whether 07/05/2025 is in July; None: it is not known.
    """
    today = observed_at.astimezone(own).date() if observed_at else None
    tokens, weekdays = without_weekdays(tokens)
    order = order_told(tokens, weekdays, today, month_first=month_first)
    codes = "".join(token.code for token in tokens)
    if codes.count("k") > OTHER_WORDS_MAX or _SPAN_OF_DAYS.search(codes):
        return None
    if MISSPELT.search(codes):
        tokens = mended(tokens, codes)
        codes = "".join(token.code for token in tokens)
    try:
        found = _days(tokens, codes, today, month_first=order)
    except (ValueError, OverflowError):  # the 45th of July
        return None
    day = _agreed(found)
    if day:
        return _with_clock(tokens, found.codes, day, own, relative=False)
    if found.gregorian or found.hijri or "k" in codes:
        return None
    return _coarse(tokens, codes, own) or _nearest_past(tokens, codes, observed_at, own)


def _days(
    tokens: Sequence[Token], codes: str, today: date | None, *, month_first: bool | None
) -> _Found:
    """All days that are named in full; `today` is that of the visit.

    Raises:
        ValueError: One of them does not exist.
    """
    found = _Found(codes, set(), set())
    islamic: list[tuple[int, int, int]] = []
    for pattern in _GREGORIAN:
        for match in pattern.finditer(found.codes):
            found.use(match)
            found.gregorian.add(_gregorian(tokens, match))
    for match in _HIJRI.finditer(found.codes):
        found.use(match)
        islamic.append(_hijri_figures(tokens, match))
    for match in _NUMERIC.finditer(found.codes):
        found.use(match)
        figures = tokens[match.start()].key
        recent = short_year(figures, today, month_first=month_first)
        year, month, day = recent or numeric(figures, month_first=month_first)
        if year in HIJRI_YEARS and (year > SOLAR_UNTIL or match[0].endswith("e")):
            islamic.append((year, month, day))
        else:
            found.gregorian.add(existing(year, month, day))
    is_beside = bool(found.gregorian)
    found.hijri.update(_hijri(*figures, is_beside=is_beside) for figures in islamic)
    return found


def _agreed(found: _Found) -> date | None:
    """The one day that is meant; Gregorian wins over Hijri, two that differ are none."""
    if len(found.gregorian) > 1 or len(found.hijri) > 1:
        return None
    gregorian, hijri = next(iter(found.gregorian), None), next(iter(found.hijri), None)
    if gregorian and hijri and abs(gregorian - hijri) > CALENDARS_DIFFER_MAX:
        return None
    return gregorian or hijri


def _with_clock(
    tokens: Sequence[Token], codes: str, day: date, own: tzinfo, *, relative: bool
) -> DateSpan:
    """The day, or the time of that day where one is said."""
    clock = clock_of(tokens, codes, own)
    if clock:
        return clock.on(day, relative=relative)
    return local_span(day.year, day.month, day.day, own, relative=relative)


def _number(tokens: Sequence[Token], found: re.Match[str], group: str) -> int:
    """The number of a group; number words of one number add up."""
    return sum(token.value for token in tokens[found.start(group) : found.end(group)])


def _month(tokens: Sequence[Token], found: re.Match[str], group: str) -> int:
    """The month; two names in a row must mean the same one.

    Raises:
        ValueError: They do not.
    """
    (month,) = {token.value for token in tokens[found.start(group) : found.end(group)]}
    return month


def _gregorian(tokens: Sequence[Token], found: re.Match[str]) -> date:
    month = _month(tokens, found, "month")
    return existing(_number(tokens, found, "year"), month, _number(tokens, found, "day"))


def _hijri_figures(tokens: Sequence[Token], found: re.Match[str]) -> tuple[int, int, int]:
    names = ("year", "month", "day") if found["year"] else ("y", "m", "d")
    year, month, day = (_number(tokens, found, name) for name in names)
    return year, month, day


def _hijri(year: int, month: int, day: int, *, is_beside: bool) -> date:
    """The Gregorian day of the Umm al-Qura calendar's day.

    Where the moon is sighted a month may have a 30th that the tables have not: beside the day of
    the other calendar (`is_beside`) that is no reason to refuse both.
    """
    if year not in HIJRI_YEARS:
        msg = f"Hijri year {year!r} is outside the tables"
        raise ValueError(msg)
    if is_beside and day == SIGHTED_DAY:
        day -= 1
    return date(*Hijri(year, month, day).to_gregorian().datetuple())


def _coarse(tokens: Sequence[Token], codes: str, own: tzinfo) -> DateSpan | None:
    """A month or a year, where nothing finer is said."""
    found = _MONTH.search(codes)
    try:
        if found and _number(tokens, found, "year") in YEARS:
            return local_span(
                _number(tokens, found, "year"), _month(tokens, found, "month"), None, own
            )
    except ValueError:
        return None
    if _YEAR.fullmatch(codes) and UNITS[tokens[0].key] == ("year", 1) and tokens[1].value in YEARS:
        return local_span(tokens[1].value, None, None, own)
    return None


def _nearest_past(
    tokens: Sequence[Token], codes: str, observed_at: datetime | None, own: tzinfo
) -> DateSpan | None:
    """A day without a year: the last one before the page was read."""
    found = _NO_YEAR.search(codes)
    if not found or observed_at is None:
        return None
    today = observed_at.astimezone(own).date()
    names = ("month", "day") if found["day"] else ("m", "d")
    rest = codes[: found.start()] + " " * len(found[0]) + codes[found.end() :]
    if set(rest) - set(" tpvczuqb"):
        return None
    try:
        month, day = _month(tokens, found, names[0]), _number(tokens, found, names[1])
        this_year = date(today.year, month, day)
        past = this_year if this_year <= today else date(today.year - 1, month, day)
    except ValueError:
        return None
    return _with_clock(tokens, rest, past, own, relative=True)
