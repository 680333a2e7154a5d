"""A crawl ends when the lock of its site is lost: another machine may crawl the site by then."""

from __future__ import annotations

from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from crawler import crawl
from crawler.core.errors import MachineError
from crawler.store.shared_locks import SharedLocks

EVERY_S = 5.0  # beside the look before each group of articles and each publication


class LockWatch:
    """Looks at the locks now and then, while the spider is open."""

    def __init__(self, crawler: Crawler, locks: SharedLocks) -> None:
        self.crawler = crawler
        self.locks = locks
        self.timer: Any = None

    def opened(self) -> None:
        """The crawl begins."""
        self.timer = create_looping_call(self.look)
        self.timer.start(EVERY_S, now=False)

    def closed(self) -> None:
        """The crawl is over."""
        if self.timer and self.timer.running:
            self.timer.stop()

    def look(self) -> None:
        """End the crawl when the locks are lost: exit code 74, and nothing is published."""
        try:
            self.locks.check()
        except MachineError as error:
            crawl.machine_failed(self.crawler, error)


def watch_locks(crawler: Crawler, locks: SharedLocks) -> None:
    """Have a crawl watched that has not begun."""
    watch = LockWatch(crawler, locks)
    crawler.signals.connect(watch.opened, signals.spider_opened, weak=False)
    crawler.signals.connect(watch.closed, signals.spider_closed, weak=False)
