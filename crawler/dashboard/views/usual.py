"""A day of a source beside the seven before it, each ending at the same hour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from statistics import median
from typing import Any

from crawler.store.hours import hour_of

DAY_H = 24
DAYS = 7
DAYS_MIN = 3  # fewer known days are no habit
HOUR = timedelta(hours=1)

Hours = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Beside:
    """`now` of the last 24 hours; `usual`: median of the same window on the seven days before."""

    now: float
    usual: float | None


def slots(hours: Hours, now: datetime, number: int) -> list[Mapping[str, Any] | None]:
    """The last `number` hours up to that of `now`, oldest first; None: nothing ran."""
    known = {row["hour"]: row for row in hours}
    return list(map(known.get, _names(hour_of(now), number)))


@lru_cache(maxsize=8)
def _names(last: str, number: int) -> tuple[str, ...]:
    """The names of hours up to the last; making them takes longer than all else here."""
    end = datetime.fromisoformat(f"{last}:00:00")
    return tuple(hour_of(end - HOUR * ago) for ago in range(number - 1, -1, -1))


def windows(hours: Hours, now: datetime, span_h: int = DAY_H) -> list[list[Mapping[str, Any]]]:
    """The hours that ran of the last day, then of each of the seven before, newest first.

    A shorter span keeps the same hours of each day.
    """
    every = slots(hours, now, DAY_H * (DAYS + 1))
    days = [every[at + DAY_H - span_h : at + DAY_H] for at in range(0, len(every), DAY_H)]
    return [[row for row in day if row is not None] for day in reversed(days)]


def total(rows: Iterable[Mapping[str, Any]], key: str) -> float:
    """The sum of a column."""
    return float(sum(row[key] for row in rows))


def beside(days: Sequence[Sequence[Mapping[str, Any]]], key: str) -> Beside:
    """A column's sum today and usually; `days` are of `windows`."""
    before = [total(day, key) for day in days[1:] if day]
    usual = median(before) if len(before) >= DAYS_MIN else None
    return Beside(total(days[0], key) if days else 0, usual)


def share_beside(
    days: Sequence[Sequence[Mapping[str, Any]]], part: str, of: Sequence[str]
) -> tuple[float | None, float | None]:
    """The share of a column in the sum of others, today and usually; None where there is none."""

    def one(day: Sequence[Mapping[str, Any]]) -> float | None:
        whole = sum(total(day, key) for key in of)
        return total(day, part) / whole if whole else None

    before = [each for day in days[1:] if (each := one(day)) is not None]
    usual = median(before) if len(before) >= DAYS_MIN else None
    return (one(days[0]) if days else None, usual)


def line(hours: Hours, now: datetime, key: str, *, points: int, each_h: int) -> list[float | None]:
    """Sums of a column over the last `points` spans of `each_h` hours; None: nothing ran."""
    every = slots(hours, now, points * each_h)
    spans = [every[at : at + each_h] for at in range(0, len(every), each_h)]
    return [_sum([row for row in span if row is not None], key) for span in spans]


def _sum(rows: Sequence[Mapping[str, Any]], key: str) -> float | None:
    return total(rows, key) if rows else None
