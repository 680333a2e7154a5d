"""Step 400: only whole articles go on."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from crawler.core.article import Article
from crawler.core.checks import fault_of
from crawler.core.versions import FIRST


class CheckArticle:
    """Drops what misses a required part, each with a fixed reason word."""

    reads_only = True  # what it makes of an article may be left at any moment: see QuickSteps

    def __init__(
        self,
        stats: StatsCollector,
        site_names: tuple[str, ...] = (),
        languages: tuple[str, ...] = (),
    ) -> None:
        self.stats = stats
        self.site_names = site_names
        self.languages = languages

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The site's names tell a headline from its title; its profile says which languages."""
        site = getattr(crawler.spider, "site", None)
        return cls(crawler.stats, site.site_names, site.languages) if site else cls(crawler.stats)

    def process_item(self, item: Article) -> Article:
        """The article as it is, or DropItem."""
        step = "check_article" if item.version == FIRST else "check_version"
        fault = fault_of(item, site_names=self.site_names, languages=self.languages)
        if fault:
            self.stats.inc_value(f"rasid/{step}/{fault}")
            raise DropItem(fault)
        self.stats.inc_value(f"rasid/{step}/valid")
        return item
