"""Step 100: every text of an article in the display form of Arabic."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from crawler.core.article import Article
from crawler.core.clean import clean_article

REPLACEMENT = "\ufffd"


class CleanText:
    """Counts articles that changed and those with characters that were lost on their way."""

    reads_only = True  # what it makes of an article may be left at any moment: see QuickSteps

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Needs nothing but the counters."""
        return cls(crawler.stats)

    def process_item(self, item: Article) -> Article:
        """The article with clean texts; never drops."""
        before = (item.headline, item.articleBody)
        article = clean_article(item)
        if before != (article.headline, article.articleBody):
            self.stats.inc_value("rasid/clean_text/changed")
        if REPLACEMENT in article.articleBody:
            self.stats.inc_value("rasid/clean_text/replacement_characters")
        return article
