"""A crawl of its own process on one host with a delay: FOLDER URL DELAY PAGES."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

from crawler import settings as ours


class Asking(scrapy.Spider):
    name = "asking"
    run_id = "run-1"
    url = ""
    pages = 0

    async def start(self):
        for number in range(self.pages):
            yield scrapy.Request(f"{self.url}{self.name}/{number}", dont_filter=True)

    def parse(self, response):
        """The server keeps the time."""


def main(folder: str, url: str, delay_s: str, pages: str) -> None:
    settings = {
        "RASID_DATA_DIR": folder,
        "DOWNLOAD_HANDLERS": ours.DOWNLOAD_HANDLERS,
        "DOWNLOADER_MIDDLEWARES": ours.DOWNLOADER_MIDDLEWARES,
        "RASID_HOST_REQUESTS_MAX": 0,
        "ROBOTSTXT_OBEY": False,
        "DOWNLOAD_DELAY": delay_s,
        "DOWNLOAD_DELAY_JITTER": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
    }
    process = AsyncCrawlerProcess(settings)
    site = SimpleNamespace(start_urls=(url,), feeds=(), sitemaps=())
    crawler = process.create_crawler(Asking)
    process.crawl(crawler, url=url, pages=int(pages), site=site)
    process.start()
    print(crawler.stats.get_value("rasid/politeness/claims", 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
