"""A Scrapy extension that says of the slices of one crawl what a page cost, by stage, and memory.

Two crawls of different sizes also differ in their start and in their pages; slices do not.
"""

from __future__ import annotations

import json
import re
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

from scrapy import signals

from tests.speed.stage_names import REST, STAGES
from tests.speed.stage_sampler import StageSampler

HELD = ("VmRSS", "RssAnon")
# Pages after which a slice ends; the last one ends with the crawl.
ENDS = (1_000, 3_000, 10_000, 30_000, 60_000, 100_000)
MEMORY_EVERY = 100  # pages; what is freed and given back between two ends counts too
STATUS = Path("/proc/self/status")


def held_mb(status: Path = STATUS) -> tuple[float, float]:
    """What this process holds resident, and how much of it is its own, by proc(5); else 0.

    The rest are pages of files, which the kernel drops when it wants to: programs, and the index
    of copies as it was last written.
    """
    text = status.read_text() if status.exists() else ""
    lines = (re.search(rf"^{name}:\s*(\d+) kB", text, re.MULTILINE) for name in HELD)
    held, own = (int(found[1]) / 1024 if found else 0.0 for found in lines)
    return held, own


class Slices(StageSampler):
    """Writes SLICES_FILE anew at the end of each slice, so that a crawl that is cut short has one.

    `pages` is where the slice ends, `ms` the CPU of one of its pages, `stages_ms` where it went,
    `mb` and `own_mb` the most that was held in it.
    """

    def opened(self) -> None:
        super().opened()
        self.rows: list[dict[str, Any]] = []
        self.ends = list(ENDS)
        self.last = (0, self.started_s, time.perf_counter())
        self.most = (0.0, 0.0)
        self.crawler.signals.connect(self.came, signals.response_received)

    def came(self) -> None:
        pages = self._pages()
        if pages % MEMORY_EVERY == 0:
            self.weigh()
        if self.ends and pages >= self.ends[0]:
            self.cut()
            del self.ends[0]

    def weigh(self) -> None:
        held, own = held_mb()
        self.most = (max(held, self.most[0]), max(own, self.most[1]))

    def stopped(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        self.cut()

    def _pages(self) -> int:
        return int(self.crawler.stats.get_value("response_received_count", 0))

    def cut(self) -> None:
        now = (self._pages(), time.process_time(), time.perf_counter())
        pages, cpu_s, wall_s = (b - a for a, b in zip(self.last, now, strict=True))
        seen, self.seen, self.last = self.seen, Counter(), now
        if not pages:
            return
        ms, looks = 1000 * cpu_s / pages, seen.total() or 1
        self.weigh()
        (held, own), self.most = self.most, (0.0, 0.0)
        self.rows.append(
            {
                "pages": now[0],
                "ms": ms,
                "mb": held,
                "own_mb": own,
                "pages_per_s": pages / wall_s,
                "stages_ms": {each: ms * seen[each] / looks for each in (*STAGES, REST)},
            }
        )
        figures = {
            "pages": now[0],
            "articles": self.crawler.stats.get_value("rasid/store_article/new", 0),
            "slices": self.rows,
        }
        Path(self.crawler.settings["SLICES_FILE"]).write_text(json.dumps(figures))
