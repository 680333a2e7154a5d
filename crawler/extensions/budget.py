"""The bounds of a run: its time, the free disk, and what a failing machine means."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call
from twisted.python.failure import Failure

from crawler import crawl
from crawler.core.errors import CreateError, MachineError

logger = logging.getLogger(__name__)
STOP_AT_SHARE = 0.8  # of the budget: nothing new is asked from there on
TICK_S = 1.0
MEGABYTE = 1_000_000


class Budget:
    """Ends a crawl in good time: at 80 % of its budget, or when the disk runs full.

    Ticks are not counted: a loop whose sleeps end a moment early is called dozens of times at once.
    """

    def __init__(
        self,
        crawler: Crawler,
        budget_s: float,
        free_min_mb: float,
        path: Path,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.crawler = crawler
        self.clock = clock
        self.until_s = clock() + budget_s * STOP_AT_SHARE if budget_s else float("inf")
        self.free_min_mb = free_min_mb
        self.path = path
        self.timer = create_looping_call(self.tick)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Watches from the opening of the spider to its close."""
        settings = crawler.settings
        made = cls(
            crawler,
            crawl.number_setting(settings, "RASID_BUDGET_S"),
            crawl.number_setting(settings, "RASID_FREE_DISK_MIN_MB"),
            Path(settings.get("RASID_DATA_DIR")),
        )
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.closed, signals.spider_closed)
        crawler.signals.connect(made.failed, signals.item_error)
        crawler.signals.connect(made.failed, signals.spider_error)
        return made

    def opened(self) -> None:
        """Look at once, then every second."""
        self.timer.start(TICK_S)

    def closed(self) -> None:
        """No more looks."""
        if self.timer.running:
            self.timer.stop()

    def tick(self) -> None:
        """One look at the clock and at the disk."""
        if self.clock() >= self.until_s:
            self.timer.stop()
            self.crawler.stats.set_value("rasid/budget/spent", value=True)
            crawl.end(self.crawler, "budget")
            return
        free_mb = shutil.disk_usage(self.path).free / MEGABYTE
        if free_mb < self.free_min_mb:
            message = (
                f"only {free_mb:.0f} MB free at {self.path}, "
                f"RASID_FREE_DISK_MIN_MB is {self.free_min_mb:.0f}: free some space, run again"
            )
            self.timer.stop()
            crawl.machine_failed(self.crawler, CreateError(message))

    def failed(self, failure: Failure) -> None:
        """A step or a callback raised: a failing machine ends the crawl."""
        if isinstance(failure.value, MachineError):
            crawl.machine_failed(self.crawler, failure.value)
