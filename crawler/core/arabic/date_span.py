"""What a date string says: not an instant, but the time within which the instant lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

Precision = Literal["second", "minute", "hour", "day", "week", "month", "year"]
MONTHS_A_YEAR = 12
YEARS = range(1900, 2101)  # news is not older; years outside are numbers of something else


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A half-open time span [earliest, latest), both aware and in UTC.

    Attributes:
        precision: The unit that the words name.
        relative: Whether it depends on when the page was read ("3 hours ago", "1 January").
    """

    earliest: datetime
    latest: datetime
    precision: Precision
    relative: bool = False


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
