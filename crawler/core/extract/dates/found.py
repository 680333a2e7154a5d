"""A date as a page writes it, what it means, and by which rung of the ladder it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from crawler.core.arabic.dates import DateSpan, parse_date
from crawler.core.article import DateBasis

Candidate = tuple[str, str]
"""A raw date and its rung: jsonld, meta, microdata, time-tag, data, text, title, script,
url."""

BASES: dict[str, DateBasis] = {
    "jsonld": "jsonld",
    "meta": "meta",
    "microdata": "meta",
    "script": "meta",
    "time-tag": "time-tag",
    "data": "time-tag",
    "url": "url",
}
FIGURES = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
SAME_DAY = timedelta(hours=14)  # the offset that is farthest from UTC (Kiribati)


@lru_cache(maxsize=64)  # a page says the same in JSON-LD, in meta and in its lines
def _parsed(raw: str, clock: Clock) -> DateSpan | None:
    now, zone, order = clock
    return parse_date(raw, observed_at=now, timezone=zone, month_first=order)


@dataclass(frozen=True, slots=True)
class Published:
    """A date that was read.

    Attributes:
        raw: As the page writes it.
        span: What it means.
        method: The rung where it stood.
        zone: The zone of its readers, where the string itself does not tell.
        day: The day of its readers, where no zone of theirs is known.
        doubts: Words about other rungs that say something else.
    """

    raw: str
    span: DateSpan
    method: str
    zone: tzinfo | None = None
    day: date | None = None
    doubts: tuple[str, ...] = ()

    @property
    def basis(self) -> DateBasis:
        """The kind of place where it stood."""
        basis = BASES.get(self.method, "text-absolute")
        return "text-relative" if basis == "text-absolute" and self.span.relative else basis

    def agrees(self, other: Published) -> bool:
        """True where both can be one day, each in its own zone."""
        earliest = max(self.span.earliest, other.span.earliest)
        return earliest - min(self.span.latest, other.span.latest) < SAME_DAY


class Clock(NamedTuple):
    """When the page was read (None: unknown), the zone of its publisher, the order of figures.

    `month_first`: whether 07/05/2025 is in July; None: it is not known, so that such a date counts
    only where the other reading lies ahead of the moment of reading.
    """

    observed_at: datetime | None
    timezone: str
    month_first: bool | None = False

    def with_order(self, month_first: bool | None) -> Clock:  # noqa: FBT001 - as the field
        """The same with another order of figures."""
        return self if month_first == self.month_first else self._replace(month_first=month_first)

    def read(self, raw: str) -> DateSpan | None:
        """The span of a date string, or None."""
        span = _parsed(raw, self)
        if span is not None or self.month_first is not None or self.observed_at is None:
            return span
        if not FIGURES.search(raw):
            return None
        spans = [_parsed(raw, self.with_order(order)) for order in (False, True)]
        possible = [span for span in spans if span is not None]
        return possible[0] if len(possible) == 1 else None

    def all_of(self, candidates: Iterable[Candidate]) -> Iterator[Published]:
        """Those of some raw dates that can be read, in their order."""
        for raw, method in candidates:
            span = self.read(raw)
            if span is not None:
                yield Published(raw, span, method)


def first_date(candidates: Iterable[Candidate], clock: Clock) -> Published | None:
    """The first of some raw dates, each with its method, that can be read."""
    return next(clock.all_of(candidates), None)
