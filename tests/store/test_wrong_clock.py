"""A clock that was wrong in an earlier run: nothing is left out because of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete

from crawler.store.database import writing
from crawler.store.runs import Runs
from crawler.store.schema import state
from crawler.store.seen import Seen, Visit

AHEAD = timedelta(days=3650)


@pytest.fixture
def runs(engine):
    return Runs(engine)


def begin(runs, run_id, started, site="windows"):
    runs.start(run_id=run_id, site=site, argv=[], started=started, versions={}, settings_hash="abc")


def end(runs, run_id, ended):
    runs.finish(run_id, ended=ended, exit_code=0, reason="finished", figures={}, complete=True)


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
