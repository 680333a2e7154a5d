"""Made-up arrivals of 12 sources: days, weeks, bursts, and a month in which the day moves."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

HOUR_S = 3600.0
WEEK_S = 168 * HOUR_S
START = datetime(2025, 2, 3, tzinfo=UTC)  # a Monday
HISTORY_WEEKS = 4
SHIFT_S = 3.5 * WEEK_S  # a month begins in the second half of the last week of history
SHIFT_HOURS = 2.5  # the evening gets longer, the morning empty
ZONE_HOURS = 3.0
FRIDAY = 4
STEP_S = 300.0
SOURCES = 12
SHARING = (1, 5, 9)
RATE_MIN, RATE_MAX = 0.33, 12.0  # articles an hour
MINUTES = (15, 15, 30)


@dataclass(frozen=True, slots=True)
class Source:
    """`mean`: articles an hour over a week; `depth`: how empty a night is, 0 to 1."""

    name: str
    host: str
    every: timedelta
    mean: float
    depth: float
    friday: float
    peak: float


def sources(seed: int, *, alike: bool = False) -> list[Source]:
    """Twelve, three of which share one host, with rates from one in 3 hours to 12 an hour.

    `alike`: all with the same interval.
    """
    draw = random.Random(seed)  # noqa: S311 - no secret
    return [
        Source(
            name=f"source_{number:02}",
            host="shared" if number in SHARING else f"host_{number:02}",
            every=timedelta(minutes=15 if alike else MINUTES[number % 3]),
            mean=RATE_MIN * (RATE_MAX / RATE_MIN) ** (number / (SOURCES - 1)),
            depth=draw.uniform(0.75, 0.97),
            friday=draw.uniform(0.3, 0.8),
            peak=draw.uniform(10.0, 15.0),
        )
        for number in range(SOURCES)
    ]


def shape(source: Source, second: float) -> float:
    """How much of its mean a source publishes at a moment: morning and evening, less on Fridays."""
    local = second / HOUR_S + ZONE_HOURS
    shift = SHIFT_HOURS if second >= SHIFT_S else 0.0
    hour = (local - shift - source.peak) % 24
    day = math.exp(-((min(hour, 24 - hour) / 5.0) ** 2))
    evening = (local - shift - source.peak - 7.5) % 24
    day += 0.6 * math.exp(-((min(evening, 24 - evening) / 2.5) ** 2))
    week = source.friday if int(local // 24) % 7 == FRIDAY else 1.0
    return week * (1 - source.depth + source.depth * 2.0 * day)


def arrivals(source: Source, seed: int) -> list[float]:
    """Seconds after START at which articles come, in order: a Poisson process with bursts."""
    draw = random.Random(f"{seed} {source.name}")  # noqa: S311
    end = (HISTORY_WEEKS + 1) * WEEK_S
    bursts = [(draw.uniform(0, end), draw.uniform(0.5, 3) * HOUR_S) for _ in range(10)]
    came, second = [], 0.0
    while second < end:
        rate = source.mean * shape(source, second)
        rate *= 4.0 if any(begin <= second < begin + long for begin, long in bursts) else 1.0
        came += [second + draw.random() * STEP_S for _ in range(_poisson(draw, rate / 12))]
        second += STEP_S
    return sorted(came)


def _poisson(draw: random.Random, mean: float) -> int:
    """Knuth's method: good for small means."""
    limit, product, number = math.exp(-mean), draw.random(), 0
    while product > limit:
        product *= draw.random()
        number += 1
    return number
