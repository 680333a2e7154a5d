"""A Scrapy extension that looks at its own process while it crawls: memory, files, tasks, rate."""

from __future__ import annotations

import asyncio
import json
import re
import time
from pathlib import Path
from typing import ClassVar, Self

from scrapy import signals
from scrapy.crawler import Crawler

from tests.load.places import Places

SIZE = re.compile(r"^(VmRSS|RssAnon):\s+(\d+) kB$", re.MULTILINE)


def sizes_mb(status: str) -> dict[str, float]:
    """Of /proc/PID/status (proc(5)): all that is resident, and what of it is no page of a file."""
    return {name: round(int(kb) * 1024 / 1e6, 1) for name, kb in SIZE.findall(status)}


class Sampler:
    """Writes a line to LOAD_SAMPLES each LOAD_EVERY_S seconds; one for all crawls of a process."""

    crawlers: ClassVar[list[Crawler]] = []
    begun: ClassVar[float] = 0.0

    def __init__(self, crawler: Crawler) -> None:
        self.path = Path(crawler.settings["LOAD_SAMPLES"])
        self.every_s = crawler.settings.getfloat("LOAD_EVERY_S")
        self.timer: asyncio.TimerHandle | None = None
        marks = crawler.settings.getlist("LOAD_PLACES") if not self.crawlers else []
        self.places = Places([int(mark) for mark in marks], self.path.with_name("places.json"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        made = cls(crawler)
        cls.crawlers.append(crawler)
        if len(cls.crawlers) == 1:
            crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.sample, signals.spider_closed)
        return made

    def opened(self) -> None:
        type(self).begun = time.perf_counter()
        self._tick()

    def _tick(self) -> None:
        self.sample()
        self.timer = asyncio.get_running_loop().call_later(self.every_s, self._tick)

    def sample(self) -> None:
        """Add a line."""
        sizes = sizes_mb(Path("/proc/self/status").read_text())
        line = {
            "seconds": round(time.perf_counter() - self.begun, 2),
            "cpu_s": round(time.process_time(), 2),
            "articles": self._sum("rasid/store_article/new"),
            "responses": self._sum("response_received_count"),
            "memory_mb": sizes["VmRSS"],
            "held_mb": sizes["RssAnon"],
            "descriptors": len(list(Path("/proc/self/fd").iterdir())),
            "tasks": len(asyncio.all_tasks()),
            "open": sum(crawler.crawling for crawler in self.crawlers),
        }
        with self.path.open("a") as file:
            file.write(json.dumps(line) + "\n")
        self.places.look(line["articles"])

    def _sum(self, stat: str) -> int:
        return sum(crawler.stats.get_value(stat, 0) for crawler in self.crawlers if crawler.stats)
