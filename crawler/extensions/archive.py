"""Opens the archive of a crawl, closes what a killed run left open, and removes what is too old."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler import crawl
from crawler.core.errors import ConfigError, MachineError
from crawler.store import data_dir_of
from crawler.store.archive.mending import mend
from crawler.store.archive.names import FOLDER
from crawler.store.archive.retention import expire
from crawler.store.archive.writer import ArchiveWriter, use_writer

logger = logging.getLogger(__name__)
MEGABYTE = 1_000_000
SWITCH = {"on": True, "off": False}


class PageArchive:
    """Keeps the pages of a crawl beside its articles (RASID_ARCHIVE).

    A page that cannot be kept stops nothing: its article is stored without `metadata.archive`, it
    is counted, and the run ends with the exit code of the machine. Stats: `rasid/archive/pages`,
    `/bytes` (packed), `/missed`, `/mended`, `/cut_bytes`, `/expired`.
    """

    def __init__(self, crawler: Crawler, folder: Path, *, days: float, bytes_max: int) -> None:
        self.crawler = crawler
        self.folder = folder
        self.days = days
        self.bytes_max = bytes_max
        self.writer: ArchiveWriter | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured where it is off, ConfigError for a setting that cannot be."""
        settings = crawler.settings
        value = str(settings.get("RASID_ARCHIVE")).strip().lower()
        if value not in SWITCH:
            raise ConfigError(f"RASID_ARCHIVE is {value!r}; use {' or '.join(SWITCH)}")
        days = crawl.number_setting(settings, "RASID_ARCHIVE_DAYS")
        megabytes = crawl.number_setting(settings, "RASID_ARCHIVE_MAX_MB")
        if not SWITCH[value] or not hasattr(crawler.spider, "source"):
            raise NotConfigured
        folder = data_dir_of(settings) / FOLDER
        made = cls(crawler, folder, days=days, bytes_max=int(megabytes * MEGABYTE))
        made.begin()
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.closed, signals.spider_closed)
        return made

    def begin(self) -> None:
        """Name the writer of this crawl; its first page makes the first file."""
        spider = self.crawler.spider
        source, run_id = getattr(spider, "source", ""), getattr(spider, "run_id", "")
        self.writer = ArchiveWriter(self.folder, source, run_id, on_failure=self.failed)
        use_writer(self.crawler, self.writer)

    def opened(self) -> None:
        """Mend, then make room."""
        try:
            mended = mend(self.folder)
            now = crawl.now(self.crawler.settings)
            expired = expire(self.folder, now=now, days=self.days, bytes_max=self.bytes_max)
        except MachineError as error:
            self.failed(error)
            return
        self._count(mended=mended.files, cut_bytes=mended.cut_bytes, expired=expired.files)

    def failed(self, error: MachineError) -> None:
        """Said once; the crawl goes on, and its exit code says that something is missing."""
        logger.error("pages are no longer kept in this run: %s", error)
        stats = self.crawler.stats
        if stats.get_value("rasid/machine/exit_code") is None:
            stats.set_value("rasid/machine/exit_code", error.exit_code)
            stats.set_value("rasid/machine/message", str(error))

    def closed(self) -> None:
        """All articles are stored: the last file gets its name."""
        if self.writer is None:
            return
        try:
            self.writer.close()
        except MachineError as error:
            self.failed(error)
        self._count(pages=self.writer.pages, bytes=self.writer.bytes, missed=self.writer.missed)

    def _count(self, **figures: int) -> None:
        for name, number in figures.items():
            if number:
                crawl.count(self.crawler, f"archive/{name}", number)
