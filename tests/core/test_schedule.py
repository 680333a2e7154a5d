"""When a site is due, and what became of its turns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.core.schedule import Ran, due_at, phase_of, schedule_of, wait_s

PERIOD = timedelta(minutes=15)
MIDNIGHT = datetime(2025, 3, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(minutes: float) -> datetime:
    return MIDNIGHT + timedelta(minutes=minutes)


def ran(start: float, end: float | None = None) -> Ran:
    return Ran(at(start), at(start + 2 if end is None else end))


def starts(tick: timedelta, phase: timedelta, lag_s: tuple[float, ...], hours: int) -> list:
    """When cron's calls every `tick` begin a run; each call comes some seconds late."""
    last, begun = None, []
    for number in range(int(timedelta(hours=hours) / tick)):
        now = MIDNIGHT + tick * number + timedelta(seconds=lag_s[number % len(lag_s)])
        if wait_s(last, now, PERIOD, phase) <= 0:
            last = now + timedelta(seconds=1.5)  # until the spider opens
            begun.append(last)
    return begun


@pytest.mark.parametrize("phase_s", [0, 1, 2, 400, 899.5])
def test_cron_with_the_period_of_the_site_begins_a_run_each_time(phase_s):
    begun = starts(PERIOD, timedelta(seconds=phase_s), (1.2, 0.3, 3.0, 0.1), hours=6)
    assert len(begun) == 24


@given(st.floats(0, 899), st.sampled_from([1, 3, 5]))
@example(2.5, 1)  # its slot comes while a call of cron begins
def test_cron_that_looks_more_often_begins_a_run_each_period(phase_s, tick_minutes):
    phase = timedelta(seconds=phase_s)
    begun = starts(MINUTE * tick_minutes, phase, (0.5, 2.5), hours=6)
    gaps = {after - before for before, after in list(pairwise(begun))[1:]}
    assert 23 <= len(begun) <= 25
    assert max(gaps) <= PERIOD + timedelta(seconds=5)


def test_sites_do_not_all_begin_in_one_minute():
    names = [f"site_{number}" for number in range(20)]
    first = [starts(MINUTE, phase_of("a1", name, PERIOD), (0.5,), 2)[2] for name in names]
    assert len({moment.minute for moment in first}) >= 8


@given(st.integers(0, 10**9), st.floats(0, 1))
def test_a_site_waits_from_half_a_period_to_a_whole_one(later_s, share):
    last = MIDNIGHT + timedelta(seconds=later_s)
    wait = due_at(last, PERIOD, PERIOD * share) - last
    assert PERIOD / 2 <= wait <= PERIOD


def test_the_shift_is_that_of_the_installation_and_the_site():
    one = phase_of("a1", "windows", PERIOD)
    assert one == phase_of("a1", "windows", PERIOD)
    assert len({one, phase_of("a2", "windows", PERIOD), phase_of("a1", "doors", PERIOD)}) == 3
    assert timedelta(0) <= one < PERIOD


@pytest.mark.parametrize("last", [None, at(60 * 24 * 30)])
def test_a_site_that_never_ran_or_ran_by_a_wrong_clock_is_due(last):
    assert wait_s(last, at(1), PERIOD) == 0


@pytest.mark.parametrize(
    ("runs", "now", "state"),
    [
        ([], 0, "never"),
        ([ran(0)], 10, "waiting"),
        ([ran(0)], 15, "due"),
        ([ran(0)], 22, "due"),
        ([ran(0)], 23, "late"),
        ([ran(0)], 29, "late"),
        ([ran(0)], 31, "missed"),
        ([Ran(at(0))], 14, "running"),
        ([Ran(at(0))], 31, "missed"),
        ([ran(0), ran(60)], 10, "waiting"),  # one of a clock that was wrong
    ],
)
def test_where_a_site_stands(runs, now, state):
    assert schedule_of(runs, at(now), PERIOD).state == state


@pytest.mark.parametrize(
    ("runs", "turns"),
    [
        ([ran(0), ran(15), ran(30)], {"ran": 3}),
        ([ran(0), ran(8)], {"ran": 2}),
        ([ran(0), ran(23)], {"ran": 2, "late": 1}),
        ([ran(0), ran(30)], {"ran": 2, "missed": 1}),
        ([ran(0), ran(63)], {"ran": 2, "missed": 3}),
        ([Ran(at(0)), ran(45)], {"ran": 2, "missed": 2}),  # killed
        ([ran(0, 40), ran(45)], {"ran": 2, "overran": 1, "skipped": 2}),
        ([ran(0, 20), ran(60)], {"ran": 2, "overran": 1, "skipped": 1, "missed": 2}),
        ([ran(0), ran(15, 40)], {"ran": 2, "overran": 1}),
    ],
)
def test_what_became_of_the_turns(runs, turns):
    assert schedule_of(reversed(runs), at(70), PERIOD).turns == turns


def test_how_long_a_site_is_overdue():
    told = schedule_of([ran(0)], at(45), PERIOD)
    assert told.overdue == timedelta(minutes=30, seconds=0) + (at(15) - told.due_at)
    assert schedule_of([ran(0)], at(5), PERIOD).overdue == timedelta(0)
