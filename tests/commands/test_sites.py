"""The schedule and the last verdict in `scrapy sites`."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from crawler import crawl
from crawler.commands.sites import told
from crawler.core.schedule import Ran, schedule_of
from crawler.store import data_dir_of, store_of
from crawler.store.database import writing
from crawler.store.hours import SUMS, hour_of
from crawler.store.runs import Runs
from crawler.store.schema import hours

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
MIDNIGHT = datetime(2025, 3, 1, tzinfo=UTC)
SITE = "yemeni_windows"
PERIOD = timedelta(minutes=15)


@pytest.fixture(autouse=True)
def _at_half_past_nine(monkeypatch):
    monkeypatch.setattr(crawl, "now", lambda _: NOW)
    monkeypatch.setenv("COLUMNS", "240")


@pytest.fixture
def ledger(settings):
    runs = Runs(store_of(settings))

    def add(minutes_ago, verdict="healthy"):
        started = NOW - timedelta(minutes=minutes_ago)
        run = f"r{minutes_ago}"
        runs.start(run_id=run, site=SITE, argv=[], versions={}, settings_hash="", started=started)
        runs.finish(
            run, ended=started + timedelta(minutes=1), exit_code=0, reason="", figures={},
            verdict=verdict,
        )  # fmt: skip

    return add


def moments(minutes_ago):
    return [NOW - timedelta(minutes=each) for each in minutes_ago]


def line(output):
    (found,) = [each for each in output.splitlines() if each.startswith(SITE)]
    return " ".join(found.split())


def test_before_the_first_run_and_no_store_is_made(run, settings):
    _, output, _ = run("sites")
    assert f"{SITE} 15m never - due 2 s auto" in line(output)
    assert not data_dir_of(settings).exists()


def test_a_site_that_waits(run, ledger):
    ledger(3)
    _, output, _ = run("sites")
    assert f"{SITE} 15m 3 min ago healthy due in " in line(output)


def test_a_site_that_missed_its_turns(run, ledger):
    for minutes in (180, 120, 60):
        ledger(minutes, "quiet" if minutes > 60 else "blocked")
    _, output, _ = run("sites")
    found = line(output)
    assert "1 h ago blocked missed for " in found
    assert "in a day 6 missed" in found


def test_a_run_of_a_clock_that_was_ahead_is_not_the_last_run(run, ledger):
    ledger(3)
    ledger(-60 * 24 * 2, "down")
    _, output, _ = run("sites")
    assert f"{SITE} 15m 3 min ago healthy due in " in line(output)


def test_an_old_run_is_the_last_run(run, ledger):
    ledger(60 * 24 * 9)
    assert "9 d ago healthy missed for 8 d 23 h" in line(run("sites")[1])


def test_as_json(run, ledger):
    ledger(60)
    rows = {row["name"]: row for row in map(json.loads, run("sites", "--json")[1].splitlines())}
    row = rows[SITE]
    assert (row["verdict"], row["lastRun"]) == ("healthy", "2025-03-01T08:30:00+00:00")
    assert row["schedule"]["state"] == "missed"
    assert row["schedule"]["turns"] == {"ran": 1}
    assert row["schedule"]["overdueS"] > 45 * 60 - 1
    assert rows["aggregator"]["schedule"] is None


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        ([], "due"),
        ([10], "due in 4 min 40 s"),
        ([15], "due for 20 s"),
        ([24], "late for 9 min 20 s"),
        ([60, 24], "late for 9 min 20 s; in a day 1 missed"),
    ],
)
def test_what_is_told_of_a_schedule(minutes, text):
    runs = [Ran(moment, moment + timedelta(minutes=1)) for moment in moments(minutes)]
    last = runs[-1].started if runs else NOW
    phase = (last - MIDNIGHT) % PERIOD  # its slots are those of its last run
    assert told(schedule_of(runs, NOW, PERIOD, phase), NOW) == text


@pytest.fixture
def weeks(settings):
    """Four weeks of hours: articles come from 6 to 18 h UTC."""
    rows = []
    for number in range(1, 4 * 168 + 1):
        moment = MIDNIGHT - timedelta(hours=number)
        sums = dict.fromkeys(SUMS, 0)
        sums |= {"runs": 4, "good": 4, "new": 6 if 6 <= moment.hour < 18 else 0}
        rows.append({"site": SITE, "hour": hour_of(moment), **sums, "counts": {}})
    with writing(store_of(settings)) as connection:
        connection.execute(insert(hours), rows)


@pytest.mark.usefixtures("weeks")
def test_why_a_site_is_due_by_its_hours(run, ledger):
    ledger(1)
    assert re.search(
        r"due in .*; every \d+ min.* now, [56]\.\d articles an hour", line(run("sites")[1])
    )
    rows = {row["name"]: row for row in map(json.loads, run("sites", "--json")[1].splitlines())}
    cadence = rows[SITE]["cadence"]
    assert cadence["way"] == "adaptive"
    assert cadence["intervalS"] < PERIOD.total_seconds() < cadence["longestS"]
    assert rows["aggregator"]["cadence"]["way"] == "fixed"


def test_a_site_without_an_address_has_none():
    assert told(None, NOW) == "-"
