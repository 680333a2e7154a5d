"""A crawl of its own process: draws the addresses it is given and prints what came, as JSON."""

from __future__ import annotations

import json
import sys
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

from crawler import settings as ours
from crawler.failures import failure_word
from crawler.middlewares import browser

SETTINGS = {
    "DOWNLOAD_HANDLERS": ours.DOWNLOAD_HANDLERS,
    "DOWNLOADER_MIDDLEWARES": {
        "crawler.middlewares.guard.GuardRequests": 40,
        "crawler.middlewares.render.Render": 950,
    },
    "ASYNCIO_EVENT_LOOP": ours.ASYNCIO_EVENT_LOOP,
    "RASID_CHROMIUM": ours.RASID_CHROMIUM,
    "LOG_LEVEL": "ERROR",
    "RETRY_ENABLED": False,
    "USER_AGENT": "Rasid/0 (+mailto:test@localhost)",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}


class Drawing(scrapy.Spider):
    name = "drawing"
    hosts: frozenset[str] = frozenset()
    drawn: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()

    async def start(self):
        self.came: dict[str, Any] = {}
        for url in (*self.plain, *self.drawn):
            meta = {"handle_httpstatus_all": True, "rasid_render": url in self.drawn}
            yield scrapy.Request(url, meta=meta, errback=self.failed)

    def parse(self, response):
        self.came[urlsplit(response.request.url).path] = {
            "status": response.status,
            "drawn": "playwright" in response.flags,
            "type": response.headers[b"Content-Type"].decode(),
            "text": response.body.decode(),
        }

    def failed(self, failure):
        self.came[urlsplit(failure.request.url).path] = {"failed": failure_word(failure)}


# The browser's arguments without its walls (only the routes of its pages are left), or with one.
BROKEN = {
    "both": lambda _port: ["--no-proxy-server"],
    "rules": lambda port: [f"--proxy-server=http://127.0.0.1:{port}"],
    "proxy": lambda _port: ["--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND"],
}


def main() -> None:
    asked = json.loads(sys.argv[1])
    if asked["broken"]:
        browser.network_arguments = BROKEN[asked["broken"]]
    folder = TemporaryDirectory()
    process = AsyncCrawlerProcess(SETTINGS | {"RASID_DATA_DIR": folder.name} | asked["settings"])
    crawler = process.create_crawler(Drawing)
    process.crawl(
        crawler,
        drawn=asked["drawn"],
        plain=asked["plain"],
        hosts=frozenset(asked["hosts"]),
        start_urls=asked["own"],
    )
    process.start()
    report = {
        "came": crawler.spider.came,
        "stats": {
            name: value
            for name, value in crawler.stats.get_stats().items()
            if name.startswith(("rasid/", "playwright/"))
        },
        "loaded": "playwright" in sys.modules,
        "modules": sorted(name for name in sys.modules if "playwright" in name)[:3],
    }
    print(json.dumps(report))
    folder.cleanup()


if __name__ == "__main__":
    main()
