"""A week of arrivals asked for in three ways, at the same number of requests to each host."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.core.cadence import Hour, Plan, fixed, plans_of_host, rates_of
from tests.cadence.arrivals import HISTORY_WEEKS, HOUR_S, START, WEEK_S, Source, arrivals, sources

BEGIN = HISTORY_WEEKS * WEEK_S
END = BEGIN + WEEK_S
DAY_S = 86400.0
TICK_S = 60.0  # cron calls each minute
FEW_NEW, MANY_NEW = 1 / 3, 2 / 3
FACTOR = 1.5
RULE_SHORTEST, RULE_LONGEST = 1 / 3, 4.0
SCALES = 24

Came = Mapping[str, Sequence[float]]
Polls = dict[str, list[float]]
Planner = Callable[[Mapping[str, tuple[timedelta, tuple[float, ...] | None]]], dict[str, Plan]]


def at(second: float) -> datetime:
    """A moment of the replay."""
    return START + timedelta(seconds=second)


def hours_seen(came: Sequence[float], polls: Iterable[float]) -> list[Hour]:
    """What the ledger would hold: runs and new articles by the hour a run began in."""
    counts: dict[int, list[int]] = {}
    before = 0
    for poll in polls:
        found = bisect.bisect_right(came, poll)
        cell = counts.setdefault(int(poll // 3600), [0, 0])
        cell[0] += 1
        cell[1] += found - before
        before = found
    return [Hour(at(hour * 3600), runs, new) for hour, (runs, new) in sorted(counts.items())]


def planned(all_sources: Sequence[Source], came: Came, planner: Planner) -> Polls:
    """Polls of the week by plans that are made anew each day, from what the polls before saw."""
    past = {each.name: _every(each, 0.0, BEGIN) for each in all_sources}
    hosts: dict[str, list[Source]] = {}
    for each in all_sources:
        hosts.setdefault(each.host, []).append(each)
    for day in range(7):
        begin = BEGIN + day * DAY_S
        for group in hosts.values():
            plans = planner(
                {
                    each.name: (
                        each.every,
                        rates_of(hours_seen(came[each.name], past[each.name]), at(begin)),
                    )
                    for each in group
                }
            )
            for name, plan in plans.items():
                past[name] += _polls(plan, past[name][-1], begin + DAY_S)
    return {name: _of_week(polls) for name, polls in past.items()}


def _polls(plan: Plan, last: float, end: float) -> list[float]:
    made = []
    while (last := _tick((plan.due_at(at(last)) - START).total_seconds())) < end:
        made.append(last)
    return made


def _of_week(polls: Iterable[float]) -> list[float]:
    return [poll for poll in polls if poll >= BEGIN]


def _every(source: Source, begin: float, end: float) -> list[float]:
    return _polls(fixed(source.every), begin, end)


def _tick(second: float) -> float:
    return -(-second // TICK_S) * TICK_S


def by_share(source: Source, came: Sequence[float], scale: float) -> list[float]:
    """Polls of the week by the share of known articles: 33 to 67 % keep the interval.

    A listing shows what the source brings in two of its intervals, so that the rule is content with
    the fixed interval on average; `scale` stretches its waits until it makes as many requests.
    """
    every = source.every.total_seconds()
    listed = 2 * source.mean * every / HOUR_S
    interval, poll, made = every, BEGIN, []
    before = bisect.bisect_right(came, BEGIN - every)
    while poll < END:
        made.append(poll)
        found = bisect.bisect_right(came, poll)
        new, before = (found - before) / listed, found
        interval *= FACTOR if new < FEW_NEW else 1 / FACTOR if new > MANY_NEW else 1.0
        interval = min(max(interval, every * RULE_SHORTEST), every * RULE_LONGEST)
        poll = max(_tick(poll + interval * scale), poll + TICK_S)
    return made


def matched(source: Source, came: Sequence[float], number: int) -> list[float]:
    """The polls of the rule at a scale at which it makes that many, or as few less as can be."""
    low, high = 0.05, 8.0
    best: list[float] = []
    for _ in range(SCALES):
        middle = (low * high) ** 0.5
        made = by_share(source, came, middle)
        if len(made) > number:
            low = middle
            continue
        high = middle
        best = max(best, made, key=len)
    return best


@dataclass(frozen=True, slots=True)
class Lags:
    """What one way of asking made of the week; lags in minutes."""

    requests: float
    p50: float
    p95: float


def lags(all_sources: Sequence[Source], came: Came, polls: Polls) -> Lags:
    """How long the articles of the week waited until a poll found them."""
    waits = sorted(
        polls[each.name][found] - moment
        for each in all_sources
        for moment in came[each.name]
        if moment >= BEGIN
        and (found := bisect.bisect_left(polls[each.name], moment)) < len(polls[each.name])
    )
    p50, p95 = (waits[int((len(waits) - 1) * part)] / 60 for part in (0.5, 0.95))
    return Lags(sum(map(len, polls.values())), p50, p95)


def replay(seed: int, planner: Planner = plans_of_host, *, alike: bool = False) -> dict[str, Lags]:
    """The three ways over the week of a seed: adaptive (by `planner`), fixed, by share."""
    every = sources(seed, alike=alike)
    came = {each.name: arrivals(each, seed) for each in every}
    regular = {each.name: _of_week(_every(each, 0.0, END)) for each in every}
    ruled = {each.name: matched(each, came[each.name], len(regular[each.name])) for each in every}
    ways = {"adaptive": planned(every, came, planner), "fixed": regular, "share": ruled}
    return {name: lags(every, came, polls) for name, polls in ways.items()}
