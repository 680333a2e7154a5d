"""Addresses that a calendar makes: one for each day or month, for ever in both directions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

CALENDAR_NAMES = re.compile(
    r"(?:cal|calendar|archive)?[_-]?(?:month|year|day|date|yr|mon|mois|annee)"
    r"|(?:ev|tribe|ical|cal)[-_]?(?:date|month)|calendar|monthnum|start_?date|end_?date",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
YEAR_MONTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?")
SHORT = 4  # letters of a name: y, yr, m, mo, mon
VALUE = re.compile(r"\d{1,4}(?:[-/._]\d{1,2}){0,2}|\d{6}|\d{8}")
PATH = re.compile(
    r"/(?:19|20)\d\d(?:[/-]\d{1,2}){0,2}/?(?:page/\d+/?)?|/(?:calendar|archives?)(?:/\d{1,4}){1,3}/?"
    # A day under a name: /day/2026-09-16, /edition/16-09-2026.
    r"|(?:/[^/]{1,60}){1,2}/(?:(?:19|20)\d\d([._-])[01]\d\1[0-3]\d|[0-3]\d([._-])[01]\d\2(?:19|20)\d\d)/?",
    re.IGNORECASE,
)


def is_calendar(url: str) -> bool:
    """True for a page of a calendar or of an archive by date.

    >>> is_calendar("http://site.example/events?month=2024-06")
    True
    >>> is_calendar("http://site.example/2024/06/some-article")
    False
    >>> is_calendar("http://site.example/day/2024-06-30")
    True
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query)
    steered = any(
        CALENDAR_NAMES.fullmatch(name) and VALUE.fullmatch(value) for name, value in pairs
    )
    return steered or _is_month(dict(pairs)) or PATH.fullmatch(parts.path) is not None


def _is_month(pairs: Mapping[str, str]) -> bool:
    """True for short names whose values are a year and a month: ?m=202611, ?y=2026&mo=3."""
    values = {name[:2].lower(): value for name, value in pairs.items() if len(name) < SHORT}
    month = values.get("m", "") or values.get("mo", "")
    has_year = YEAR.fullmatch(values.get("y", "") or values.get("yr", "")) is not None
    return YEAR_MONTH.fullmatch(month) is not None or (has_year and month.isdigit())
