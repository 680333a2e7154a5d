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
    """What is taken when the last run began so long ago, and what is said of the site."""
    monkeypatch.setattr(crawl, "now", lambda _: NOW)

    def ask(ago):
        last = [] if ago is None else [SimpleNamespace(started=NOW - ago)]
        runs = SiteRuns(Settings(), {})
        ledger = SimpleNamespace(recent=lambda *_, **__: last)
        return runs._due({"windows": PROFILE.period}, ledger, "a1"), runs.lines

    return ask


@pytest.mark.parametrize(
    "ago",
    [
        None,  # it never ran
        timedelta(minutes=15),
        timedelta(days=2),
        -timedelta(days=30),  # the last run had a clock that was wrong
    ],
)
def test_a_site_whose_time_has_come(due, ago):
    assert due(ago) == (["windows"], [])


@pytest.mark.parametrize("minutes", [0, 5, 7])
def test_a_site_that_has_just_run_waits(due, minutes):
    taken, (line,) = due(timedelta(minutes=minutes))
    assert taken == []
    assert line.startswith("windows: due in ")
