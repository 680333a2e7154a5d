"""What is usual for a source: the median of its past and how far it strays from it (MAD)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from math import sqrt
from statistics import median
from zoneinfo import ZoneInfo

from hijridate import Gregorian

# The MAD of a normal distribution times this is its standard deviation.
MAD_TO_DEVIATION = 1.4826
WEEKS_BACK = 8
WEEKS_MIN = 3  # fewer say nothing of an hour of the week
DAYS_BACK = 14  # until there are weeks, the same hour of the days before
DAYS_MIN = 5
RAMADAN = 9
# A source that brings one article a day is looked at over days, a busy one over hours: the first
# span in which this many are usual. Half of that on a holiday is still twelve: hardly ever none.
SPANS = tuple(timedelta(hours=hours) for hours in (3, 6, 12, 24, 48, 96))
EXPECTED_MIN = 24.0
DEVIATIONS = 4.0
SILENCE_SHARE_MAX = 0.1  # of what is usual: few are no silence, a holiday has few
RUNS_SHARE_MIN = 0.5  # a span of the past in which fewer runs were made than now is not compared

Counts = Callable[[datetime, datetime], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Usual:
    """Median and median absolute deviation of `number` values."""

    median: float
    mad: float
    number: int

    @property
    def deviation(self) -> float:
        """The standard deviation, as far as a few wild values leave it alone."""
        return self.mad * MAD_TO_DEVIATION


def usual(values: Iterable[float]) -> Usual:
    """What is usual among some values; all zero without any.

    >>> usual([3, 5, 4, 90])
    Usual(median=4.5, mad=1.0, number=4)
    """
    found = list(values)
    if not found:
        return Usual(0.0, 0.0, 0)
    middle = float(median(found))
    return Usual(middle, float(median(abs(value - middle) for value in found)), len(found))


@dataclass(frozen=True, slots=True)
class Arrivals:
    """New articles in the span up to a moment, and how many there usually are by then."""

    span: timedelta
    new: int
    expected: float
    least: float  # fewer are no chance any more

    @property
    def is_silence(self) -> bool:
        """True when so few cannot be chance."""
        return self.new < self.least


def arrivals(now: datetime, zone: ZoneInfo, counts: Counts) -> Arrivals | None:
    """New articles beside those of the same hours of the weeks before; None: nothing is usual yet.

    Args:
        now: The end of the span, aware.
        zone: The site's: its hours of the week are compared, whatever its clocks did between.
        counts: Gives runs and new articles of a half open span of time.
    """
    for span in SPANS:
        runs_now, new = counts(now - span, now)
        past = _past(now, zone, span, counts, max(1.0, runs_now * RUNS_SHARE_MIN))
        if past is None:
            continue
        expected, deviation = past
        if expected >= EXPECTED_MIN:
            chance = expected - DEVIATIONS * max(deviation, sqrt(expected))
            least = max(1.0, min(chance, SILENCE_SHARE_MAX * expected))
            return Arrivals(span, new, expected, least)
    return None


def _past(
    now: datetime, zone: ZoneInfo, span: timedelta, counts: Counts, runs_min: float
) -> tuple[float, float] | None:
    """Expected number and deviation: by the hour of the week, else the least of the days before."""
    weeks = _same_time(now, zone, range(7, 7 * WEEKS_BACK + 1, 7), span, counts, runs_min)
    if len(weeks) >= WEEKS_MIN:
        found = usual(weeks)
        return found.median, found.deviation
    days = _same_time(now, zone, range(1, DAYS_BACK + 1), span, counts, runs_min)
    return (min(days), 0.0) if len(days) >= DAYS_MIN else None


def _same_time(  # noqa: PLR0913, PLR0917 - one question, asked for weeks and for days
    now: datetime,
    zone: ZoneInfo,
    days: Iterable[int],
    span: timedelta,
    counts: Counts,
    runs_min: float,
) -> list[int]:
    """New articles of the same hours, so many days before, in the same season."""
    found = []
    local = now.astimezone(zone)
    for number in days:
        end = local - timedelta(days=number)  # by the wall clock
        if is_ramadan(end) == is_ramadan(local):
            runs, new = counts((end - span).astimezone(now.tzinfo), end.astimezone(now.tzinfo))
            if runs >= runs_min:
                found.append(new)
    return found


def is_ramadan(moment: datetime) -> bool:
    """True in the month in which days and nights change places (Umm al-Qura calendar)."""
    return _is_ramadan(moment.year, moment.month, moment.day)


@lru_cache(maxsize=512)
def _is_ramadan(year: int, month: int, day: int) -> bool:
    try:
        return bool(Gregorian(year, month, day).to_hijri().month == RAMADAN)
    except (ValueError, OverflowError):  # beyond the tables of the calendar
        return False


def pooled(rows: Sequence[tuple[int, int]], enough: int) -> tuple[int, int]:
    """Parts and wholes of the newest rows (newest first) until the wholes are enough.

    >>> pooled([(1, 2), (3, 4), (100, 100)], 5)
    (4, 6)
    """
    part = whole = 0
    for each in rows:
        part, whole = part + each[0], whole + each[1]
        if whole >= enough:
            break
    return part, whole
