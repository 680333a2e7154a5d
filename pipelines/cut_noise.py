"""Step 200: no line of the site in the body of an article."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from crawler.core.article import Article
from crawler.core.noise.cut import cut_edges


class CutNoise:
    """Counts what was taken out, here and by the extraction, under the rule that did it."""

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Needs nothing but the counters."""
        return cls(crawler.stats)

    def process_item(self, item: Article) -> Article:
        """The article without noise at the ends of its body; never drops."""
        article = cut_edges(item)
        for removed in article.removed or ():
            self.stats.inc_value(f"rasid/cut_noise/{removed.rule}")
        return article
