"""Writes `metrics/<site>.prom`, which the textfile collector of Prometheus' node exporter reads."""

from __future__ import annotations

import logging
import shutil
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler import crawl
from crawler.core.errors import MachineError
from crawler.core.metrics import samples_of
from crawler.core.outcome import combined
from crawler.exposition import FOLDER, file_name, write_samples
from crawler.plans import longest_wait
from crawler.store import data_dir_of, store_of
from crawler.store.durable import make_folder
from crawler.store.standing import standing_of

logger = logging.getLogger(__name__)
MEGABYTE = 1_000_000


class MetricsFile:
    """Written at the beginning of a run and at its end, always from the store.

    So a killed run leaves the figures of the last one that ended, beside its own beginning.
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
            now = crawl.now(self.crawler.settings)
            period = longest_wait(self.crawler.settings, spider.source, spider.site.period, now)
            self._write(spider.source, period.total_seconds())
        except MachineError as error:
            crawl.count(self.crawler, "output_failed/metrics")
            logger.error("the metrics of %s: %s", spider.source, error)
            self._end_with(error)

    def _write(self, site: str, period_s: float) -> None:
        settings = self.crawler.settings
        folder = data_dir_of(settings) / FOLDER
        finished, standing = standing_of(store_of(settings), site, crawl.now(settings))
        make_folder(folder)
        try:
            free = float(shutil.disk_usage(folder).free)
        except OSError as error:
            raise MachineError.from_os(error, f"the free space of {folder}") from error
        least = crawl.number_setting(settings, "RASID_FREE_DISK_MIN_MB") * MEGABYTE
        samples = samples_of(finished, standing, period_s=period_s, free=(free, least))
        write_samples(folder / file_name(site), ((site, sample) for sample in samples))

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
