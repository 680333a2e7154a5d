"""A clock that was wrong in an earlier run: nothing is left out because of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete

from crawler.dashboard.look import Look
from crawler.dashboard.queries.sources import read as read_sources
from crawler.store.database import reading, writing
from crawler.store.past import past_of
from crawler.store.runs import Runs
from crawler.store.schema import state
from crawler.store.seen import Seen, Visit

AHEAD = timedelta(days=3650)


@pytest.fixture
def runs(engine):
    return Runs(engine)


def begin(runs, run_id, started, site="windows"):
    runs.start(run_id=run_id, site=site, argv=[], started=started, versions={}, settings_hash="abc")


def end(runs, run_id, ended, **more):
    values = {"exit_code": 0, "figures": {}, "complete": True} | more
    runs.finish(run_id, ended=ended, reason="finished", **values)


def test_a_whole_run_of_a_later_clock_does_not_stand_for_a_killed_one(runs, now):
    begin(runs, "r1", now + AHEAD)
    end(runs, "r1", now + AHEAD)
    assert runs.last_was_complete("windows")
    begin(runs, "killed", now)
    assert not runs.last_was_complete("windows")
    begin(runs, "r3", now - AHEAD)
    end(runs, "r3", now - AHEAD)
    assert runs.last_was_complete("windows")


def test_each_site_has_a_newest_run_of_its_own(runs, now):
    long_name = "نوافذ" * 30
    begin(runs, "r1", now, site=long_name)
    end(runs, "r1", now)
    begin(runs, "r2", now, site="adngad")
    assert runs.last_was_complete(long_name)
    assert not runs.last_was_complete("adngad")
    assert not runs.last_was_complete("never")


def test_a_store_from_before_goes_by_the_clock(runs, engine, now):
    begin(runs, "r1", now)
    end(runs, "r1", now)
    with writing(engine) as connection:
        connection.execute(delete(state).where(state.c.key.startswith("newest:")))
    assert runs.last_was_complete("windows")


def test_nothing_waits_for_a_visit_of_a_later_moment(engine, now):
    seen = Seen(engine)
    seen.note([Visit("a", "https://news.example/a", "windows", "failed", now + AHEAD)])
    assert seen.postponed(["a"], now) == set()
    assert seen.due("windows", now, 10) == ["https://news.example/a"]
    seen.note([Visit("a", "https://news.example/a", "windows", "failed", now)])
    assert seen.postponed(["a"], now) == {"a"}
    assert seen.due("windows", now, 10) == []


@pytest.fixture
def moments(runs, now):
    """A run an hour ago, and one of a clock that was ahead."""
    begun = {"before": now - timedelta(hours=1), "ahead": now + AHEAD}
    for name, moment in begun.items():
        begin(runs, name, moment)
        end(runs, name, moment, figures={"funnel": {"new": 3}}, findings=[{"check": name}])
    return begun


def test_a_run_of_a_later_clock_is_not_the_run_before_the_next(engine, now, moments):
    past = past_of(engine, "windows", now)
    assert [each.id for each in past.latest] == ["before"]
    assert past.checks_before == ("before",)
    assert past_of(engine, "windows", moments["ahead"]).checks_before == ("ahead",)


def test_runs_that_are_killed_after_a_run_of_a_later_clock_are_counted(engine, runs, now, moments):
    for number in (1, 2):
        begin(runs, f"killed-{number}", now - timedelta(minutes=number))
    assert past_of(engine, "windows", now).killed == 2


def test_a_run_of_a_later_clock_does_not_say_when_the_site_is_due(runs, now, moments):
    assert [each.id for each in runs.recent(2, "windows")] == ["ahead", "before"]
    assert [each.id for each in runs.recent(2, "windows", until=now)] == ["before"]


def test_a_source_is_shown_by_its_last_run_before_now(engine, now, moments):
    with reading(engine) as connection:
        (source,) = read_sources(Look(connection, now))
    assert (source.last.id, source.last_good.id, source.bad_since) == ("before", "before", None)


def test_the_last_good_run_is_not_one_of_a_later_clock(engine, runs, now, moments):
    begin(runs, "bad", now - timedelta(minutes=1))
    end(runs, "bad", now, exit_code=69)
    with reading(engine) as connection:
        (source,) = read_sources(Look(connection, now))
    assert (source.last.id, source.last_good.id) == ("bad", "before")
    assert source.bad_since == now - timedelta(minutes=1)
