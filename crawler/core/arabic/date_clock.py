"""The time of day in a row of tokens: 22:30, 10:30 م, "the clock half past ten in the evening"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from crawler.core.arabic.date_span import DateSpan, Precision
from crawler.core.arabic.date_tokens import Token
from crawler.core.arabic.date_words import DAY_PARTS, MINUTES
from crawler.core.arabic.zones import zone_of

# Codes of date_tokens. A number needs "the clock" before or a part of the day after it.
_FIGURES = re.compile(r"(?P<before>p?)c?(?P<time>t)(?P<part>[pv]?)")
_NAMED = re.compile(r"c(?P<hour>n|oo?)(?P<minutes>q?)(?P<part>[pv]?)")
_BARE = re.compile(r"(?<![no])(?P<hour>n)(?P<part>[pv])")
NOON, HOURS, EVENING = 12, 24, 6
MINUTES_AN_HOUR = 60
_STEPS: dict[Precision, timedelta] = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a zone, and how finely it was said."""

    time: time
    precision: Precision
    zone: tzinfo

    def on(self, day: date, *, relative: bool) -> DateSpan:
        """That time on a day of the clock's zone."""
        start = datetime.combine(day, self.time, self.zone).astimezone(UTC)
        return DateSpan(start, start + _STEPS[self.precision], self.precision, relative)


def clock_of(tokens: Sequence[Token], codes: str, own: tzinfo) -> Clock | None:
    """The time of day, or None where there is none, two, or one that cannot be trusted.

    Args:
        tokens: Of the whole string.
        codes: Their codes, a blank where the date has used the token.
        own: The publisher's zone.
    """
    zone = _zone(tokens, codes, own)
    if zone is None or codes.count("t") > 1:
        return None
    for pattern, read in ((_FIGURES, _figures), (_NAMED, _named), (_BARE, _bare)):
        found = pattern.search(codes)
        if found:
            said = read(tokens, found)
            return Clock(said[0], said[1], zone) if said else None
    return None


def _zone(tokens: Sequence[Token], codes: str, own: tzinfo) -> tzinfo | None:
    """The zone that is named, the publisher's where none is, None where it is not known."""
    if "Z" in codes:
        return None
    named = [token.key for token in tokens if token.code == "z"]
    return zone_of(named[-1], own) if named else own


def _part(tokens: Sequence[Token], found: re.Match[str], *groups: str) -> str | None:
    """am, pm, night, or None."""
    for group in groups:
        if found[group]:
            token = tokens[found.start(group)]
            return "pm" if token.code == "v" else DAY_PARTS[token.key]
    return None


def _figures(tokens: Sequence[Token], found: re.Match[str]) -> tuple[time, Precision] | None:
    hour, minute, *second = tokens[found.start("time")].key.split(":")
    part = _part(tokens, found, "part", "before")
    seconds = int(float(second[0])) if second else 0
    moment = _moment(int(hour), int(minute), seconds, part)
    return (moment, "second" if second else "minute") if moment else None


def _named(tokens: Sequence[Token], found: re.Match[str]) -> tuple[time, Precision] | None:
    hour = sum(token.value for token in tokens[found.start("hour") : found.end("hour")])
    minutes = MINUTES[tokens[found.start("minutes")].key] if found["minutes"] else 0
    moment = _moment(hour, 0, 0, _part(tokens, found, "part"))
    if moment is None:
        return None
    total = (moment.hour * MINUTES_AN_HOUR + minutes) % (HOURS * MINUTES_AN_HOUR)
    return time(*divmod(total, MINUTES_AN_HOUR)), "minute"


def _bare(tokens: Sequence[Token], found: re.Match[str]) -> tuple[time, Precision] | None:
    hour = tokens[found.start("hour")].value
    moment = _moment(hour, 0, 0, _part(tokens, found, "part")) if 0 < hour <= NOON else None
    return (moment, "hour") if moment else None


def _moment(hour: int, minute: int, second: int, part: str | None) -> time | None:
    """The time, or None where the figures are no time or contradict the part of the day."""
    if part == "night":
        part = "pm" if EVENING <= hour < NOON else "am"
    if (part == "am" and hour > NOON) or (part == "pm" and hour == 0):
        return None
    if part and hour <= NOON:
        hour = hour % NOON + (NOON if part == "pm" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None
