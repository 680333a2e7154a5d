"""A run without an end is told from one that was killed by the lock of its site."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.store.database import database_url, open_database
from crawler.store.lock import SiteLock
from crawler.store.runs import Run
from crawler.store.under_way import lives_of


def run(name, hour, *, site="windows", ended=False):
    started = datetime(2025, 3, 1, hour, tzinfo=UTC)
    end = started if ended else None
    return Run(
        id=name, site=site, argv=(), started=started, versions={}, settings_hash="", ended=end
    )


@pytest.fixture
def store(tmp_path):
    """A store on this machine alone: only files of locks tell who lives."""
    made = open_database(database_url(tmp_path))
    yield made
    made.dispose()


@pytest.fixture
def locks(tmp_path):
    return tmp_path / "locks"


def test_of_the_runs_of_a_held_site_only_the_newest_lives(store, locks):
    """Whatever the order in which they are told."""
    runs = [run("old", 8), run("new", 10), run("between", 9)]
    with SiteLock(locks / "windows.lock", "new"):
        assert lives_of(store, locks, runs) == {"old": False, "new": True, "between": False}
    assert lives_of(store, locks, runs) == {"old": False, "new": False, "between": False}


def test_a_killed_run_does_not_live_because_a_later_one_has_ended_or_another_site_is_held(
    store, locks
):
    runs = [run("killed", 9), run("whole", 10, ended=True), run("other", 9, site="mirror")]
    with SiteLock(locks / "windows.lock", "next"):
        assert lives_of(store, locks, runs) == {"killed": False, "other": False}


def test_a_run_at_an_address_that_was_given_has_the_lock_of_its_spider(store, locks):
    asked = run("given", 9, site="aggregator@news.example")
    with SiteLock(locks / "aggregator.lock", "given"):
        assert lives_of(store, locks, [asked]) == {"given": True}


def test_to_ask_makes_no_lock(store, locks):
    assert lives_of(store, locks, [run("killed", 9)]) == {"killed": False}
    assert not locks.exists()
