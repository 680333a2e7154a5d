"""Step 600: the article's row, which is also the mark that it was seen."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from crawler.core.article import Article
from crawler.core.article_sketch import article_sketch
from crawler.core.dedup import content_key
from crawler.core.errors import MachineError
from crawler.core.versions import FIRST
from crawler.store import shared_locks_of, sketches_of
from crawler.store.archive.writer import writer_of
from crawler.store.deciding import COPIES
from crawler.store.outbox import NewArticle, Outbox, Stored
from crawler.store.sketches import Sketches
from crawler.store.versions import NO_NEWS, Versions

logger = logging.getLogger(__name__)


class StoreArticle:
    """Writes articles in groups; a group that cannot be written ends the crawl."""

    def __init__(
        self,
        stats: StatsCollector,
        outbox: Outbox,
        source: str,
        sketches: Sketches | None = None,
        versions: Versions | None = None,
    ) -> None:
        self.stats = stats
        self.outbox = outbox
        self.source = source
        self.sketches = sketches
        self.versions = versions

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Articles are kept under the source that the spider walks."""
        source = getattr(crawler.spider, "source", "") or crawler.spidercls.name
        sketches = sketches_of(crawler.settings)
        archive = writer_of(crawler)
        sync = archive.sync if archive else None  # a row never names a page that is lost
        locks = shared_locks_of(crawler.settings)

        def before_write() -> None:
            """What has to hold before a version is written. Raises LostLockError, MachineError."""
            locks.check()  # a run that may have a successor stores nothing
            if sync:
                sync()

        outbox = Outbox(
            sketches.engine,
            sketches=sketches,
            check=locks.check,
            before_write=sync,
            joint=sketches.joint,
        )
        versions = Versions(sketches.engine, before_write=before_write)
        return cls(crawler.stats, outbox, source, sketches, versions)

    def process_item(self, item: Article) -> Article:
        """The article, or DropItem `duplicate` when it was only recorded.

        Of an article that was looked at again the next version, or DropItem `unchanged`. Raises
        MachineError when the store cannot take it.
        """
        if item.version > FIRST and self.versions:
            return self._version(item, self.versions)
        row = self._row(item)
        self._count(self.outbox.add(row))
        if row.duplicate_of:
            raise DropItem("duplicate")
        return item

    def _version(self, item: Article, versions: Versions) -> Article:
        with self._machine():
            outcome, article = versions.offer(
                item,
                site=self.source,
                run_id=item.metadata.runId or "",
                now=datetime.fromisoformat(str(item.metadata.dateDownloaded)),
            )
        self.stats.inc_value(f"rasid/versions/{outcome}")
        if outcome in NO_NEWS:
            raise DropItem(outcome)
        return article

    def close_spider(self) -> None:
        """Write what waits; what cannot be written was never marked as seen."""
        with self._machine():
            self._count(self.outbox.close())
            self._save()

    @contextmanager
    def _machine(self) -> Iterator[None]:
        """Write down that the machine failed in what nobody tries again in this run."""
        try:
            yield
        except MachineError as error:
            self.stats.set_value("rasid/machine/exit_code", error.exit_code)
            self.stats.set_value("rasid/machine/message", str(error))
            raise

    def _save(self) -> None:
        """The snapshot is a cache: without it the next run reads the rows."""
        try:
            if self.sketches and self.sketches.save():
                self.stats.inc_value("rasid/find_duplicates/snapshots")
        except OSError as error:
            logger.warning("the snapshot of the index of copies could not be written: %s", error)
            self.stats.inc_value("rasid/find_duplicates/not_saved")

    def _row(self, item: Article) -> NewArticle:
        duplicate = item.duplicate if self._is_withheld(item) else None
        return NewArticle(
            identifier=item.identifier,
            url=item.url,
            site=self.source,
            line=item.to_line(),
            content_key=content_key(item.articleBody),
            run_id=item.metadata.runId or "",
            first_seen=datetime.fromisoformat(str(item.metadata.dateFirstSeen)),
            duplicate_of=duplicate.of if duplicate else None,
            relation=duplicate.relation if duplicate else None,
            is_marked=bool(item.duplicate or item.storyCluster),
            sketch=article_sketch(item, self.source),
        )

    def _is_withheld(self, item: Article) -> bool:
        """As far as is known before the group is written."""
        withhold = self.sketches is None or self.sketches.withhold
        return withhold and item.duplicate is not None and item.duplicate.relation in COPIES

    def _count(self, stored: list[Stored]) -> None:
        for each in stored:
            self.stats.inc_value(f"rasid/store_article/{each.outcome}")
