"""The network half of our crawl alone: every middleware and the handler, no article is read.

`python network_spider.py URLS FILE SETTINGS` asks the addresses of a file under the project's
settings, changed by a JSON object of settings, as a run asks articles. FILE gets the CPU ms a page
of every `SLICE` pages: what a busy neighbour does to a whole crawl it does not do to each of them.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import scrapy
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from crawler.calls.memory import spare_the_collector

ARTICLE = {"rasid_kind": "article", "download_maxsize": 3 * 1024 * 1024}
# No store, no files, no report: what is left is what stands between a request and its callback.
ALONE = {
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {},
    "ROBOTSTXT_OBEY": False,
    "LOG_LEVEL": "ERROR",
}


SLICE = 20


class NetworkSpider(scrapy.Spider):
    """Asks each address of a file once, and yields its address as one item."""

    name = "network"

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **more: Any) -> Any:
        """The hosts that the guard lets pass are those of the file."""
        spider = super().from_crawler(crawler, *args, **more)
        spider.looks = []
        spider.start_urls = Path(crawler.settings["URLS_FILE"]).read_text().split()
        crawler.signals.connect(spare_the_collector, signals.engine_started)
        return spider

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """One request for each line, with the meta of an article's."""
        for url in self.start_urls:
            yield scrapy.Request(url, self.parse, errback=self.failed, meta=dict(ARTICLE))

    def parse(self, response: Any) -> Any:
        """The address alone."""
        self.looks.append(time.process_time())
        yield {"url": response.url}

    def closed(self, reason: str) -> None:
        """Write what each slice cost; the first one opens connections."""
        if reason != "finished":
            return
        at = self.looks[::SLICE]
        slices = [1000 * (after - before) / SLICE for before, after in pairwise(at)]
        Path(self.settings["SLICES_FILE"]).write_text(json.dumps(slices[1:]))

    def failed(self, failure: Any) -> None:
        """A page that does not come makes the figures worthless."""
        raise RuntimeError(failure)


def main() -> None:
    """Crawl."""
    urls_file, slices_file, changes = sys.argv[1:]
    settings = get_project_settings()
    more = {"URLS_FILE": urls_file, "SLICES_FILE": slices_file}
    settings.update(ALONE | more, priority="cmdline")
    for name, value in json.loads(changes).items():
        old = dict(settings.get(name) or {}) if isinstance(value, dict) else {}
        settings.set(name, old | value if isinstance(value, dict) else value, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(NetworkSpider)
    process.start()


if __name__ == "__main__":
    main()
