"""One line that moves, on a terminal; nothing anywhere else."""

from __future__ import annotations

from typing import Self

from rich.console import Console
from rich.status import Status
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

TICK_S = 0.5
SHOWN = (
    ("pages", "response_received_count"),
    ("articles", "rasid/extract/articles"),
    ("new", "rasid/store_article/new"),
    ("published", "rasid/feed/published"),
)


class Progress:
    """Shows the funnel while it fills."""

    def __init__(self, crawler: Crawler, status: Status) -> None:
        self.crawler = crawler
        self.status = status
        self.timer = create_looping_call(self.tick)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured unless RASID_PROGRESS is on and standard error is a terminal."""
        console = Console(stderr=True)
        if not crawler.settings.getbool("RASID_PROGRESS") or not console.is_terminal:
            raise NotConfigured
        made = cls(crawler, console.status("starting"))
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.closed, signals.spider_closed)
        return made

    def opened(self) -> None:
        """Begin to show."""
        self.status.start()
        self.timer.start(TICK_S)

    def tick(self) -> None:
        """Show the counts of now."""
        get = self.crawler.stats.get_value
        counts = " · ".join(f"{get(key, 0):,} {name}" for name, key in SHOWN)
        self.status.update(f"{self.crawler.spidercls.name}: {counts}")

    def closed(self) -> None:
        """Take the line away."""
        self.timer.stop()
        self.status.stop()
