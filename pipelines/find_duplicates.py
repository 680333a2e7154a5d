"""Step 500: an article that says what another has said is recorded, not published again."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from crawler.core.article import Article, Duplicate
from crawler.core.dedup import DuplicateIndex, Match, content_key
from crawler.store import store_of
from crawler.store.seen import Seen


class FindDuplicates:
    """Marks copies of articles of this run and of all runs before, of any site."""

    def __init__(self, stats: StatsCollector, seen: Seen) -> None:
        self.stats = stats
        self.seen = seen
        self.index = DuplicateIndex()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The store knows the articles of earlier runs."""
        return cls(crawler.stats, Seen(store_of(crawler.settings)))

    def process_item(self, item: Article) -> Article:
        """The article, with `duplicate` set when it is a copy; never drops."""
        match = self.index.match_exact(item.headline, item.articleBody) or self._earlier(item)
        if match and match.identifier != item.identifier:
            item.duplicate = Duplicate(of=match.identifier, relation=match.relation, similarity=1.0)
            self.stats.inc_value(f"rasid/find_duplicates/{match.relation}")
        else:
            self.index.add(item.identifier, item.headline, item.articleBody)
            self.stats.inc_value("rasid/find_duplicates/unique")
        return item

    def _earlier(self, item: Article) -> Match | None:
        key = content_key(item.articleBody)
        holder = self.seen.by_content([key]).get(key)
        return Match(holder, "same") if holder else None
