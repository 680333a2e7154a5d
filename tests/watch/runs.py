"""Crawls of the embedded aggregator one after another in this process, six hours apart."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor

from crawler.core.site import Expectations, SiteProfile
from crawler.demo.aggregator import Aggregator
from crawler.demo.server import FAULT, serving
from crawler.spider import AggregatorSpider
from crawler.store import store_of
from crawler.store.incidents import Incidents
from crawler.store.politeness import StoredHosts
from crawler.store.runs import Runs
from tests.watch.plan import QUIET_NIGHT, Stage

STEP = timedelta(hours=6)
ARTICLES = 60
SITE = "windows"
REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


@dataclass(frozen=True, slots=True)
class Told:
    """What a run said: its verdict, its checks, and the causes it opened and closed."""

    stage: Stage
    run: str
    verdict: str
    exit_code: int
    checks: tuple[str, ...]
    opened: tuple[str, ...]
    closed: tuple[str, ...]


def profile_for(url: str) -> SiteProfile:
    """A profile with selectors of the cards markup: what a renamed class breaks."""
    return SiteProfile(
        name=SITE,
        start_urls=(url,),
        delay_s=0,
        expect=Expectations(latency_p95_max_s=30.0),  # the machine may be busy with other things
        headline=".card__title",
        article_links=".card h2 a",
        revisit_hours=0,
    )


def settings_for(folder: Path, offset: timedelta | None = None) -> Settings:
    """Those of the project, with a clock that is so far on, if any."""
    settings = get_project_settings()
    given: dict[str, Any] = {
        "RASID_DATA_DIR": str(folder),
        "RASID_CLOCK_OFFSET_S": str(offset.total_seconds() if offset else 0),
        "RASID_CONTACT": "",
        "RASID_ARCHIVE": "off",
        "ASYNCIO_EVENT_LOOP": None,
        "LOG_LEVEL": "CRITICAL",
        "RETRY_TIMES": 0,
    }
    for name, value in given.items():
        settings.set(name, value, priority="cmdline")
    return settings


async def crawl_all(plan: Iterable[Stage], folder: Path) -> list[Told]:
    """Every run of a plan, in its order."""
    began = datetime.now(UTC)
    site = Aggregator(now=began, markup="cards", articles=ARTICLES, feeds=False)
    told = []
    with serving(site) as url:
        for number, stage in enumerate(plan):
            if number:
                _pass_time(folder, url)
                if stage.fault != QUIET_NIGHT:
                    site.move(STEP / timedelta(hours=1))
            fault = "" if stage.fault == QUIET_NIGHT else stage.fault
            await asyncio.to_thread(_fall, url, fault)
            offset = began + number * STEP - datetime.now(UTC)
            told.append(await _crawl(stage, url, folder, offset))
    return told


async def _crawl(stage: Stage, url: str, folder: Path, offset: timedelta) -> Told:
    settings = settings_for(folder, offset)
    spider = type("WindowsSpider", (AggregatorSpider,), {"profile": profile_for(url)})
    incidents = Incidents(store_of(settings))
    before = {each.id for each in incidents.open(SITE)}
    crawler = Crawler(spider, settings)
    await crawler.crawl_async()
    run = Runs(store_of(settings)).recent(1, SITE)[0]
    after = {each.id: each.cause for each in incidents.open(SITE)}
    closed = incidents.get(before - after.keys())
    return Told(
        stage,
        run.id,
        str(run.verdict),
        int(run.exit_code or 0),
        tuple(finding["check"] for finding in run.findings),
        tuple(sorted(after[key] for key in after.keys() - before)),
        tuple(sorted(each.cause for each in closed.values())),
    )


def _fall(url: str, fault: str) -> None:
    with urlopen(f"{url.rstrip('/')}{FAULT}?name={fault}") as answer:
        answer.read()


def _pass_time(folder: Path, url: str) -> None:
    """What is remembered of the host by the real clock becomes six hours older too."""
    host = url.removeprefix("http://").rstrip("/")
    records = StoredHosts(store_of(settings_for(folder)))
    record = records.read(host)
    names = ("robots_fetched", "backoff_until", "next_at", "tdm_fetched")
    moments = {name: getattr(record, name) for name in names}
    older = {name: moment - STEP for name, moment in moments.items() if moment}
    with records.changing() as rows:
        rows.put(replace(record, **older))


def run_plan(plan: Iterable[Stage], folder: Path) -> list[Told]:
    """Run a plan in this process: once, as a reactor cannot start again."""
    install_reactor(REACTOR)
    from twisted.internet.defer import Deferred
    from twisted.internet.task import react

    told: list[Told] = []

    async def work() -> None:
        told.extend(await crawl_all(plan, folder))

    try:
        react(lambda _: Deferred.fromFuture(asyncio.ensure_future(work())))
    except SystemExit as ended:
        if ended.code:
            raise
    return told
