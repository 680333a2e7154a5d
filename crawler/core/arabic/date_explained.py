"""Why a date string means what it means: its form, calendar, digits, zone and tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from crawler.core.arabic.date_absolute import HIJRI_YEARS, absolute_span
from crawler.core.arabic.date_relative import relative_span
from crawler.core.arabic.date_span import DateSpan
from crawler.core.arabic.date_tokens import Token
from crawler.core.arabic.dates import machine_span, parse_date, token_rows
from crawler.core.arabic.month_families import FAMILIES, FOREIGN

Form = Literal["machine", "absolute", "hijri", "hijri and gregorian", "no year", "relative"]
KINDS = {
    "n": "number", "y": "year", "x": "number", "o": "number word", "m": "month", "h": "hijri month",
    "e": "hijri sign", "d": "date in figures", "w": "weekday", "r": "day word", "t": "time",
    "p": "part of the day", "v": "pm or AD", "c": "the clock", "q": "minutes", "s": "share",
    "u": "unit", "a": "ago", "g": "ago", "i": "vague", "j": "now", "l": "last", "L": "last unit",
    "f": "up to", "z": "zone", "Z": "unknown zone", "b": "bar", "k": "other word",
}  # fmt: skip
"""Code of a token (`date_tokens`) -> what it is called."""
DIGITS = (
    ("ASCII", re.compile("[0-9]")),
    ("Arabic-Indic", re.compile("[\u0660-\u0669]")),
    ("Persian", re.compile("[\u06f0-\u06f9]")),
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """How a date string was read.

    Attributes:
        span: As `parse_date` gives it.
        form: Which grammar matched.
        calendars: The countries of the months' names, "Hijri" among them; () where none is named.
        digits: The kinds of digits in the string.
        zone: The zone that the string names, as its search key, or None: the publisher's.
        tokens: (search key, kind) of every token of the part that was read; () for machine forms.
    """

    span: DateSpan
    form: Form
    calendars: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()
    zone: str | None = None
    tokens: tuple[tuple[str, str], ...] = ()


def explain_date(raw: str, *, observed_at: datetime | None, timezone: str) -> DateReading | None:
    """What `parse_date` found and by which form, or None where it finds no date.

    Arguments and errors as for `parse_date`.

    >>> explain_date("13 تموز 2025", observed_at=None, timezone="Asia/Aden").calendars
    ('Levant and Iraq',)
    """
    span = parse_date(raw, observed_at=observed_at, timezone=timezone)
    if span is None:
        return None
    text, zone = raw.strip(), ZoneInfo(timezone)
    digits = tuple(name for name, pattern in DIGITS if pattern.search(text))
    if text[0] in "0123456789" and machine_span(text, zone) == span:
        return DateReading(span, "machine", digits=digits)
    absolute, tokens = next(
        (absolute, tokens)
        for tokens in token_rows(text)
        for absolute in [absolute_span(tokens, observed_at, zone)]
        if (absolute or relative_span(tokens, observed_at, zone)) == span
    )
    return _reading(tokens, span, _form_of(tokens, span) if absolute else "relative", digits)


def _form_of(tokens: list[Token], span: DateSpan) -> Form:
    """The form of an absolute date."""
    if span.relative:
        return "no year"
    hijri = [token.code == "h" or _is_hijri(token.key) for token in tokens if token.code in "mhd"]
    if any(hijri):
        return "hijri" if all(hijri) else "hijri and gregorian"
    return "absolute"


def _is_hijri(figures: str) -> bool:
    """Whether one of the figures of a numeric date is a Hijri year."""
    return any(int(figure) in HIJRI_YEARS for figure in re.findall(r"\d+", figures))


def _reading(
    tokens: list[Token], span: DateSpan, form: Form, digits: tuple[str, ...]
) -> DateReading:
    calendars = [FAMILIES.get(token.key, FOREIGN) for token in tokens if token.code in set("mh")]
    zones = [token.key for token in tokens if token.code == "z"]
    return DateReading(
        span,
        form,
        tuple(dict.fromkeys(calendars)),
        digits,
        zones[-1] if zones else None,
        tuple((token.key, KINDS[token.code]) for token in tokens),
    )
