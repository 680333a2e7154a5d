"""What a date string says: not an instant, but the time within which the instant lies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal, get_args

Precision = Literal["second", "minute", "hour", "day", "week", "month", "year"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
"""From fine to coarse."""
MONTHS_A_YEAR = 12
YEARS = range(1900, 2101)  # news is not older; years outside are numbers of something else


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A half-open time span [earliest, latest), both aware and in UTC.

    Attributes:
        precision: The unit that the words name.
        relative: Whether it depends on when the page was read ("3 hours ago", "1 January").
        contradicted: Whether another statement about the same article excludes this one.
    """

    earliest: datetime
    latest: datetime
    precision: Precision
    relative: bool = False
    contradicted: bool = False

    def narrowed(self, other: DateSpan) -> DateSpan:
        """What both spans allow, since the instant lies in each of them.

        The precision is the finer of the two: it only rises. Two spans without a common instant
        cannot both be true: then the one that was stated wins over a relative one, of two such
        the finer, else this one, and it is marked as `contradicted`.

        >>> july = local_span(2025, 7, None, UTC)
        >>> july.narrowed(local_span(2025, 7, 13, UTC)) == local_span(2025, 7, 13, UTC)
        True
        """
        earliest = max(self.earliest, other.earliest)
        latest = min(self.latest, other.latest)
        finer = min(self, other, key=lambda span: PRECISIONS.index(span.precision))
        if earliest >= latest:
            stated = finer if self.relative == other.relative else other if self.relative else self
            return replace(stated, contradicted=True)
        inner = [
            span for span in (self, other) if (span.earliest, span.latest) == (earliest, latest)
        ]
        is_relative = all if inner else any
        return DateSpan(
            earliest,
            latest,
            finer.precision,
            relative=is_relative(span.relative for span in inner or (self, other)),
            contradicted=self.contradicted or other.contradicted,
        )


def local_span(
    year: int, month: int | None, day: int | None, zone: tzinfo, *, relative: bool = False
) -> DateSpan:
    """The local day, month (no day) or year (no month).

    Raises:
        ValueError: There is no such day.
    """
    start = datetime(year, month or 1, day or 1, tzinfo=zone)
    if day:
        end, precision = start + timedelta(days=1), "day"
    elif month:
        end, precision = months_later(start, 1), "month"
    else:
        end, precision = months_later(start, MONTHS_A_YEAR), "year"
    return DateSpan(start.astimezone(UTC), end.astimezone(UTC), precision, relative)  # type: ignore[arg-type]


def months_later(moment: datetime, months: int) -> datetime:
    """The same day and time some calendar months later (or earlier), at most the month's last day.

    Raises:
        ValueError: The year is outside of what a datetime can hold.
    """
    year, month = divmod(moment.year * MONTHS_A_YEAR + moment.month - 1 + months, MONTHS_A_YEAR)
    first_of_next = datetime(year + month // 11, (month + 1) % MONTHS_A_YEAR + 1, 1)  # noqa: DTZ001 - only its day is used
    last_day = (first_of_next - timedelta(days=1)).day
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last_day))
