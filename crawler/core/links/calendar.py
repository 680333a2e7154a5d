"""Addresses that a calendar makes: one for each day or month, for ever in both directions."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

CALENDAR_NAMES = re.compile(
    r"(?:cal|calendar|archive)?[_-]?(?:month|year|day|date|yr|mon|mois|annee)"
    r"|(?:ev|tribe|ical|cal)[-_]?(?:date|month)|calendar|monthnum|start_?date|end_?date",
    re.IGNORECASE,
)
VALUE = re.compile(r"\d{1,4}(?:[-/._]\d{1,2}){0,2}|\d{6}|\d{8}")
PATH = re.compile(
    r"/(?:19|20)\d\d(?:[/-]\d{1,2}){0,2}/?(?:page/\d+/?)?|/(?:calendar|archives?)(?:/\d{1,4}){1,3}/?",
    re.IGNORECASE,
)


def is_calendar(url: str) -> bool:
    """True for a page of a calendar or of an archive by date.

    >>> is_calendar("http://site.example/events?month=2024-06")
    True
    >>> is_calendar("http://site.example/2024/06/some-article")
    False
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query)
    steered = any(
        CALENDAR_NAMES.fullmatch(name) and VALUE.fullmatch(value) for name, value in pairs
    )
    return steered or PATH.fullmatch(parts.path) is not None
