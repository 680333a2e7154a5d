"""Which runs of before are measured by, and when an hour that is not over counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.core.watch.baseline import arrivals
from crawler.store.hours import hour_of
from crawler.store.past import GOOD_MAX, LATEST_MAX, SPARSE, Past, past_of
from crawler.store.runs import Runs

HOUR = timedelta(hours=1)
FIGURES = {"funnel": {"links": 9, "new": 2}}


@pytest.mark.parametrize(("runs", "counts"), [(SPARSE, True), (SPARSE + 1, False)])
def test_with_one_run_an_hour_the_hour_that_is_not_over_counts(now, runs, counts):
    begun = now.replace(minute=0)
    hours = {hour_of(begun - HOUR * back): (1, 0) for back in range(1, SPARSE)}
    hours[hour_of(begun - HOUR * SPARSE)] = (runs - SPARSE + 1, 0)
    hours[hour_of(begun)] = hours[hour_of(begun - HOUR * (SPARSE + 1))] = (50, 0)  # not of the day
    end = Past(hours=hours).end(now)
    assert end == (begun + HOUR if counts else begun)


@pytest.fixture
def ran(engine, now):
    ledger = Runs(engine)

    def begin(run, ago, **how):
        ledger.start(run_id=run, site="windows", argv=(), started=now - ago, versions={},
                     settings_hash="x")  # fmt: skip
        ended = {"exit_code": 0, "verdict": "healthy"} | how
        ledger.finish(run, ended=now - ago, reason="finished", figures=FIGURES, **ended)

    return begin


def kinds(engine, now):
    past = past_of(engine, "windows", now)
    return [each.id for each in past.latest], [each.id for each in past.good]


def test_a_run_without_a_verdict_was_good_only_where_its_exit_says_so(engine, ran, now):
    ran("failed", 2 * HOUR, exit_code=65, verdict=None)
    ran("passed", HOUR, exit_code=0, verdict=None)
    assert kinds(engine, now) == (["passed", "failed"], ["passed"])


def test_runs_of_weeks_ago_are_the_latest_of_a_site_that_rested(engine, ran, now):
    ran("too long ago", GOOD_MAX + HOUR)
    ran("old", LATEST_MAX + HOUR)
    assert kinds(engine, now) == (["old"], ["old"])


def test_a_run_counts_in_the_hour_in_which_it_began_and_ended_with_it(engine, ran, now):
    ran("one", HOUR)
    assert past_of(engine, "windows", now).hours == {hour_of(now - HOUR): (1, 2)}
    ledger = Runs(engine)
    assert [run.id for run in ledger.history("windows", now - HOUR)] == ["one"]
    assert ledger.history("windows", now - HOUR + timedelta(seconds=1)) == []


def test_days_on_which_a_site_was_down_are_not_what_is_usual(engine):
    """Else nobody is told for two weeks that a site that came back brings nothing."""
    ledger, now = Runs(engine), datetime(2025, 1, 20, 9, 30, tzinfo=UTC)  # no Ramadan in sight
    named = {"site": "windows", "argv": [], "versions": {}, "settings_hash": ""}
    for days in (half / 2 for half in range(24, 0, -1)):
        started, is_down = now - timedelta(days=days), 4 < days <= 6
        figures = {"funnel": {"new": 0 if is_down or days < 1 else 30}}
        ledger.start(run_id=f"r{days}", started=started, **named)
        ledger.finish(f"r{days}", ended=started, exit_code=69 * is_down, reason="", figures=figures)
    past = past_of(engine, "windows", now).with_run(now, 0)
    found = arrivals(past.end(now), ZoneInfo("UTC"), past.counting())
    assert found is not None
    assert found.is_silence
