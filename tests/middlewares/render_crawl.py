"""A crawl of its own process: draws the addresses it is given and prints what came, as JSON."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

from crawler import settings as ours
from crawler.middlewares import browser
from crawler.walk.failures import failure_word

SETTINGS = {
    "DOWNLOAD_HANDLERS": ours.DOWNLOAD_HANDLERS,
    "DOWNLOADER_MIDDLEWARES": {
        "crawler.middlewares.guard.GuardRequests": 40,
        "crawler.middlewares.render.Render": 950,
    },
    "ASYNCIO_EVENT_LOOP": ours.ASYNCIO_EVENT_LOOP,
    "RASID_CHROMIUM": ours.RASID_CHROMIUM,
    "RASID_BROWSER_MB": ours.RASID_BROWSER_MB,
    "LOG_LEVEL": "ERROR",
    "RETRY_ENABLED": False,
    "USER_AGENT": "Rasid/0 (+mailto:test@localhost)",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}


def kill_browser() -> None:
    """The browser of this process is gone at once, as the kernel would end it."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and is_browser_of_ours(folder):
            os.kill(int(folder.name), signal.SIGKILL)


def is_browser_of_ours(folder: Path) -> bool:
    try:
        words = (folder / "cmdline").read_bytes().split(b"\0")
        is_main = b"--remote-debugging-pipe" in words and b"chrom" in words[0]
        return is_main and descends(int(folder.name))
    except OSError:
        return False


def descends(pid: int) -> bool:
    """True for a process that this one has started, or one that it started has."""
    while pid > 1:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        pid = int(stat.rpartition(")")[2].split()[1])
        if pid == os.getpid():
            return True
    return False


class Drawing(scrapy.Spider):
    name = "drawing"
    hosts: frozenset[str] = frozenset()
    drawn: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    kill_after = -1  # pages

    async def start(self):
        self.came: dict[str, Any] = {}
        for url in (*self.plain, *self.drawn):
            meta = {"handle_httpstatus_all": True, "rasid_render": url in self.drawn}
            yield scrapy.Request(url, meta=meta, errback=self.failed)

    def parse(self, response):
        if len(self.came) == self.kill_after:
            kill_browser()
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
    if asked["broken"] == "frames":
        from crawler.middlewares import chromium

        chromium.carries_no_text = lambda _: False
    elif asked["broken"]:
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
        kill_after=asked["kill_after"],
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
