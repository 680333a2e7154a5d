"""The last value at which a rule still holds: robots.txt, TDM file, plans, silence."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.core.access.robots import matches
from crawler.core.access.usage import TDM_BYTES_MAX, TDM_RULES_MAX, TdmFile
from crawler.core.cadence import (
    GAP_MAX,
    HISTORY_MIN,
    HOUR,
    WEEK_HOURS,
    Hour,
    Plan,
    hour_of_week,
    rates_of,
)
from crawler.core.schedule import SLOT_MIN_SHARE
from crawler.core.watch.baseline import WEEKS_MIN, Arrivals, arrivals

NOW = datetime(2025, 3, 3, tzinfo=UTC)  # a Monday
WEEK = timedelta(weeks=1)


@pytest.mark.parametrize(
    ("pattern", "path", "holds"),
    [
        ("/a*a$", "/a", False),  # one letter is not the end and the beginning
        ("/a*a$", "/aa", True),
        ("/news*/news$", "/news", False),
        ("/news*/news$", "/news/news", True),
        ("/*x*xy$", "/xy", False),
        ("/*x*xy$", "/xxy", True),
    ],
)
def test_what_stands_before_a_star_is_not_its_end_too(pattern, path, holds):
    assert matches(pattern, path) is holds


def test_a_tdm_file_has_so_many_rules_and_no_more():
    rules = [{"location": f"/{n}", "tdm-reservation": 1} for n in range(TDM_RULES_MAX + 1)]
    body = json.dumps(rules).encode()
    assert len(body) < TDM_BYTES_MAX
    read = TdmFile.parse(body)
    assert read.reservation_for(f"https://n.example/{TDM_RULES_MAX - 1}") == "1"
    assert len(read.rules) == TDM_RULES_MAX


def hours(span, new=1):
    """One good run in each hour of the span before now."""
    return [Hour(NOW - span + number * HOUR, 1, new) for number in range(int(span / HOUR))]


def test_two_weeks_to_the_hour_are_history_enough():
    assert rates_of(hours(HISTORY_MIN - HOUR), NOW) is None
    assert rates_of(hours(HISTORY_MIN), NOW) is not None


def test_what_came_in_a_day_without_runs_is_spread_over_that_day():
    known = hours(3 * WEEK)
    begin = known[-GAP_MAX].begins
    day = [*known[:-GAP_MAX], Hour(begin + (GAP_MAX - 1) * HOUR, 1, GAP_MAX * 40)]
    spread = rates_of(day, NOW)
    assert spread is not None
    assert spread[hour_of_week(begin + 12 * HOUR)] > 10
    too_long = [*known[: -GAP_MAX - 1], *day[-1:]]
    unknown = rates_of(too_long, NOW)
    assert unknown is not None
    assert max(unknown) < 2


def test_no_slot_makes_a_source_due_right_after_its_run():
    plan = Plan(timedelta(hours=1), (1.0,) * WEEK_HOURS)
    for minutes in range(60):
        last = NOW + timedelta(minutes=minutes)
        assert plan.due_at(last) - last >= SLOT_MIN_SHARE * HOUR - timedelta(milliseconds=1)


@pytest.mark.parametrize(("new", "is_silence"), [(0, True), (2, True), (3, False)])
def test_as_many_as_the_least_are_no_silence(new, is_silence):
    assert Arrivals(3 * HOUR, new, 30.0, 3.0).is_silence is is_silence


def test_three_weeks_are_enough_to_compare_an_hour_of_the_week():
    now = datetime(2025, 7, 16, 9, tzinfo=UTC)  # far from Ramadan
    began = now - WEEKS_MIN * WEEK - 3 * HOUR

    def counts(since, until):
        """A source of Wednesdays; no run before it began."""
        number = int((until - since) / HOUR)
        is_there = since >= began
        busy = 12 if since.weekday() == now.weekday() else 1
        return (4 * number if is_there else 0), (busy * number if is_there else 0)

    found = arrivals(now, ZoneInfo("Asia/Aden"), counts)
    assert found is not None
    assert (found.span, found.expected) == (3 * HOUR, 36.0)
