"""Scrapy's downloader with fewer steps between a request and its handler."""

from __future__ import annotations

from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler

from crawler.middlewares.chain import join


class QuickDownloader(Downloader):
    """As Scrapy's; its parts are those of DOWNLOADER_MIDDLEWARES, called as `join` says."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        join(self.middleware.methods)
