"""The peer: an empty spider on Scrapy's own settings that asks a list of pages and yields URLs."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


class EmptySpider(scrapy.Spider):
    name = "empty"

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for url in Path(self.settings["URLS_FILE"]).read_text().split():
            yield scrapy.Request(url)

    def parse(self, response: Any) -> Iterator[dict[str, str]]:
        yield {"url": response.url}


def main() -> None:
    urls_file, meter_file = sys.argv[1:]
    process = AsyncCrawlerProcess(
        {
            "URLS_FILE": urls_file,
            "METER_FILE": meter_file,
            "EXTENSIONS": {"tests.speed.meter.Meter": 1},
            "LOG_LEVEL": "ERROR",
            # Off, since two processes at once would want one port; it costs nothing in a crawl.
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
        }
    )
    process.crawl(EmptySpider)
    process.start()


if __name__ == "__main__":
    main()
