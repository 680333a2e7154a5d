"""When a source is asked next: more often in hours of the week in which it tends to publish.

The budget is that of the fixed interval. An article waits half an interval on average, and a run
costs one turn whenever it comes; so the mean lag is least when the interval goes with one over the
square root of the rate (Lagrange). That alone would starve the hours between day and night, and
the slowest twentieth of the articles lies there: see SHORTEST. `python -m tests.cadence` measures.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import accumulate

from crawler.core.schedule import SLOT_MIN_SHARE, early

HOUR = timedelta(hours=1)
DAY_HOURS = 24
WEEK_HOURS = 168
MONDAY = datetime(1970, 1, 5, tzinfo=UTC)
HISTORY_MIN = timedelta(weeks=2)  # less says nothing of the days of a week
HISTORY = timedelta(weeks=8)
HALF_LIFE = timedelta(days=10)  # of what an hour says: Ramadan moves the day within a week
# A prior of Gamma shape: hours of a day vary by 1/sqrt(SHAPE) around the mean of the source, and
# the same hour of other weekdays around that.
SHAPE = 2.0
POWER = 0.5
# Intervals, as multiples of the profile's `every`. A shorter shortest takes from so many hours that
# the 95th percentile of the lag gets worse than that of the fixed interval.
SHORTEST = 0.77
LONGEST = 4.0
# A new plan moves the slots, and some of them are used twice: so much of the budget is kept back.
HEADROOM = 0.01
GAP_MAX = 24  # hours without a run over which what came then is spread
STEPS = 40  # halvings: to twelve digits


@dataclass(frozen=True, slots=True)
class Hour:
    """What the runs of a whole hour brought; `runs` counts those that ended well."""

    begins: datetime
    runs: int
    new: int


def rates_of(hours: Iterable[Hour], now: datetime) -> tuple[float, ...] | None:
    """Articles an hour that are expected, for each hour of the week from Monday 00:00 UTC.

    From Gamma-Poisson estimates: the mean of a cell is drawn to that of the hour of the day, and
    that to the mean of the source, as far as few articles are known. None with less than two weeks
    of history, or without an article.
    """
    known = sorted((hour for hour in hours if hour.runs), key=lambda hour: hour.begins)
    if not known or now - known[0].begins < HISTORY_MIN:
        return None
    came, watched = _weighed(known, now)
    total = sum(came)
    if not total:
        return None
    mean = total / sum(watched)
    days = [
        _posterior(sum(came[hour::DAY_HOURS]), sum(watched[hour::DAY_HOURS]), mean)
        for hour in range(DAY_HOURS)
    ]
    return tuple(
        _posterior(came[hour], watched[hour], days[hour % DAY_HOURS]) for hour in range(WEEK_HOURS)
    )


def _posterior(came: float, watched: float, mean: float) -> float:
    return (came + SHAPE) / (watched + SHAPE / mean)


def _weighed(known: Sequence[Hour], now: datetime) -> tuple[list[float], list[float]]:
    """Articles and watched hours of each hour of the week, the old ones for less.

    What a run finds came since the run before: it is spread over the hours between.
    """
    came, watched = [0.0] * WEEK_HOURS, [0.0] * WEEK_HOURS
    before = known[0].begins  # what the first run found came since nobody knows when
    for hour in known:
        gap = (hour.begins - before) // HOUR
        before = hour.begins
        if not 0 < gap <= GAP_MAX:
            continue
        for back in range(gap):
            moment = hour.begins - back * HOUR
            weight = 0.5 ** ((now - moment) / HALF_LIFE)
            cell = hour_of_week(moment)
            came[cell] += weight * hour.new / gap
            watched[cell] += weight
    return came, watched


def hour_of_week(moment: datetime) -> int:
    """From 0, Monday 00:00 UTC, to 167.

    >>> hour_of_week(datetime(2025, 3, 4, 9, 30, tzinfo=UTC))
    33
    """
    return (moment - MONDAY) // HOUR % WEEK_HOURS


@dataclass(frozen=True)
class Plan:
    """Runs an hour for each hour of the week; `rates`: the articles that are expected.

    A plan without rates is the fixed interval.
    """

    every: timedelta
    wishes: tuple[float, ...]
    rates: tuple[float, ...] | None = None

    @cached_property
    def _sums(self) -> tuple[float, ...]:
        return (0.0, *accumulate(self.wishes))

    def interval(self, moment: datetime) -> timedelta:
        """The time between two runs in that hour of the week."""
        return HOUR / self.wishes[hour_of_week(moment)]

    def expected(self, moment: datetime) -> float | None:
        """Articles an hour in that hour of the week; None where that is not known."""
        return self.rates[hour_of_week(moment)] if self.rates else None

    @property
    def longest(self) -> timedelta:
        """The longest wait between two runs."""
        return HOUR / min(self.wishes)

    def turns(self, moment: datetime) -> float:
        """The turns that are planned from a fixed Monday to a moment."""
        week, rest = divmod(moment - MONDAY, WEEK_HOURS * HOUR)
        hours = rest / HOUR
        cell = int(hours)
        return week * self._sums[-1] + self._sums[cell] + (hours - cell) * self.wishes[cell]

    def moment(self, turns: float) -> datetime:
        """When so many turns are over: the inverse of `turns`."""
        week, rest = divmod(turns, self._sums[-1])
        cell = min(bisect_right(self._sums, rest) - 1, WEEK_HOURS - 1)
        hours = cell + (rest - self._sums[cell]) / self.wishes[cell]
        return MONDAY + (week * WEEK_HOURS + hours) * HOUR

    def due_at(self, last: datetime, phase: float = 0.0) -> datetime:
        """When a source that began a run at `last` is due; `phase`: a share of a turn, 0 to 1.

        As `schedule.due_at`, but with slots that lie closer in some hours than in others.
        """
        ahead = early(self.every)
        slot = (self.turns(last + ahead) - phase) // 1 + 1 + phase
        return max(self.moment(slot) - ahead, self.moment(self.turns(last) + SLOT_MIN_SHARE))


def fixed(every: timedelta) -> Plan:
    """The same interval in every hour."""
    return Plan(every, (HOUR / every,) * WEEK_HOURS)


def plans_of_host(
    sources: Mapping[str, tuple[timedelta, tuple[float, ...] | None]],
) -> dict[str, Plan]:
    """Plans for the sources of one host, from their `every` and rates (None: not known).

    Together they ask no more often in a week than with fixed intervals: what a quiet source leaves
    goes to a busy one. No interval leaves `SHORTEST` to `LONGEST` times the source's own `every`.
    """
    plans = {name: fixed(every) for name, (every, _) in sources.items()}
    known = {name: (every, rates) for name, (every, rates) in sources.items() if rates}
    budget = (1 - HEADROOM) * sum(WEEK_HOURS * (HOUR / every) for every, _ in known.values())
    powers = {name: [rate**POWER for rate in rates] for name, (_, rates) in known.items()}

    def filled(level: float) -> dict[str, tuple[float, ...]]:
        """What each source wishes in each hour of the week at a level that all share."""
        return {
            name: _bounded(HOUR / every, [level * each for each in powers[name]])
            for name, (every, _) in known.items()
        }

    level = _level(lambda level: sum(map(sum, filled(level).values())), budget) if known else 0.0
    for name, wishes in filled(level).items():
        every, rates = known[name]
        plans[name] = Plan(every, wishes, rates)
    return plans


def _bounded(usual: float, wishes: Iterable[float]) -> tuple[float, ...]:
    least, most = usual / LONGEST, usual / SHORTEST
    return tuple(min(max(wish, least), most) for wish in wishes)


def _level(total: Callable[[float], float], budget: float) -> float:
    """The level at which the total, which never falls, reaches the budget: water-filling."""
    low, high = 0.0, 1.0
    while total(high) < budget:
        high *= 2
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if total(middle) < budget else (low, middle)
    return high
