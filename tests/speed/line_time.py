"""From the moment that an article is out to its line in a part of the feed, at `every="1m"`.

`python -m tests.speed.line_time --minutes 6` takes so long: a loop calls `scrapy run --due` at each
full minute, as cron does, over a site that publishes every few seconds. It prints the median, the
95th percentile and the longest, and writes build/bench_line.json.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from crawler.core.schedule import wait_s
from crawler.demo.aggregator import Aggregator
from crawler.demo.server import serving

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "bench_line.json"
MINUTE_S, LOOK_S = 60.0, 0.2
STORY_HOURS = 0.5  # of the site's clock: one story
LAST_TURNS = 3  # minutes in which the last articles may still come
NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)


# --- with a clock of its own ---------------------------------------------------------------------


def simulated(
    phase: timedelta, *, start_s: float, run_s: float, turns: int = 60, each_s: float = 1.0
) -> list[float]:
    """Seconds from an article to its line, by the schedule alone.

    cron calls at each minute; a run writes its beginning down after `start_s` and has published
    after `run_s` what was out when it was called. An article comes every `each_s`.
    """
    period, begin = timedelta(seconds=MINUTE_S), NOW
    last: datetime | None = None
    waited: list[float] = []
    out_s = 0.0  # the article that waits for longest
    for turn in range(turns):
        call_s = turn * MINUTE_S
        if wait_s(last, begin + timedelta(seconds=call_s), period, phase) > 0:
            continue
        last = begin + timedelta(seconds=call_s + start_s)
        while out_s <= call_s:
            waited.append(call_s + run_s - out_s)
            out_s += each_s
    return waited


def figures_of(waited: list[float]) -> dict[str, float]:
    """The median, the 95th percentile and the longest, in seconds."""
    return {
        "articles": len(waited),
        "median_s": round(median(waited), 1),
        "p95_s": round(quantiles(waited, n=20)[-1], 1),
        "longest_s": round(max(waited), 1),
    }


# --- on this machine -----------------------------------------------------------------------------


@contextmanager
def cron(env: dict[str, str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Calls the command at each full minute, whether the last call has ended or not."""
    command = [sys.executable, "-m", "scrapy", "run", "--due"]
    command += ["-s", "SPIDER_MODULES=tests.speed.line_sites"]
    stopped, calls = threading.Event(), []

    def work() -> None:
        while not stopped.wait(MINUTE_S - time.time() % MINUTE_S):
            calls.append(subprocess.Popen(command, cwd=ROOT, env=env))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield calls
    finally:
        stopped.set()
        thread.join()
        for call in calls:
            call.wait()


class Feed:
    """When each line was there; a part is never changed, so each is read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: set[Path] = set()
        self.came: dict[str, float] = {}

    def look(self) -> None:
        """Note the addresses of new parts."""
        for part in set(self.folder.glob("part-*.jsonl")) - self.read:
            self.read.add(part)
            for line in part.read_text(encoding="utf-8").splitlines():
                self.came.setdefault(json.loads(line)["url"], time.time())


def measured(minutes: float, each_s: float, folder: Path) -> dict[str, float]:
    """Publish for so many minutes; how long each article took to its line."""
    site, out = Aggregator(now=NOW, markup="cards", articles=30), {}
    feed = Feed(folder / "feed")
    with serving(site) as url:
        env = {**os.environ, "RASID_DATA_DIR": str(folder), "RASID_CONTACT": "", "LINE_SITE": url}
        with cron(env | {"RASID_CADENCE": "fixed"}):
            begun = following = time.time()
            while (now := time.time()) < begun + (minutes + LAST_TURNS) * MINUTE_S:
                if now >= following and now < begun + minutes * MINUTE_S:
                    following += each_s
                    before = site.truth().keys()
                    site.move(STORY_HOURS)
                    fresh = {p: s for p, s in site.truth().items() if p not in before}
                    out |= {f"{url}{p[1:]}": now for p, s in fresh.items() if s.kind == "story"}
                feed.look()
                if now > begun + minutes * MINUTE_S and out.keys() <= feed.came.keys():
                    break
                time.sleep(LOOK_S)
    waited = [feed.came[address] - at for address, at in out.items() if address in feed.came]
    return figures_of(waited) | {"missing": len(out) - len(waited), "parts": len(feed.read)}


def main() -> None:
    """Measure, print, keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--each-s", type=float, default=3.0, help="seconds between two articles")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(chosen.minutes, chosen.each_s, Path(folder))
    sys.stdout.write(json.dumps(found) + "\n")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
