"""Crawls one after another in one process, each with its clock further on.

A process of its own is started for all of them: what is said of each run comes back as JSON.
`python -m tests.flow.many_runs FOLDER SHOW…`, SHOW is a name of `SHOWS` and of its data's folder.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor

from crawler.core.site import SiteProfile
from crawler.demo.aggregator import Aggregator
from crawler.demo.server import serving
from crawler.spider import AggregatorSpider
from tests.flow import redesigned_site
from tests.flow.evolving_site import HOURS, RUNS, EvolvingSite, evolving

HOUR_S = 3600
NOW = datetime(2025, 3, 1, 9, tzinfo=UTC)
DEMO_ARTICLES = 120
DEMO_HOURS = (0, 0, 4, 21)  # the clock of each run; the site stays as it is
CUT_AFTER = {"CLOSESPIDER_PAGECOUNT": 6, "CONCURRENT_REQUESTS": 1}
LYING_RUNS = 6
Told = dict[str, Any]


def settings_for(folder: Path, hours: float) -> Settings:
    """Those of the project, with a clock that is so far on."""
    settings = get_project_settings()
    given = {
        "RASID_DATA_DIR": str(folder),
        "RASID_CLOCK_OFFSET_S": str(hours * HOUR_S),
        "RASID_DELAY_S": "0",
        "RASID_CONTACT": "",
        "ASYNCIO_EVENT_LOOP": None,
        "LOG_LEVEL": "ERROR",
        "RETRY_TIMES": 0,
    }
    for name, value in given.items():
        settings.set(name, value, priority="cmdline")
    return settings


async def crawl(profile: SiteProfile, folder: Path, hours: float, **more: int) -> Told:
    """The stats of one crawl; `more` are settings."""
    spider = type("ManySpider", (AggregatorSpider,), {"profile": profile})
    settings = settings_for(folder, hours)
    settings.setdict(more, priority="cmdline")
    crawler = Crawler(spider, settings)
    await crawler.crawl_async()
    return {
        name: value
        for name, value in crawler.stats.get_stats().items()
        if isinstance(value, int | str) and not isinstance(value, bool)
    }


async def evolve(folder: Path) -> list[Told]:
    """Twenty runs over a site that changes between them."""
    site, told = EvolvingSite(), []
    with evolving(site) as url:
        profile = SiteProfile(
            name="evolving", start_urls=(url,), delay_s=0, revisit_hours=48, revisit_max=50
        )
        for site.run in range(RUNS):
            told.append(await crawl(profile, folder, site.run * HOURS))
    return told


async def redesign(folder: Path) -> list[Told]:
    """Runs over a site that has changed all its addresses."""
    site, told = redesigned_site.RedesignedSite(), []
    with evolving(site) as url:
        profile = SiteProfile(
            name="redesigned", start_urls=(url,), delay_s=0, revisit_hours=72, revisit_max=50
        )
        for site.run in range(redesigned_site.RUNS):
            hours = site.run * redesigned_site.HOURS
            told.append(await crawl(profile, folder, hours))
    return told


async def stay(folder: Path) -> list[Told]:
    """Runs over a site that does not change, with the default budget."""
    site = Aggregator(now=NOW, markup="cards", articles=DEMO_ARTICLES, feeds=True)
    with serving(site) as url:
        profile = SiteProfile(name="staying", start_urls=(url,), delay_s=0)
        return [await crawl(profile, folder, hours) for hours in DEMO_HOURS]


async def cut_short(folder: Path) -> list[Told]:
    """A run that is cut short, and the next, to which the listing answers that it is the same."""
    with evolving(EvolvingSite()) as url:
        profile = SiteProfile(name="cut", start_urls=(url,), delay_s=0, revisit_hours=0)
        return [await crawl(profile, folder, 0, **CUT_AFTER), await crawl(profile, folder, 1)]


async def lied_to(folder: Path) -> list[Told]:
    """Runs over a site whose validators never change."""
    site, told = EvolvingSite(lies=True), []
    with evolving(site) as url:
        profile = SiteProfile(name="lying", start_urls=(url,), delay_s=0, revisit_hours=0)
        for site.run in range(LYING_RUNS):
            told.append(await crawl(profile, folder, site.run * HOURS))
    return told


SHOWS: dict[str, Callable[[Path], Any]] = {
    "evolving": evolve,
    "redesigned": redesign,
    "unchanged": stay,
    "cut_short": cut_short,
    "lying": lied_to,
}


def main(folder: str, *shows: str) -> None:
    """Print what each run of each show came to."""
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet.defer import Deferred
    from twisted.internet.task import react

    told: dict[str, list[Told]] = {}

    async def work() -> None:
        for show in shows:
            told[show] = await SHOWS[show](Path(folder) / show)

    try:
        react(lambda _: Deferred.fromFuture(asyncio.ensure_future(work())))
    finally:
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
