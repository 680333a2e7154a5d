"""Step 200: no line of the site in the body of an article."""

from __future__ import annotations

import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from crawler.core.article import Article
from crawler.core.dedup import content_key
from crawler.core.errors import MachineError
from crawler.core.noise.cut import cut_edges
from crawler.core.noise.edges import edges_of
from crawler.core.noise.learned import LearnedNoise
from crawler.core.versions import FIRST
from crawler.store import store_of
from crawler.store.blocks import Blocks

logger = logging.getLogger(__name__)
HOUR_CHARS = len("2025-01-31T23")


class CutNoise:
    """Cuts what the label tables know and what the site's pages repeat; counts it by its rule."""

    reads_only = True  # what it makes of an article may be left at any moment: see QuickSteps

    def __init__(self, stats: StatsCollector, blocks: Blocks) -> None:
        self.stats = stats
        self.blocks = blocks
        self.learned = LearnedNoise(blocks.read())

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Reads what earlier runs saw of the source that the spider walks."""
        source = getattr(crawler.spider, "source", "") or crawler.spidercls.name
        return cls(crawler.stats, Blocks(store_of(crawler.settings), source))

    def process_item(self, item: Article) -> Article:
        """The article without noise at the ends of its body; never drops.

        A page that is looked at again teaches nothing: its lines would count twice.
        """
        if item.version == FIRST:
            self._observe(item)
        article = cut_edges(item, self.learned.is_noise)
        rules = [each.rule for each in article.removed or ()]
        for rule in dict.fromkeys(rules):
            self.stats.inc_value(f"rasid/cut_noise/{rule}", rules.count(rule))
        return article

    def close_spider(self) -> None:
        """Write the pages that wait."""
        try:
            self.blocks.flush()
        except MachineError as error:
            self._not_written(error)

    def _observe(self, item: Article) -> None:
        """Count the page's lines. Its key is the text between the labels, which copies share."""
        lines = item.articleBody.split("\n\n")
        _, body, _ = edges_of(lines)
        key = content_key("\n\n".join(body))
        hour = (item.metadata.dateDownloaded or "")[:HOUR_CHARS]
        page = self.learned.observe(key, lines, hour=hour)
        try:
            self.blocks.add(key, page)
        except MachineError as error:
            self._not_written(error)

    def _not_written(self, error: MachineError) -> None:
        """No article is lost by this; what waits is written with the next group."""
        logger.warning("what the pages repeat could not be written: %s", error)
        self.stats.inc_value("rasid/cut_noise/not_written")
