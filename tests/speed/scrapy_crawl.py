"""A peer: Scrapy over a list of pages, empty as it comes, empty and tuned, or doing a user's work.

`python scrapy_crawl.py default|tuned|work URLS METER LINES`; the third in the peers' environment.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
HANDLER = "scrapy.core.downloader.handlers._aiohttp.AiohttpDownloadHandler"
TUNED = {
    "CONCURRENT_ITEMS": 4,
    "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER},
    "ASYNCIO_EVENT_LOOP": "uvloop.Loop",
    "COOKIES_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "REFERER_ENABLED": False,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
}


class ListSpider(scrapy.Spider):
    """Asks each address of a file once."""

    name = "list"

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """One request for each line."""
        for url in Path(self.settings["URLS_FILE"]).read_text().split():
            yield scrapy.Request(url)

    def parse(self, response: Any) -> Iterator[dict[str, str]]:
        """The address alone."""
        yield {"url": response.url}


class WorkSpider(ListSpider):
    """Extracts, looks for copies, and writes a line, as a user would put these together."""

    name = "work"

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """As the other; what is loaded for the work counts as start-up."""
        from tests.speed.peer_work import work

        self.work = work("trafilatura")
        async for request in super().start():
            yield request

    def parse(self, response: Any) -> Iterator[dict[str, str]]:
        """The article as a dict, which the feed writes."""
        line = self.work(response.url, response.body)
        if line is not None:
            yield {"line": line}


def main() -> None:
    """Crawl, and write what it cost."""
    kind, urls_file, meter_file, lines = sys.argv[1:]
    settings: dict[str, Any] = {
        "URLS_FILE": urls_file,
        "METER_FILE": meter_file,
        "EXTENSIONS": {"tests.speed.meter.Meter": 1},
        "LOG_LEVEL": "ERROR",
        # Off, since two processes at once would want one port; it costs nothing in a crawl.
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
    }
    if kind == "tuned":
        settings |= TUNED
    if kind == "work":
        settings["FEEDS"] = {lines: {"format": "jsonlines", "encoding": "utf-8"}}
    process = AsyncCrawlerProcess(settings)
    process.crawl(WorkSpider if kind == "work" else ListSpider)
    process.start()


if __name__ == "__main__":
    main()
