"""Cuts parts of the feed during a crawl and at its end, as the outbox protocol says."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from crawler import crawl
from crawler.core.errors import MachineError
from crawler.extensions.watch import Watch
from crawler.store import feed_of, shared_locks_of
from crawler.store.feed import Feed, Part
from crawler.store.shared_locks import SharedLocks

logger = logging.getLogger(__name__)


class FeedPublisher:
    """Publishes what is stored: full parts at once, the rest every RASID_SEAL_AFTER_S seconds.

    Where the feed is not here it only seals: `scrapy publisher` writes the parts.
    """

    def __init__(
        self,
        crawler: Crawler,
        feed: Feed,
        seal_after_s: float,
        *,
        locks: SharedLocks | None = None,
    ) -> None:
        self.crawler = crawler
        self.feed = feed
        self.seal_after_s = seal_after_s
        self.locks = locks
        self.parts: list[Part] = []
        self.timer = create_looping_call(self.publish)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Publishing begins when the spider opens and ends after its last item is stored."""
        seal_after_s = crawl.number_setting(crawler.settings, "RASID_SEAL_AFTER_S")
        locks = shared_locks_of(crawler.settings)
        made = cls(crawler, feed_of(crawler.settings), seal_after_s, locks=locks)
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.closed, signals.spider_closed)
        return made

    def opened(self) -> None:
        """Finish what an earlier run left sealed, then publish now and then."""
        try:
            self._note(self.feed.starting())
        except MachineError as error:
            crawl.machine_failed(self.crawler, error)
        if self.seal_after_s:
            self.timer.start(self.seal_after_s, now=False)

    def closed(self) -> None:
        """Publish all that is stored."""
        if self.timer.running:
            self.timer.stop()
        self.publish()

    def publish(self) -> None:
        """Seal and publish; a failing disk ends the crawl, the next run publishes the rest.

        What this run has stored is sealed before its end only while nothing is wrong with it.
        """
        watch = self.crawler.get_extension(Watch)
        try:
            if self.locks:
                self.locks.check()  # a run that may have a successor publishes nothing
            if watch:
                watch.look()
            run = watch.run if watch else ""
            if self.feed.here:
                self._note(self.feed.publishing(run=run))
                return
            for sealed in self.feed.sealing(run=run):
                crawl.count(self.crawler, "feed/published", sealed)
                logger.info("sealed %d articles, for the publisher to write", sealed)
        except MachineError as error:
            crawl.machine_failed(self.crawler, error)

    def _note(self, parts: Iterable[Part]) -> None:
        """Count each part when it is published: the one after it may fail."""
        for part in parts:
            self.parts.append(part)
            articles = part.last - part.first + 1
            crawl.count(self.crawler, "feed/parts")
            crawl.count(self.crawler, "feed/published", articles)
            logger.info("published %s: %d articles", Path(part.file).name, articles)
