"""Step 600: the article's row, which is also the mark that it was seen."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from crawler.core.article import Article
from crawler.core.dedup import content_key
from crawler.core.errors import MachineError
from crawler.store import store_of
from crawler.store.outbox import NewArticle, Outbox, Stored


class StoreArticle:
    """Writes articles in groups; a group that cannot be written ends the crawl."""

    def __init__(self, stats: StatsCollector, outbox: Outbox, source: str) -> None:
        self.stats = stats
        self.outbox = outbox
        self.source = source

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Articles are kept under the source that the spider walks."""
        source = getattr(crawler.spider, "source", "") or crawler.spidercls.name
        return cls(crawler.stats, Outbox(store_of(crawler.settings)), source)

    def process_item(self, item: Article) -> Article:
        """The article, or DropItem `duplicate` when it was only recorded.

        Raises MachineError when the store cannot take it.
        """
        adapter = ItemAdapter(item)
        duplicate = adapter["duplicate"]
        self._count(self.outbox.add(self._row(item)))
        if duplicate:
            raise DropItem("duplicate")
        return item

    def close_spider(self) -> None:
        """Write what waits; what cannot be written was never marked as seen."""
        try:
            self._count(self.outbox.flush())
        except MachineError as error:
            self.stats.set_value("rasid/machine/exit_code", error.exit_code)
            self.stats.set_value("rasid/machine/message", str(error))
            raise

    def _row(self, item: Article) -> NewArticle:
        return NewArticle(
            identifier=item.identifier,
            url=item.url,
            site=self.source,
            line=item.to_line(),
            content_key=content_key(item.articleBody),
            run_id=item.metadata.runId or "",
            first_seen=datetime.fromisoformat(str(item.metadata.dateFirstSeen)),
            duplicate_of=item.duplicate.of if item.duplicate else None,
            relation=item.duplicate.relation if item.duplicate else None,
        )

    def _count(self, stored: list[Stored]) -> None:
        for each in stored:
            self.stats.inc_value(f"rasid/store_article/{each.outcome}")
