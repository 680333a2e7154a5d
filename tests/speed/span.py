"""A Scrapy extension that writes when the crawls of a process began and ended, and their CPU."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import ClassVar, Self

from scrapy import signals
from scrapy.crawler import Crawler


class Span:
    """Seconds from the first opening to the last stop, to SPAN_FOLDER/<pid>.json.

    `began` and `ended` are of the machine's monotonic clock, which all processes share.
    """

    began: ClassVar[tuple[float, float] | None] = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        made = cls(Path(crawler.settings["SPAN_FOLDER"]))
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.stopped, signals.engine_stopped)
        return made

    def opened(self) -> None:
        if Span.began is None:
            Span.began = (time.monotonic(), time.process_time())

    def stopped(self) -> None:
        """Each crawl writes; the last one's figures stay."""
        if Span.began is None:
            return
        began, cpu_before_s = Span.began
        cpu_s = time.process_time() - cpu_before_s
        figures = {"began": began, "ended": time.monotonic(), "cpu_s": cpu_s}
        (self.folder / f"{os.getpid()}.json").write_text(json.dumps(figures))
