"""Step 500: an article that says what another has said is marked with that other.

The mark is what is known at this moment. What is published is decided when the article's row is
written, where the articles of all processes come one after the other.
"""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from crawler.core.article import Article, Duplicate
from crawler.core.article_sketch import article_sketch
from crawler.core.dedup import Match
from crawler.core.dedup.sketch import Sketch
from crawler.core.dedup.sketch_bytes import SketchError
from crawler.core.versions import FIRST
from crawler.store import sketches_of
from crawler.store.sketches import Sketches
from crawler.store.waiting import Waiting


class FindDuplicates:
    """Compares with the articles of this run and of all runs before, of any site and process."""

    def __init__(self, stats: StatsCollector, sketches: Sketches, source: str = "") -> None:
        self.stats = stats
        self.sketches = sketches
        self.source = source
        self.waiting = Waiting()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The store knows the articles of earlier runs."""
        source = getattr(crawler.spider, "source", "") or crawler.spidercls.name
        return cls(crawler.stats, sketches_of(crawler.settings), source)

    def process_item(self, item: Article) -> Article:
        """The article, with `duplicate` set when it repeats another; never drops.

        Issues of a template and round-ups are counted and not marked: they are other stories. A
        later version is not compared: its own first version stands for it.
        """
        if item.version > FIRST:
            return item
        sketch = article_sketch(item, self.source)
        match = self._match(item.identifier, sketch) if sketch else None
        if match and match.is_duplicate:
            item.duplicate = Duplicate(
                of=match.identifier, relation=match.relation, similarity=match.similarity
            )
        relation = match.relation if match else "unique"
        self.stats.inc_value(f"rasid/find_duplicates/{relation}")
        return item

    def _match(self, identifier: str, sketch: Sketch) -> Match | None:
        """What it is to the articles that are stored, then to those that wait to be."""
        try:
            return self._compared(identifier, sketch)
        except SketchError:  # the snapshot was damaged where nobody looked
            self.sketches.forget(snapshot=True)
            return self._compared(identifier, sketch)

    def _compared(self, identifier: str, sketch: Sketch) -> Match | None:
        index = self.sketches.at_hand().index
        self.waiting.follow(index)
        stored = index.judge(sketch).match
        if not stored or not stored.is_duplicate:
            stored = self.waiting.match(sketch) or stored
        match = stored if stored and stored.identifier != identifier else None
        if not match or not match.is_duplicate:
            self.waiting.add(identifier, sketch)
        return match
