"""Many aggregators in one process, which note which crawl asks: `python -m tests.queue.sites N`.

A crawl says who it is in a header (`crawler_of` in `cluster.py`). Two crawls of one site at once
are seen in the order in which they ask: A, then B, then A again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from contextlib import suppress
from datetime import UTC, datetime

from aiohttp import web

from crawler.demo.aggregator import Aggregator
from crawler.demo.server import Front, listen
from crawler.demo.website import Website

HEADER = "X-Crawl"
CRAWLS, MOVE = "/__crawls.json", "/__move.json"


class Watched(Front):
    """A site that knows in which order crawls have asked it."""

    def __init__(self, website: Website) -> None:
        super().__init__(website)
        self._site = website.aggregator
        self.crawls: list[str] = []

    async def handle(self, request: web.Request) -> web.Response:
        if request.path == CRAWLS:
            return web.json_response(self.crawls)
        if request.path == MOVE:
            self._site.move(float(request.query["hours"]))
            return web.json_response({"now": self._site.now.isoformat()})
        name = request.headers.get(HEADER)
        if name and self.crawls[-1:] != [name]:
            self.crawls.append(name)
        return await super().handle(request)


async def serve(number: int, articles: int) -> None:
    """Answer until the process ends; the addresses are printed as one line of JSON."""
    urls = []
    for seed in range(1, number + 1):
        listener, base = listen()
        site = Aggregator(now=datetime.now(UTC), seed=seed, markup="cards", articles=articles)
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", Watched(Website(site, base)).handle)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.SockSite(runner, listener).start()
        urls.append(base)
    sys.stdout.write(json.dumps(urls) + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("number", type=int)
    parser.add_argument("--articles", type=int, default=12)
    options = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(options.number, options.articles))
