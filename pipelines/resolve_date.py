"""Step 300: dates that can be true, or none."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from crawler.core.article import Article
from crawler.core.dating import settle_date


class ResolveDate:
    """Counts articles by the basis of their date; never drops."""

    reads_only = True  # what it makes of an article may be left at any moment: see QuickSteps

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Needs nothing but the counters."""
        return cls(crawler.stats)

    def process_item(self, item: Article) -> Article:
        """The article with a settled date; a date of the future is taken out and counted."""
        article, problem = settle_date(item)
        if problem:
            self.stats.inc_value(f"rasid/resolve_date/{problem}")
        self.stats.inc_value(f"rasid/resolve_date/basis/{article.dateBasis}")
        return article
