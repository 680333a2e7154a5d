"""Kills real runs of `scrapy run` at random moments, and asks the consumer what it got."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.campaigns.consumer import Consumer

ROOT = Path(__file__).resolve().parents[2]
STEPS = "pipelines.store_article.StoreArticle"
RUN_S_MAX = 120


@contextmanager
def aggregator(articles: int, markup: str = "cards") -> Iterator[str]:
    """The embedded aggregator in a process of its own; gives its address."""
    command = [sys.executable, "-m", "crawler.demo.server", "--port", "0"]
    command += ["--markup", markup, "--articles", str(articles)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield json.loads(process.stdout.readline())["url"]
        finally:
            process.terminate()


def truth(url: str) -> dict[str, dict[str, object]]:
    """What the aggregator has published: path of an article to its parts."""
    with urllib.request.urlopen(url + "__truth.json", timeout=30) as response:
        return json.load(response)  # type: ignore[no-any-return]


def bodies(url: str) -> list[str]:
    """The bodies that a complete crawl must bring."""
    whole = [story for story in truth(url).values() if story["kind"] != "broken"]
    return ["\n\n".join(story["paragraphs"]) for story in whole]  # type: ignore[arg-type]


@dataclass
class Site:
    """One data folder and the runs against one aggregator."""

    url: str
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Begin a run."""
        env = {**os.environ, "RASID_DATA_DIR": str(self.folder), "RASID_SEAL_AFTER_S": "0.2"}
        command = [sys.executable, "-m", "scrapy", "run", "aggregator"]
        command += ["-a", f"start_urls={self.url}", *arguments]
        for name, value in self.settings.items():
            command += ["-s", f"{name}={value}"]
        return subprocess.Popen(
            command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def finish(self, *arguments: str) -> tuple[int, str]:
        """A run to its end: exit code and what it printed."""
        process = self.start(*arguments)
        output, _ = process.communicate(timeout=RUN_S_MAX)
        return process.returncode, output

    def kill_after(self, seconds: float, number: int = signal.SIGKILL) -> bool:
        """A run that is ended by a signal; False when it was over before."""
        process = self.start()
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(number)
        process.communicate(timeout=RUN_S_MAX)
        return process.returncode in (-number, 128 + number)


def without(step: str, instead: str) -> str:
    """ITEM_PIPELINES with our store replaced, as a value for -s."""
    from crawler import settings

    steps = {name: order for name, order in settings.ITEM_PIPELINES.items() if name != step}
    return json.dumps({**steps, instead: settings.ITEM_PIPELINES[step]})


def kill_campaign(
    folder: Path, *, kills: int, seed: int, articles: int = 150, store: str = STEPS
) -> dict[str, int]:
    """Kill until `kills` runs have died. A data folder serves until a run survives its moment."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    totals = {"kills": 0, "runs": 0, "lost": 0, "twice": 0, "torn": 0}
    with aggregator(articles) as url:
        expected = bodies(url)
        whole_s, idle_s = _run_times_s(url, folder / "first")
        number = 0
        while totals["kills"] < kills:
            number += 1
            site = Site(url, folder / f"data-{number}", {"ITEM_PIPELINES": without(STEPS, store)})
            consumer = Consumer(site.folder / "feed")
            died = True
            while died and totals["kills"] < kills:
                died = site.kill_after(dice.uniform(0.7 * idle_s, whole_s))
                totals["kills"] += died
                totals["runs"] += 1
                consumer.poll()
            code, output = site.finish()
            assert code == 0, output
            consumer.poll()
            for name, count in consumer.verdict(expected).items():
                totals[name] += count
    return totals


def _run_times_s(url: str, folder: Path) -> tuple[float, float]:
    """How long a run takes that has everything to do, and one that has nothing to do."""
    times = []
    for _ in range(2):
        begun = time.perf_counter()
        code, output = Site(url, folder).finish()
        assert code == 0, output
        times.append(time.perf_counter() - begun)
    return times[0], times[1]
