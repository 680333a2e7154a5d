"""The readers of dates that the benchmark measures: ours, and dateparser in three set-ups.

Runs in several interpreters, like `text_subjects`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

Answer = tuple[datetime, datetime]  # from and to; the same twice where a reader knows no spans
Read = Callable[[str, datetime, str], Answer | None]  # string, observed at, time zone

LANGUAGES = ("ar", "en")
LOCALES = ("ar-LB", "ar-DZ", "ar-MA", "ar-MR")  # their months; two of one language in one call fail
BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
# A day and a Hijri year, and no Gregorian one.
HIJRI = re.compile(r"(?!.*\b(?:19|20)\d\d)(?=.*\b\d{1,2}\b).*\b1[34]\d\d", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DateSubject:
    """A reader of dates; `package` is whose it is, "" for ours."""

    package: str
    make: Callable[[], Read]


def _parse_date() -> Read:
    from crawler.core.arabic.dates import parse_date

    def read(raw: str, observed_at: datetime, timezone: str) -> Answer | None:
        span = parse_date(raw, observed_at=observed_at, timezone=timezone)
        return (span.earliest, span.latest) if span else None

    return read


def _dateparser(*, tuned: bool) -> Read:
    """With two languages and the reference time, without which relative dates read the clock."""
    parse = import_module("dateparser").parse

    def read(raw: str, observed_at: datetime, timezone: str) -> Answer | None:
        settings = _settings(observed_at, timezone, tuned=tuned)
        return _point(parse(raw, languages=LANGUAGES, settings=settings))

    return _never_raising(read)


def _composed() -> Read:
    """All that dateparser has: tuned, prepared strings, its locales in turn, its Hijri calendar."""
    parse = import_module("dateparser").parse
    calendar = import_module("dateparser.calendars.hijri").HijriCalendar

    def read(raw: str, observed_at: datetime, timezone: str) -> Answer | None:
        text = _prepared(raw)
        if HIJRI.match(text) and (hijri := calendar(text).get_date()):
            return _point(hijri.date_obj and hijri.date_obj.replace(tzinfo=ZoneInfo(timezone)))
        settings = _settings(observed_at, timezone, tuned=True)
        ways: list[dict[str, Any]] = [
            {"languages": LANGUAGES},
            *({"locales": [x]} for x in LOCALES),
        ]
        found = (parse(text, settings=settings, **way) for way in ways)
        return _point(next(filter(None, found), None))

    return _never_raising(read)


def _never_raising(read: Read) -> Read:
    """Numbers that are no date, such as a year 0, raise in dateparser: no answer, in its favour."""

    def careful(raw: str, observed_at: datetime, timezone: str) -> Answer | None:
        try:
            return read(raw, observed_at, timezone)
        except (OverflowError, ValueError):
            return None

    return careful


def _settings(observed_at: datetime, timezone: str, *, tuned: bool) -> dict[str, Any]:
    local = observed_at.astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
    settings = {"RELATIVE_BASE": local, "TIMEZONE": timezone, "RETURN_AS_TIMEZONE_AWARE": True}
    return settings | ({"PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"} if tuned else {})


def _prepared(raw: str) -> str:
    """NFKC, ASCII digits, no bidi controls."""
    text = BIDI.sub("", unicodedata.normalize("NFKC", raw))
    return "".join(str(unicodedata.digit(each, each)) for each in text)


def _point(moment: datetime | None) -> Answer | None:
    return (moment, moment) if moment else None


DATES: Mapping[str, DateSubject] = {
    "parse_date": DateSubject("", _parse_date),
    "dateparser, ar and en": DateSubject("dateparser", partial(_dateparser, tuned=False)),
    "dateparser, past and DMY": DateSubject("dateparser", partial(_dateparser, tuned=True)),
    "dateparser, all it has": DateSubject("dateparser", _composed),
}
