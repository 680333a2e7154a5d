"""Redirects as Scrapy follows them, without a search for who writes the Referer: nobody does."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware


class Redirects(RedirectMiddleware):
    """Scrapy's warns at the begin of each run that there is no Referer, which is what we want."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Without the look for a referer middleware when the engine starts."""
        made = cls(crawler.settings)
        made.crawler = crawler
        return made
