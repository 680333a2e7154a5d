"""One line that moves, on a terminal; nothing anywhere else."""

from __future__ import annotations

from typing import ClassVar, Self

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
    """Shows the funnel of every site that is crawled now; a terminal has one such line."""

    running: ClassVar[list[Crawler]] = []
    status: ClassVar[Status | None] = None

    def __init__(self, crawler: Crawler, console: Console) -> None:
        self.crawler = crawler
        self.console = console
        self.timer = create_looping_call(self.tick)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured unless RASID_PROGRESS is on and standard error is a terminal."""
        console = Console(stderr=True)
        if not crawler.settings.getbool("RASID_PROGRESS") or not console.is_terminal:
            raise NotConfigured
        made = cls(crawler, console)
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.closed, signals.spider_closed)
        return made

    def opened(self) -> None:
        """Join the line; the first site begins it."""
        self.running.append(self.crawler)
        if Progress.status is None:
            Progress.status = self.console.status("starting")
            Progress.status.start()
        self.timer.start(TICK_S)

    def tick(self) -> None:
        """Show the counts of now."""
        if Progress.status is not None:
            Progress.status.update("   ".join(map(line_of, self.running)))

    def closed(self) -> None:
        """Leave the line; the last site takes it away."""
        self.timer.stop()
        self.running.remove(self.crawler)
        if not self.running and Progress.status is not None:
            Progress.status.stop()
            Progress.status = None


def line_of(crawler: Crawler) -> str:
    """The site and its funnel: "site: 12 pages · 10 articles · 9 new · 0 published"."""
    get = crawler.stats.get_value
    counts = " · ".join(f"{get(key, 0):,} {name}" for name, key in SHOWN)
    return f"{crawler.spidercls.name}: {counts}"
