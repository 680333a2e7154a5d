"""What a run does to its process."""

from __future__ import annotations

import gc

import pytest
from scrapy.settings import Settings

from crawler.calls.memory import resting_collector, spare_the_collector
from crawler.calls.running import SiteRuns
from crawler.core.errors import ConfigError


def test_what_is_loaded_is_no_longer_looked_at_by_the_collector():
    before = gc.get_freeze_count()
    try:
        spare_the_collector()
        assert gc.get_freeze_count() > before + 10_000
    finally:
        gc.unfreeze()


@pytest.fixture
def at_work():
    """The collector, and back to what it was."""
    was = gc.isenabled()
    gc.enable()
    yield
    gc.unfreeze()
    (gc.enable if was else gc.disable)()


@pytest.mark.usefixtures("at_work")
def test_the_collector_rests_until_the_crawl_begins():
    with resting_collector():
        assert not gc.isenabled()
        spare_the_collector()
        assert gc.isenabled()
    assert gc.isenabled()


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize("was", [True, False])
def test_afterwards_it_is_as_it_was(was):
    if not was:
        gc.disable()
    with pytest.raises(ZeroDivisionError), resting_collector():
        1 / 0  # noqa: B018 - a run that failed before its crawl
    assert gc.isenabled() is was


def runs_with(days):
    return SiteRuns(Settings({"RASID_LOG_DAYS": days, "RASID_LOG_FILE": "elsewhere"}), {})


def test_a_run_removes_the_logs_of_long_ago(tmp_path):
    old = tmp_path / "logs" / "2001-01-01.jsonl"
    newer = old.with_stem("2001-06-01")  # days are counted from the newest
    old.parent.mkdir()
    old.touch()
    newer.touch()
    runs_with("0")._crawl([], tmp_path)
    assert old.exists()
    runs_with("90")._crawl([], tmp_path)
    assert (old.exists(), newer.exists()) == (False, True)


def test_days_of_logs_that_are_no_number_are_named(tmp_path):
    with pytest.raises(ConfigError, match="RASID_LOG_DAYS"):
        runs_with("many")._crawl([], tmp_path)
