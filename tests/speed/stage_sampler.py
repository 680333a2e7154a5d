"""A Scrapy extension that looks, some hundred times a CPU second, which stage a crawl is in."""

from __future__ import annotations

import json
import signal
import time
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from tests.speed.stage_names import REST, STAGES, stage_of

EVERY_S = 0.002  # of CPU time; the kernel looks at most once a tick, 4 ms on most machines


class StageSampler:
    """CPU milliseconds a page for each stage, to STAGES_FILE; start-up is the CPU before."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.seen: Counter[str] = Counter()
        self.started_s = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        made = cls(crawler)
        crawler.signals.connect(made.opened, signals.spider_opened)
        crawler.signals.connect(made.stopped, signals.engine_stopped)
        return made

    def opened(self) -> None:
        self.started_s = time.process_time()
        signal.signal(signal.SIGPROF, self.look)
        signal.setitimer(signal.ITIMER_PROF, EVERY_S, EVERY_S)

    def look(self, _number: int, frame: FrameType | None) -> None:
        self.seen[stage_at(frame)] += 1

    def stopped(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        spent_ms = 1000 * (time.process_time() - self.started_s)
        pages = self.crawler.stats.get_value("response_received_count", 0) or 1
        looks = self.seen.total() or 1
        stages = {
            name: round(spent_ms / pages * self.seen[name] / looks, 3) for name in (*STAGES, REST)
        }
        figures = {
            "startup_ms": round(1000 * self.started_s),
            "pages": pages,
            "looks": looks,
            "stages_ms": stages,
        }
        Path(self.crawler.settings["STAGES_FILE"]).write_text(json.dumps(figures))


def stage_at(frame: FrameType | None) -> str:
    """The stage of the innermost frame that has one."""
    while frame is not None:
        if stage := stage_of(frame.f_globals.get("__name__", "")):
            return stage
        frame = frame.f_back
    return REST
