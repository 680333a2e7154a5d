"""Nobody is called in a quiet week; a watch without the hour of the week would call."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.core.watch import baseline
from tests.watch.quiet_week import BEGAN, EVERY, RUNS, Week, open_hurried, replay

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.no_cover]  # long
BROKEN_RUNS = 40  # the first night
FROZEN = BEGAN + timedelta(hours=10)


@pytest.fixture
def engine(tmp_path):
    made = open_hurried(tmp_path)
    yield made
    made.dispose()


def test_a_quiet_week_has_no_alarm(engine):
    assert replay(engine, Week()) == []


def test_without_the_hour_of_the_week_a_night_is_an_alarm(engine, monkeypatch):
    def any_hour(now, _zone, span, counts, _runs_min):
        weeks = timedelta(weeks=4)
        return counts(now - weeks, now)[1] * (span / weeks), 0.0

    monkeypatch.setattr(baseline, "_past", any_hour)
    assert {alarm.cause for alarm in replay(engine, Week(), runs=BROKEN_RUNS)} == {"silence"}


def test_a_site_that_stops_at_ten_is_missed_by_two(engine):
    runs = int(timedelta(hours=14) / EVERY)
    (alarm,) = replay(engine, Week(frozen_from=FROZEN), runs=runs)
    assert alarm.cause == "silence"
    assert alarm.at <= FROZEN + timedelta(hours=4)


def test_a_week_has_its_runs():
    assert timedelta(weeks=1) == RUNS * EVERY
