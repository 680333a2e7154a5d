"""A date as it is published: ISO 8601, with the day that the readers of the page saw."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from crawler.core.arabic.dates import DateSpan
from crawler.core.extract.dates.found import Clock, Published

FINE = frozenset(("second", "minute", "hour"))
# How far the clocks of most readers go: Pacific winter, New Zealand's summer; in half hours.
BEHIND, AHEAD, STEP = timedelta(hours=-8), timedelta(hours=13), timedelta(minutes=30)
MIDNIGHT = time()
SHOWN = frozenset(("text", "title", "url", "time-tag"))  # what readers see
# At the end, or before the name of the zone in brackets, as JavaScript writes it.
OFFSET = re.compile(
    r"\d(?:\s*(?P<utc>Z|z|GMT|UTC)(?![+-])|\s*(?:GMT|UTC)?\s?(?P<sign>[+-])(?P<hours>0\d|1[0-4]):?"
    r"(?P<minutes>[0-5]\d)?)\)?(?:\s\([^()]{3,40}\))?$"
)


def stamp_of(published: Published, timezone: str) -> str | None:
    """The date in ISO 8601, or None for a relative date and anything vaguer than a day.

    A time keeps the offset that the page writes, else that of the publisher's zone; one in UTC
    has the readers' zone where that is known (`in_readers_zone`). A day alone stays a day.
    """
    span = published.span
    if span.relative:
        return None
    if span.precision in FINE:
        if published.day is not None:
            return published.day.isoformat()
        zone = published.zone or zone_in(published.raw) or ZoneInfo(timezone)
        return span.earliest.astimezone(zone).isoformat()
    if span.precision == "day":
        return span.earliest.astimezone(ZoneInfo(timezone)).date().isoformat()
    return None


@lru_cache(maxsize=64)  # a page says the same in JSON-LD, in meta and in its lines
def zone_in(raw: str) -> tzinfo | None:
    """The offset at the end of a date string, or None."""
    match = OFFSET.search(raw)
    if match is None:
        return None
    if match["utc"]:
        return UTC
    minutes = 60 * int(match["hours"]) + int(match["minutes"] or 0)
    return timezone(timedelta(minutes=-minutes if match["sign"] == "-" else minutes))


def is_in_utc(found: Published) -> bool:
    """True for a time that a machine wrote in UTC: it does not tell the day of the readers."""
    if found.span.precision not in FINE or found.span.relative:
        return False
    zone = zone_in(found.raw)
    return (zone is not None and not zone.utcoffset(None)) or found.raw.strip().isdigit()


def in_readers_zone(
    found: Published, witnesses: Iterable[Published], country: tzinfo | None, clock: Clock
) -> Published:
    """A time in UTC with the zone of its readers, or with their day, where something tells it.

    A witness with the same moment in another offset gives that offset, one with a time of day the
    difference of the two, one with a day the zone of the country or of the publisher that agrees
    with it. Without any of these the country's zone is taken, and where that is unknown UTC stays.
    Midnight in UTC is mostly a day that a program made a time of: it stays too.
    """
    if found.span.earliest.time() == MIDNIGHT:
        return found
    days = set()
    for witness in witnesses:
        zone = _same_moment(found, witness) or _by_clock(found, witness, clock)
        if zone is not None:
            return replace(found, zone=zone)
        if witness.span.precision == "day" and witness.method in SHOWN:
            days.add(_day_of(witness.span, clock))
    return _by_day(found, days, [country, ZoneInfo(clock.timezone)])


def _same_moment(found: Published, witness: Published) -> tzinfo | None:
    """The offset of a witness that states the same moment with one."""
    zone = zone_in(witness.raw)
    if zone is None or not zone.utcoffset(None) or witness.span.precision not in FINE:
        return None
    return zone if abs(found.span.earliest - witness.span.earliest) < STEP else None


def _by_clock(found: Published, witness: Published, clock: Clock) -> tzinfo | None:
    """The offset that makes the time of day of a witness without a zone the same moment."""
    if witness.span.precision not in ("second", "minute") or zone_in(witness.raw):
        return None
    wall = clock._replace(timezone="UTC", observed_at=None).read(witness.raw)
    if wall is None or wall.earliest == witness.span.earliest:  # it names a zone
        return None
    offset = wall.earliest.replace(second=0) - found.span.earliest.replace(second=0)
    is_zone = offset and not offset % STEP and BEHIND <= offset <= AHEAD
    return timezone(offset) if is_zone else None


def _day_of(span: DateSpan, clock: Clock) -> date:
    return span.earliest.astimezone(ZoneInfo(clock.timezone)).date()


def _by_day(found: Published, days: set[date], zones: list[tzinfo | None]) -> Published:
    """The first zone in which the moment lies on the one day that readers are shown."""
    moment = found.span.earliest
    possible = {day for day in days if BEHIND <= _gap(moment, day) <= AHEAD}
    if not possible or moment.date() in possible:
        agreed = zones[0]
        if agreed and possible and moment.astimezone(agreed).date() not in possible:
            return found
        return replace(found, zone=agreed)
    for zone in filter(None, zones):
        if moment.astimezone(zone).date() in possible:
            return replace(found, zone=zone)
    return replace(found, day=min(possible))


def _gap(moment: datetime, day: date) -> timedelta:
    """The offset nearest to UTC that puts a moment on a day."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if moment < start:
        return start - moment
    return min(start + timedelta(days=1, microseconds=-1) - moment, timedelta(0))
