"""A Scrapy extension that writes what a crawl cost, from the opening of its spider to its end."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.calls.memory import peak_memory_bytes


class Meter:
    """CPU seconds of this process, wall seconds, responses and peak memory, to METER_FILE."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.begun = (0.0, 0.0)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        made = cls(crawler)
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.stopped, signals.engine_stopped)
        return made

    def opened(self) -> None:
        self.begun = (time.process_time(), time.perf_counter())

    def stopped(self) -> None:
        cpu_s = time.process_time() - self.begun[0]
        wall_s = time.perf_counter() - self.begun[1]
        get = self.crawler.stats.get_value
        figures = {
            "pages": get("response_received_count", 0),
            "articles": get("rasid/store_article/new", 0),
            "cpu_s": cpu_s,
            "wall_s": wall_s,
            "peak_mb": peak_memory_bytes() / 2**20,
        }
        Path(self.crawler.settings["METER_FILE"]).write_text(json.dumps(figures))
