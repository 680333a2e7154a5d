"""What is remembered of a source when a run of it is judged."""

from __future__ import annotations

import random
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.store.hours import hour_of
from crawler.store.past import GOOD_RUNS, LATEST, Past, past_of
from crawler.store.runs import Runs

HOUR = timedelta(hours=1)


@pytest.fixture
def ran(engine, now):
    """Writes a run down that began so many hours ago."""
    runs = Runs(engine)

    def write(hours_ago, verdict="healthy", *, checks=(), site="windows", ended=True):
        started = now - hours_ago * HOUR
        run_id = f"{site}-{hours_ago}"
        runs.start(
            run_id=run_id, site=site, argv=[], started=started, versions={}, settings_hash=""
        )
        if ended:
            runs.finish(
                run_id,
                ended=started + HOUR / 4,
                exit_code=0,
                reason="",
                figures={"funnel": {"new": 3}, "hours_ago": hours_ago},
                verdict=verdict,
                findings=[{"check": check} for check in checks],
            )

    return write


@pytest.fixture
def ago(engine, now):
    """How many hours ago the runs of a kind were."""

    def tell(kind):
        return [
            each.figures["hours_ago"] for each in getattr(past_of(engine, "windows", now), kind)
        ]

    return tell


def test_runs_that_never_ended_are_counted_until_one_does(ran, engine, now):
    def killed(run="windows-1"):
        return past_of(engine, "windows", now, run).killed

    ran(9, ended=False)
    assert killed() == 1
    ran(8)
    assert killed() == 0
    for hours_ago in (4, 3, 1):
        ran(hours_ago, ended=False)
    ran(2, site="others", ended=False)
    assert killed() == 2  # the run of an hour ago is the one that asks
    assert killed("") == 3
    assert past_of(engine, "windows", now).with_run(now, 3).killed == 3


def test_nothing_is_remembered_of_a_new_site(engine, now):
    assert past_of(engine, "windows", now) == Past()


def test_the_newest_first_and_only_those_that_ended(ran, ago):
    for hours in range(2, 2 + LATEST + 3):
        ran(hours)
    ran(1, ended=False)
    ran(3.5, site="doors")
    assert ago("latest") == list(range(2, 2 + LATEST))


def test_only_good_runs_are_measured_by(ran, ago):
    ran(1, "broken", checks=["listing_gone"])
    ran(2, "drifting", checks=["latency"])
    ran(3, "quiet")
    ran(4, None)  # of before there were verdicts
    assert ago("good") == [3, 4]
    assert ago("latest") == [1, 2, 3, 4]


def test_a_long_past_is_cut(ran, ago):
    for hours in range(GOOD_RUNS + 5):
        ran(hours)
    ran(24 * 61)
    assert ago("good") == list(range(GOOD_RUNS))


def test_figures_of_a_site_under_a_wall_say_nothing(engine, ran, now):
    ran(1, "blocked", checks=["challenge"])
    ran(2, "drifting", checks=["latency"])
    ran(3, "drifting", checks=["a_word_of_another_version"])
    ran(50)
    found = past_of(engine, "windows", now).figures_since(now - 48 * HOUR)
    assert [each["hours_ago"] for each in found] == [2]


def test_new_articles_by_hours(engine, ran, now):
    for hours in (1, 2, 26):
        ran(hours)
    past = past_of(engine, "windows", now)
    whole = now.replace(minute=0)
    assert past.counting()(whole - 2 * HOUR, whole) == (2, 6)
    assert past.counting()(whole, whole + HOUR) == (0, 0)
    assert past.with_run(now, 5).counting()(whole, whole + HOUR) == (1, 5)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Aden", "Asia/Kolkata"])
def test_hours_are_counted_as_one_by_one(now, zone):
    dice = random.Random(zone)  # noqa: S311 - a test's choices
    whole = now.astimezone(ZoneInfo(zone)).replace(minute=0)
    hours = {hour_of((whole - n * HOUR).astimezone(UTC)): (n, n % 7) for n in range(0, 200, 3)}
    counts = Past(hours=hours).counting()
    for _ in range(50):
        until = whole - dice.randrange(100) * HOUR
        span = dice.randrange(120)
        names = [hour_of((until - n * HOUR).astimezone(UTC)) for n in range(span, 0, -1)]
        told = [hours.get(name, (0, 0)) for name in names]
        expected = sum(runs for runs, _ in told), sum(new for _, new in told)
        assert counts(until - span * HOUR, until) == expected


def test_an_hour_that_is_not_over_counts_only_where_runs_are_rare(engine, ran, now):
    whole = now.replace(minute=0)
    ran(1)
    assert past_of(engine, "windows", now).end(now) == whole + HOUR
    for minutes in range(0, 24 * 60, 30):
        ran(1 + minutes / 60 + 0.01)
    assert past_of(engine, "windows", now).end(now) == whole
