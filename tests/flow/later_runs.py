"""A first run, and later ones over a site that brings new articles each time; what each asked.

A process of its own: `python -m tests.flow.later_runs FOLDER` prints a list of JSON, a run each.
"""

from __future__ import annotations

import asyncio
import json
import sys
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

from scrapy.utils.reactor import install_reactor

from crawler.core.site import SiteProfile
from crawler.demo.aggregator import Aggregator
from crawler.demo.server import LOG, serving
from tests.flow.many_runs import NOW, crawl

ARTICLES, RUNS, HOURS = 60, 4, 6.0  # two new stories an hour


def log_of(url: str) -> Counter[str]:
    """How often each path was asked so far."""
    with urllib.request.urlopen(url + LOG.lstrip("/"), timeout=60) as response:
        return Counter({each["path"]: each["count"] for each in json.load(response)})


async def later_runs(folder: Path) -> list[dict[str, Any]]:
    """For each run: new addresses of articles, and requests by what they were for."""
    site = Aggregator(now=NOW, markup="cards", articles=ARTICLES, feeds=True)
    told: list[dict[str, Any]] = []
    known: set[str] = set()
    with serving(site) as url:
        profile = SiteProfile(name="growing", start_urls=(url,), delay_s=0)
        for run in range(RUNS):
            before = await asyncio.to_thread(log_of, url)
            stats = await crawl(profile, folder, run * HOURS)
            asked = await asyncio.to_thread(log_of, url) - before
            articles = site.truth().keys()
            told.append(
                {
                    "new": len(articles - known),
                    "articles": sum(asked[path] for path in articles),
                    "others": sum(n for path, n in asked.items() if path not in articles),
                    "revisits": stats.get("rasid/revisit/asked", 0),
                    "listings": stats.get("rasid/listing/pages", 0),
                }
            )
            known |= articles
            site.move(HOURS)
    return told


def main(folder: str) -> None:
    """Print what each run came to."""
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet.defer import Deferred
    from twisted.internet.task import react

    async def work() -> None:
        sys.stdout.write(json.dumps(await later_runs(Path(folder))) + "\n")

    react(lambda _: Deferred.fromFuture(asyncio.ensure_future(work())))


if __name__ == "__main__":
    main(*sys.argv[1:])
