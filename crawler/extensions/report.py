"""Writes the report after a run: once for all sites of a process, after their ledger."""

from __future__ import annotations

import logging
from typing import ClassVar, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler import crawl
from crawler.core.errors import RasidError

logger = logging.getLogger(__name__)


class Report:
    """The last crawl of a process to stop writes it; a disk that refuses costs the run nothing."""

    running: ClassVar[int] = 0

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured while RASID_REPORT is off."""
        if not crawler.settings.getbool("RASID_REPORT"):
            raise NotConfigured
        made = cls(crawler)
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.stopped, signals.engine_stopped)
        return made

    def opened(self) -> None:
        """One more that will stop."""
        Report.running += 1

    def stopped(self) -> None:
        """The last one writes."""
        Report.running = max(Report.running - 1, 0)
        if Report.running == 0:
            self.write()

    def write(self) -> None:
        """Write it; what goes wrong is counted and logged, the run keeps its exit code."""
        from crawler.dashboard.profiles import report_folder, report_lock, showing_of
        from crawler.dashboard.report import write_report

        settings = self.crawler.settings
        try:
            showing = showing_of(settings, served=False)
            try:
                pages = write_report(showing, report_folder(settings), report_lock(settings))
            finally:
                showing.engine.dispose()
        except RasidError as error:
            crawl.count(self.crawler, "report/failed")
            logger.error("the report could not be written: %s", error)
        else:
            crawl.count(self.crawler, "report/pages", pages)
