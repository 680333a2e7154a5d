"""When a source is asked next, by the hours in which it publishes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.cadence import (
    HOUR,
    LONGEST,
    SHORTEST,
    WEEK_HOURS,
    Hour,
    fixed,
    hour_of_week,
    plans_of_host,
    rates_of,
)
from crawler.core.schedule import early

EVERY = timedelta(minutes=15)
NOW = datetime(2025, 3, 3, tzinfo=UTC)  # a Monday
BUDGET = WEEK_HOURS * (HOUR / EVERY)
WEEK = timedelta(weeks=1)
DAY = range(6, 18)
rates = st.lists(st.floats(0.001, 50), min_size=WEEK_HOURS, max_size=WEEK_HOURS).map(tuple)


def history(weeks, new=lambda moment: 6 if moment.hour in DAY else 0, runs=4):
    begin = NOW - timedelta(weeks=weeks)
    moments = [begin + HOUR * number for number in range(weeks * WEEK_HOURS)]
    return [Hour(moment, runs, new(moment)) for moment in moments]


def asked(plan):
    return sum(plan.wishes)


def test_less_than_two_weeks_or_no_article_say_nothing():
    assert rates_of(history(1), NOW) is None
    assert rates_of(history(4, new=lambda _: 0), NOW) is None
    assert rates_of((), NOW) is None
    assert rates_of(history(4, runs=0), NOW) is None  # no run of them ended well


def test_the_hours_of_a_week_are_learned():
    found = rates_of(history(4), NOW)
    assert found is not None
    day, night = found[hour_of_week(NOW + 10 * HOUR)], found[hour_of_week(NOW)]
    assert day == pytest.approx(6, rel=0.1)
    assert 0 < night < 0.7  # never nothing: a plan would never ask


def test_a_friday_is_learned():
    friday = datetime(2025, 2, 28, 10, tzinfo=UTC)
    quiet = history(8, new=lambda at: 8 if at.hour in DAY and at.weekday() != 4 else 0)
    found = rates_of(quiet, NOW)
    assert found is not None
    assert found[hour_of_week(friday)] < found[hour_of_week(friday - 24 * HOUR)] / 2


def test_one_article_of_a_sparse_source_does_not_make_an_hour():
    once = NOW - timedelta(days=3)
    found = rates_of(history(4, new=lambda at: int(at == once)), NOW)
    assert found is not None
    assert max(found) < 6 * min(found)


def test_what_is_old_counts_less():
    moved = history(8, new=lambda at: 6 if (at.hour in DAY) == (at > NOW - 3 * WEEK) else 0)
    found = rates_of(moved, NOW)
    assert found is not None
    assert found[12] > 2 * found[0]


def test_what_one_run_finds_came_in_the_hours_before_it():
    every_three = [Hour(each.begins, 1, 3) for each in history(4)[::3]]
    found = rates_of(every_three, NOW)
    assert found is not None
    assert found == pytest.approx([1.0] * WEEK_HOURS, rel=0.02)


def test_after_a_long_gap_nobody_knows_when_it_came():
    hours = history(4, new=lambda _: 1)
    backlog = Hour(hours[-1].begins, 4, 500)
    found = rates_of([*hours[:-60], backlog], NOW)
    assert found is not None
    assert max(found) < 2


@given(rates, rates)
def test_sites_of_a_host_ask_no_more_than_by_their_fixed_intervals(one, other):
    plans = plans_of_host({"windows": (EVERY, one), "mirror": (2 * EVERY, other)})
    total = sum(map(asked, plans.values()))
    assert 0.98 * 1.5 * BUDGET < total <= 1.5 * BUDGET
    for plan in plans.values():
        for hour in range(WEEK_HOURS):
            interval = plan.interval(NOW + hour * HOUR)
            assert SHORTEST * 0.999 <= interval / plan.every <= LONGEST * 1.001
        assert plan.longest <= plan.every * LONGEST * 1.001


def test_requests_go_where_articles_come_in_time_and_between_sites():
    found = rates_of(history(4), NOW)
    assert found is not None
    alone = plans_of_host({"windows": (EVERY, found)})["windows"]
    assert alone.interval(NOW + 10 * HOUR) < EVERY < alone.interval(NOW)
    less = tuple(rate / 20 for rate in found)
    both = plans_of_host({"windows": (EVERY, found), "mirror": (EVERY, less)})
    assert asked(both["mirror"]) < asked(alone) < asked(both["windows"])


def test_a_site_without_history_keeps_its_own_interval():
    found = rates_of(history(4), NOW)
    plans = plans_of_host({"windows": (EVERY, found), "young": (EVERY, None)})
    assert plans["young"] == fixed(EVERY)
    assert plans["young"].expected(NOW) is None
    assert asked(plans["windows"]) <= BUDGET


def test_turns_and_moments_are_each_other():
    plan = plans_of_host({"windows": (EVERY, rates_of(history(4), NOW))})["windows"]
    for minutes in range(0, 3 * 7 * 24 * 60, 97):
        moment = NOW + timedelta(minutes=minutes)
        assert abs(plan.moment(plan.turns(moment)) - moment) < timedelta(seconds=0.01)


@pytest.mark.parametrize("phase", [0.0, 0.001, 0.5, 0.999])
@pytest.mark.parametrize("lag_s", [0.0, 0.4, 15.0, 50.0])
def test_a_week_of_calls_makes_the_runs_of_the_plan(phase, lag_s):
    plan = plans_of_host({"windows": (EVERY, rates_of(history(4), NOW))})["windows"]
    last, runs = NOW, [NOW]
    for minute in range(7 * 24 * 60):
        now = NOW + timedelta(minutes=minute, seconds=lag_s)
        if now >= plan.due_at(last, phase):
            last = now
            runs.append(last)
    assert len(runs) == pytest.approx(asked(plan), abs=2)
    gaps = [later - sooner for sooner, later in pairwise(runs[2:])]
    assert max(gaps) < plan.longest + timedelta(minutes=2)


def test_a_fixed_plan_is_due_after_its_interval():
    plan = fixed(EVERY)
    assert plan.due_at(NOW) == NOW + EVERY - early(EVERY)
    assert plan.due_at(NOW - 9 * timedelta(minutes=1)) >= NOW - timedelta(minutes=1.5)
