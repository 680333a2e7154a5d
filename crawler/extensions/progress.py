"""A table that moves, on a terminal: what each site that is crawled now has come to."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from crawler.core.duration import in_words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.live import Live
    from rich.table import Table

TICK_S = 0.5
WINDOW_S = 30.0  # over which the pace is measured: it follows a site that slows down
SHOWN = (
    ("pages", "response_received_count"),
    ("new", "rasid/store_article/new"),
    ("duplicates", "rasid/store_article/duplicate"),
    ("published", "rasid/feed/published"),
)
COLUMNS = ("site", *(name for name, _ in SHOWN), "pages/min", "waiting", "left")


class Progress:
    """A row for every site that is crawled now; a terminal has one such table."""

    running: ClassVar[list[Progress]] = []
    live: ClassVar[Live | None] = None

    def __init__(
        self, crawler: Crawler, console: Console, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.crawler = crawler
        self.console = console
        self.clock = clock
        self.looks: deque[tuple[float, int]] = deque()
        self.timer = create_looping_call(self.tick)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured unless RASID_PROGRESS is on and standard error is a terminal."""
        if not crawler.settings.getbool("RASID_PROGRESS"):
            raise NotConfigured
        from rich.console import Console  # a run of cron, which shows nothing, need not load it

        console = Console(stderr=True)
        if not console.is_terminal:
            raise NotConfigured
        made = cls(crawler, console)
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.closed, signals.spider_closed)
        return made

    def opened(self) -> None:
        """Join the table; the first site begins it."""
        self.running.append(self)
        if Progress.live is None:
            from rich.live import Live

            Progress.live = Live(console=self.console, auto_refresh=False, transient=True)
            Progress.live.start()
        self.timer.start(TICK_S)

    def tick(self) -> None:
        """Show the counts of now; the site that came first draws for all."""
        self.look()
        if Progress.live is not None and self.running[:1] == [self]:
            Progress.live.update(table_of(self.running), refresh=True)

    def closed(self) -> None:
        """Leave the table; the last site takes it away."""
        self.timer.stop()
        self.running.remove(self)
        if not self.running and Progress.live is not None:
            Progress.live.stop()
            Progress.live = None

    def look(self) -> None:
        """Note how many pages there are now, and forget the looks of long ago."""
        now = self.clock()
        self.looks.append((now, self.crawler.stats.get_value("response_received_count", 0)))
        while now - self.looks[0][0] > WINDOW_S:
            self.looks.popleft()

    def pages_a_s(self) -> float:
        """The pace of the last WINDOW_S seconds, 0 before the second look."""
        (first, before), (last, pages) = self.looks[0], self.looks[-1]
        return (pages - before) / (last - first) if last > first else 0.0


def table_of(running: list[Progress]) -> Table:
    """All that is crawled now, one site a row."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in COLUMNS:
        table.add_column(name, justify="left" if name == "site" else "right", no_wrap=True)
    for each in running:
        pace = each.pages_a_s() if each.looks else 0.0
        table.add_row(*cells_of(name_of(each.crawler), each.crawler.stats.get_stats(), pace))
    return table


def cells_of(name: str, stats: Mapping[str, Any], pages_a_s: float) -> tuple[str, ...]:
    """A row: counts, pages a minute, requests that wait, and how long they will take.

    The time is for what is known now: each listing page may bring more.
    """
    waiting = stats.get("scheduler/enqueued", 0) - stats.get("scheduler/dequeued", 0)
    left = in_words(waiting / pages_a_s) if waiting and pages_a_s else "-"
    counts = (f"{stats.get(key, 0):,}" for _, key in SHOWN)
    return name, *counts, f"{pages_a_s * 60:,.0f}", f"{waiting:,}", left


def name_of(crawler: Crawler) -> str:
    """The site, with its address where that is not the profile's."""
    return str(getattr(crawler.spider, "source", None) or crawler.spidercls.name)
