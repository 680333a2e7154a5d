"""Writes `metrics/<site>.prom`, which the textfile collector of Prometheus' node exporter reads."""

from __future__ import annotations

import logging
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler import crawl
from crawler.core.errors import MachineError
from crawler.core.watch.outcome import combined
from crawler.site_metrics import write_site
from crawler.store import publishes_here

logger = logging.getLogger(__name__)
AT = "@"  # `site@host`: a run at an address that was given to it


class MetricsFile:
    """Written at the beginning of a run and at its end, always from the store.

    So a killed run leaves the figures of the last one that ended, beside its own beginning. Where
    the feed is not here, the files are not either: `scrapy publisher` writes those of all sites. It
    knows the addresses of profiles only, so a run at a given one writes its own.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Comes after the ledger, which has written the run down by then."""
        made = cls(crawler)
        crawler.signals.connect(made.write, signals.spider_opened)
        crawler.signals.connect(made.write, signals.engine_stopped)
        return made

    def write(self) -> None:
        """Replace the file. What keeps it from being written is counted and told by the exit."""
        spider: Any = self.crawler.spider
        try:
            if self._is_ours(spider.source):
                settings = self.crawler.settings
                write_site(settings, spider.source, spider.site.period, crawl.now(settings))
        except MachineError as error:
            crawl.count(self.crawler, "output_failed/metrics")
            logger.error("the metrics of %s: %s", spider.source, error)
            self._end_with(error)

    def _is_ours(self, source: str) -> bool:
        return AT in source or publishes_here(self.crawler.settings)

    def _end_with(self, error: MachineError) -> None:
        """The run ends as the ledger says, or with the code of the machine where that is worse."""
        stats = self.crawler.stats
        before = stats.get_value("rasid/run/exit_code")
        if before is None:  # it has only begun: its end will tell
            return
        code = combined((before, error.exit_code))
        if code != before:
            stats.set_value("rasid/run/exit_code", code)
            stats.set_value("rasid/run/why", str(error))
