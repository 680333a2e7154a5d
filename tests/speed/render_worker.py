"""Draws addresses that it is given by our handler or by plain scrapy-playwright; prints costs."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import AsyncIterator
from tempfile import TemporaryDirectory
from typing import Any

import scrapy
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess

from crawler import settings as ours
from crawler.middlewares.browser import ABORTED, PAGES_MAX, find_chromium
from crawler.middlewares.browser_memory import PROC, browser_mb

TICKS = os.sysconf("SC_CLK_TCK")
CPU = slice(11, 15)  # user and system, own and of children that have ended, see proc(5)
DRAWN = "<article>"
COMMON = {
    "LOG_LEVEL": "ERROR",
    "RETRY_ENABLED": False,
    "USER_AGENT": "Rasid/0 (+mailto:test@localhost)",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "ASYNCIO_EVENT_LOOP": ours.ASYNCIO_EVENT_LOOP,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DOWNLOAD_TIMEOUT": 30,
}
OURS = {
    "DOWNLOAD_HANDLERS": ours.DOWNLOAD_HANDLERS,
    "DOWNLOADER_MIDDLEWARES": {
        "crawler.middlewares.guard.GuardRequests": 40,
        "crawler.middlewares.render.Render": 950,
    },
    "RASID_CHROMIUM": ours.RASID_CHROMIUM,
    "RASID_BROWSER_MB": ours.RASID_BROWSER_MB,
}
PLAIN = {
    "DOWNLOAD_HANDLERS": dict.fromkeys(
        ("http", "https"), "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
    ),
    "PLAYWRIGHT_MAX_CONTEXTS": 1,
    "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": PAGES_MAX,
    "PLAYWRIGHT_ABORT_REQUEST": lambda request: request.resource_type in ABORTED,
}


class Drawing(scrapy.Spider):
    """Asks for each address once; what it cost is measured before the browser is closed."""

    name = "drawing"
    urls: tuple[str, ...] = ()
    meta: dict[str, Any]
    hosts = frozenset({"127.0.0.1"})
    drawn = 0

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **more: Any) -> Drawing:
        made = super().from_crawler(crawler, *args, **more)
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.closed_down, signals.spider_closed)
        return made

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for url in self.urls:
            yield scrapy.Request(url, meta=dict(self.meta))

    def parse(self, response: Any) -> None:
        self.drawn += DRAWN in response.text

    def opened(self) -> None:
        self.begun = time.perf_counter(), time.process_time()

    def closed_down(self) -> None:
        wall_s = time.perf_counter() - self.begun[0]
        cpu_s = time.process_time() - self.begun[1] + cpu_below(os.getpid())
        held = browser_mb(find_chromium("") or "")
        told = {"drawn": self.drawn, "wall_s": wall_s, "cpu_s": cpu_s, "browser_mb": held}
        told["own_s"] = time.process_time() - self.begun[1]
        print(json.dumps(told))


def cpu_below(root: int) -> float:
    """CPU seconds of all processes that descend from this one: the driver and the browser."""
    rows = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                text = (folder / "stat").read_text(encoding="ascii", errors="replace")
            except OSError:
                continue
            parts = text.rpartition(")")[2].split()
            rows[int(folder.name)] = int(parts[1]), sum(map(int, parts[CPU]))
    below, grows = {root}, True
    while grows:
        more = {pid for pid, (parent, _) in rows.items() if parent in below} - below
        below |= more
        grows = bool(more)
    return sum(rows[pid][1] for pid in below - {root}) / TICKS


def main() -> None:
    asked = json.loads(sys.argv[1])
    folder = TemporaryDirectory()
    settings = {**COMMON, "RASID_DATA_DIR": folder.name}
    if asked["how"] == "ours":
        # Scrapy loads the other handler before a spider opens, ours with the first drawn page:
        # so that neither start is counted.
        from crawler.middlewares import chromium  # noqa: F401 - loaded, not used

        settings |= OURS
        meta: dict[str, Any] = {"rasid_render": True}
    else:
        from scrapy_playwright.page import PageMethod

        launch = {"executable_path": find_chromium(""), "chromium_sandbox": os.geteuid() != 0}
        settings |= PLAIN | {"PLAYWRIGHT_LAUNCH_OPTIONS": launch}
        wait = PageMethod("wait_for_load_state", "networkidle")
        meta = {"playwright": True, "playwright_page_methods": [wait]}
    process = AsyncCrawlerProcess(settings)
    start = [f"{asked['urls'][0].partition('/news')[0]}/"]
    process.crawl(Drawing, urls=tuple(asked["urls"]), meta=meta, start_urls=start)
    process.start()
    folder.cleanup()


if __name__ == "__main__":
    main()
