"""Which sites `scrapy run --due` takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy.settings import Settings

from crawler import crawl
from crawler.calls.running import SiteRuns
from crawler.core.site import SiteProfile

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
PROFILE = SiteProfile(name="windows", start_urls=("http://127.0.0.1/",), every="15m")


@pytest.fixture
def due(monkeypatch):
    """What is taken when the runs began so long ago, and what is said of the site."""
    monkeypatch.setattr(crawl, "now", lambda _: NOW)

    def ask(*ago):
        began = sorted((NOW - each for each in ago), reverse=True)

        def recent(limit, *, site, until):
            assert site == "windows"
            return [SimpleNamespace(started=each) for each in began if each <= until][:limit]

        runs = SiteRuns(Settings(), {})
        ledger = SimpleNamespace(recent=recent)
        return runs._due({"windows": PROFILE.period}, ledger, "a1"), runs.lines

    return ask


@pytest.mark.parametrize(
    "ago",
    [
        (),  # it never ran
        (timedelta(minutes=15),),
        (timedelta(days=2),),
        (-timedelta(days=30),),  # the only run had a clock that was wrong
    ],
)
def test_a_site_whose_time_has_come(due, ago):
    assert due(*ago) == (["windows"], [])


def test_a_run_of_a_clock_that_was_ahead_does_not_make_each_call_crawl_again(due):
    taken, (line,) = due(timedelta(minutes=5), -timedelta(days=2))
    assert taken == []
    assert line.startswith("windows: due in ")


@pytest.mark.parametrize("minutes", [0, 5, 7])
def test_a_site_that_has_just_run_waits(due, minutes):
    taken, (line,) = due(timedelta(minutes=minutes))
    assert taken == []
    assert line.startswith("windows: due in ")
