"""Which sites are put into the queue: the rule of `scrapy run --due`, and none twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from scrapy.settings import Settings

from crawler import crawl, plans
from crawler.queue import planner as module
from crawler.queue.planner import Planner, Sites, sites_of
from crawler.store.runs import Runs

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
PERIOD = timedelta(minutes=15)


@pytest.fixture
def settings(queue_url):
    return Settings({"RASID_DATABASE_URL": queue_url, "RASID_CADENCE": "fixed"})


@pytest.fixture
def planner(engine, settings, monkeypatch):
    """Plans for three sites; `ran` says how long ago the last run of one began."""
    monkeypatch.setattr(crawl, "now", lambda _: NOW)
    names = ("never", "long_ago", "just_now")
    made = Planner(settings, engine, Sites(dict.fromkeys(names, PERIOD), {}))
    runs = Runs(engine)
    for number, (site, minutes) in enumerate(
        (
            ("long_ago", 500),
            ("long_ago", 40),
            ("just_now", 60),
            ("just_now", 1),
            ("just_now", -3000),
        )  # the last one by a clock that was ahead
    ):
        runs.start(
            run_id=f"r{number}",
            site=site,
            argv=[],
            started=NOW - timedelta(minutes=minutes),
            versions={},
            settings_hash="",
        )
    return made


def test_those_whose_time_has_come_the_latest_first(planner):
    assert planner.due() == ["long_ago", "never"]


def job(rows, site, status):
    insert = "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, status)"
    values = "('crawl', 'crawl', :site, :site, 'doing')"
    rows(f"{insert} VALUES {values}", site=site)
    change = "UPDATE procrastinate_jobs SET status = CAST(:status AS procrastinate_job_status)"
    rows(f"{change} WHERE lock = :site", site=site, status=status)


@pytest.mark.parametrize("status", ["todo", "doing", "failed"])
def test_not_those_that_wait_or_work_or_have_just_failed(planner, rows, status):
    job(rows, "long_ago", status)
    assert planner.due() == ["never"]


def test_what_failed_before_it_began_is_tried_again_in_five_minutes(planner, rows):
    job(rows, "long_ago", "failed")
    rows("UPDATE procrastinate_events SET at = now() - interval '301 seconds'")
    assert planner.due() == ["long_ago", "never"]


def test_a_plan_is_made_once_a_day(planner, monkeypatch):
    days = []
    moments = iter([NOW, NOW + timedelta(hours=3), NOW + timedelta(days=1)])
    monkeypatch.setattr(crawl, "now", lambda _: next(moments))
    monkeypatch.setattr(module, "plans_of", lambda *given: days.append(given[-1]) or {})

    for _ in range(3):
        planner.due()
    assert days == [NOW, NOW + timedelta(days=1)]


def test_the_same_rule_as_a_run_by_cron(planner, settings, engine):
    from crawler.calls.running import SiteRuns

    periods = planner.sites.periods
    place = module.epoch(engine)
    assert set(SiteRuns(settings, {})._due(periods, Runs(engine), place)) == set(planner.due())
    assert plans.waits_of({}, periods, {}, place, NOW) == dict.fromkeys(periods, 0.0)


def test_the_sites_that_have_an_address(tmp_path, monkeypatch):
    package = tmp_path / "planned_sites"
    package.mkdir()
    (package / "__init__.py").touch()
    text = (
        "from crawler.core.site import SiteProfile\n"
        "from crawler.spider import AggregatorSpider\n"
        "class A(AggregatorSpider):\n"
        "    profile = SiteProfile(name='{name}', start_urls={urls}, every='90s')\n"
    )
    for name, urls in (("windows", ("http://127.0.0.1:9/",)), ("any_site", ())):
        (package / f"{name}.py").write_text(text.format(name=name, urls=urls), encoding="utf-8")
    (package / "broken.py").write_text("1 / nothing\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    settings = Settings(
        {
            "SPIDER_MODULES": ["planned_sites"],
            "SPIDER_LOADER_CLASS": "crawler.framework.loader.SiteLoader",
        }
    )

    sites = sites_of(settings)
    assert sites.periods == {"windows": timedelta(seconds=90)}
    assert list(sites.hosts) == ["windows"]
