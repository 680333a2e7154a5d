"""Plans from the ledger: which sites have one, who shares a host, and how long a wait may be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy.settings import Settings
from sqlalchemy import insert

from crawler import crawl
from crawler.calls.running import SiteRuns
from crawler.core.errors import ConfigError
from crawler.core.schedule import wait_s
from crawler.plans import longest_wait, plans_of, wait_for
from crawler.store import store_of
from crawler.store.database import writing
from crawler.store.hours import SUMS, hour_of
from crawler.store.schema import hours

EVERY = timedelta(minutes=15)
NIGHT = datetime(2025, 3, 4, tzinfo=UTC)
NOON = NIGHT.replace(hour=12)
PERIODS = {"windows": EVERY, "mirror": EVERY, "young": EVERY}
HOSTS = {"windows": "news.example", "mirror": "news.example", "young": "other.example"}


@pytest.fixture
def settings(tmp_path):
    return Settings({"RASID_DATA_DIR": str(tmp_path)})


@pytest.fixture
def history(settings):
    """Writes weeks of hours down: articles come from 6 to 18 h UTC."""

    def add(site, weeks, articles):
        rows = []
        for number in range(1, weeks * 168 + 1):
            moment = NIGHT - timedelta(hours=number)
            new = articles if 6 <= moment.hour < 18 else 0
            sums = dict.fromkeys(SUMS, 0) | {"runs": 4, "good": 4, "new": new}
            rows.append({"site": site, "hour": hour_of(moment), **sums, "counts": {}})
        with writing(store_of(settings)) as connection:
            connection.execute(insert(hours), rows)

    return add


def test_only_a_site_with_history_has_a_plan(settings, history):
    assert plans_of(settings, PERIODS, HOSTS, NOON) == {}  # and no store is made
    history("windows", 4, 6)
    history("young", 1, 6)
    plans = plans_of(settings, PERIODS, HOSTS, NOON)
    assert set(plans) == {"windows"}
    assert plans["windows"].interval(NOON) < EVERY < plans["windows"].interval(NIGHT)


def test_sites_of_one_host_share_their_budget(settings, history):
    history("windows", 4, 12)
    history("mirror", 4, 1)
    plans = plans_of(settings, PERIODS, HOSTS, NOON)
    assert sum(plans["mirror"].wishes) < sum(plans["windows"].wishes)
    alone = plans_of(settings, PERIODS, {}, NOON)
    assert sum(alone["mirror"].wishes) == pytest.approx(sum(alone["windows"].wishes), rel=0.01)


def test_a_plan_holds_for_a_day(settings, history):
    history("windows", 4, 6)
    assert plans_of(settings, PERIODS, HOSTS, NIGHT) == plans_of(settings, PERIODS, HOSTS, NOON)


def test_fixed_means_no_plan_and_another_word_is_an_error(settings, history):
    history("windows", 4, 6)
    settings.set("RASID_CADENCE", "fixed")
    assert plans_of(settings, PERIODS, HOSTS, NOON) == {}
    assert longest_wait(settings, "windows", EVERY, NOON) == EVERY
    settings.set("RASID_CADENCE", "often")
    with pytest.raises(ConfigError, match="often"):
        plans_of(settings, PERIODS, HOSTS, NOON)


def test_no_wait_of_a_plan_is_longer_than_what_the_alerts_are_told(settings, history):
    assert longest_wait(settings, "windows", EVERY, NOON) == EVERY
    history("windows", 4, 6)
    history("young", 1, 6)
    plan = plans_of(settings, PERIODS, HOSTS, NOON)["windows"]
    assert EVERY < plan.longest <= longest_wait(settings, "windows", EVERY, NOON)
    assert longest_wait(settings, "young", EVERY, NOON) == EVERY


def test_without_a_plan_or_a_last_run_the_period_decides(settings, history):
    history("windows", 4, 6)
    plan = plans_of(settings, PERIODS, HOSTS, NOON)["windows"]
    phase = timedelta(minutes=3)
    for last in (None, NOON + EVERY, NOON - timedelta(minutes=7)):
        assert wait_for(None, last, NOON, EVERY, phase) == wait_s(last, NOON, EVERY, phase)
    assert wait_for(plan, NOON + EVERY, NOON, EVERY, phase) <= 0
    assert wait_for(plan, NIGHT, NIGHT, EVERY, phase) > wait_for(plan, NOON, NOON, EVERY, phase) / 2


def test_a_call_at_night_takes_the_site_less_often_than_at_noon(settings, history, monkeypatch):
    history("windows", 4, 6)
    calls = {}
    for begin in (NIGHT, NOON):
        last, calls[begin] = begin, 0
        for minute in range(1, 5 * 60):
            now = begin + timedelta(minutes=minute)
            monkeypatch.setattr(crawl, "now", lambda _, now=now: now)
            ledger = SimpleNamespace(recent=lambda *_, at=last, **__: [SimpleNamespace(started=at)])
            if SiteRuns(settings, {})._due({"windows": EVERY}, ledger, "a1", HOSTS):
                last, calls[begin] = now, calls[begin] + 1
    assert calls[NIGHT] < 5 * 4 < calls[NOON]
