"""A run over many sites at once, and what its samples say: does anything grow or slow down?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import linear_regression, median
from types import MappingProxyType
from typing import Any

from crawler import settings as project

ROOT = Path(__file__).resolve().parents[2]
WARM_SHARE = 0.2  # of the articles: what is loaded once is loaded by then
SAMPLER = {"tests.load.sampler.Sampler": 800}
# All but the page of figures, which is no part of a crawl.
EXTENSIONS = {
    path: order
    for path, order in (project.EXTENSIONS | SAMPLER).items()
    if path != "crawler.extensions.report.Report"
}
Sample = dict[str, float]


@dataclass(frozen=True)
class Load:
    """The figures of a run; `growth` is a share of the value at the 20 % mark.

    `held` is the memory that the kernel cannot take back, which pages of mapped files are not
    (RssAnon); `held_bytes` is what an article adds to it from that mark on.
    """

    sites: int
    articles: int
    published: int
    exit_code: int
    seconds: float
    cpu_s: float
    memory_warm_mb: float
    memory_end_mb: float
    held_warm_mb: float
    held_end_mb: float
    held_bytes: float
    descriptors_warm: int
    descriptors_max: int
    tasks_warm: int
    tasks_max: int
    rates: tuple[float, ...]
    cpu_ms: tuple[float, ...]
    samples: tuple[Sample, ...]

    @property
    def memory_growth(self) -> float:
        return self.memory_end_mb / self.memory_warm_mb - 1

    @property
    def held_growth(self) -> float:
        return self.held_end_mb / self.held_warm_mb - 1

    def as_dict(self) -> dict[str, Any]:
        growth = {"memory_growth": self.memory_growth, "held_growth": self.held_growth}
        return asdict(self) | {name: round(share, 3) for name, share in growth.items()}


@contextmanager
def serving(sites: int, articles: int) -> Iterator[list[str]]:
    """The addresses of sites that a process of its own serves."""
    command = [sys.executable, "-m", "tests.load.server", str(sites), str(articles)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield json.loads(process.stdout.readline())
        finally:
            process.kill()


def load(
    sites: int,
    articles: int,
    folder: Path,
    *,
    every_s: float = 2.0,
    more: Mapping[str, object] = MappingProxyType({}),
) -> Load:
    """Crawl that many sites of that many articles each in one run of `scrapy run`.

    `more` are further settings. LOAD_PLACES are two counts of articles, with a comma: what each
    line of code holds more at the second than at the first goes to `places.json` in the folder.
    """
    samples = folder / "samples.jsonl"
    with serving(sites, articles) as addresses:
        names = [f"load_{number:02}" for number in range(1, sites + 1)]
        given = {
            "SPIDER_MODULES": "tests.load.sites",
            "EXTENSIONS": json.dumps(EXTENSIONS),
            "LOAD_SAMPLES": samples,
            "LOAD_EVERY_S": every_s,
            **more,
        }
        options = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
        env = {
            **os.environ,
            "RASID_DATA_DIR": str(folder / "data"),
            "RASID_CONTACT": "",
            "LOAD_SITES": json.dumps(addresses),
        }
        command = [sys.executable, "-m", "scrapy", "run", *names, *options]
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
    rows = [json.loads(line) for line in samples.read_text().splitlines()]
    return figures_of(rows, sites, _published(folder / "data" / "feed"), done.returncode)


def _published(feed: Path) -> int:
    parts = json.loads((feed / "manifest.json").read_text())["parts"]
    return sum(part["count"] for part in parts)


def figures_of(rows: list[Sample], sites: int, published: int, code: int) -> Load:
    """What the samples of a run say."""
    end = rows[-1]
    warm = [row for row in rows if row["articles"] >= WARM_SHARE * end["articles"]]
    busy = [row for row in warm if row["open"] == sites] or warm
    tenth = max(1, len(busy) // 10)
    return Load(
        sites=sites,
        articles=int(end["articles"]),
        published=published,
        exit_code=code,
        seconds=end["seconds"],
        cpu_s=end["cpu_s"],
        memory_warm_mb=median(row["memory_mb"] for row in warm[:tenth]),
        memory_end_mb=median(row["memory_mb"] for row in busy[-tenth:]),
        held_warm_mb=median(row["held_mb"] for row in warm[:tenth]),
        held_end_mb=median(row["held_mb"] for row in busy[-tenth:]),
        held_bytes=round(1e6 * slope([(row["articles"], row["held_mb"]) for row in busy])),
        descriptors_warm=int(median(row["descriptors"] for row in warm[:tenth])),
        descriptors_max=int(max(row["descriptors"] for row in warm)),
        tasks_warm=int(median(row["tasks"] for row in warm[:tenth])),
        tasks_max=int(max(row["tasks"] for row in warm)),
        rates=tuple(_tenths(rows, "seconds", per=1)),
        cpu_ms=tuple(_tenths(rows, "responses", per=1000, over="cpu_s")),
        samples=tuple(rows),
    )


def slope(points: Sequence[tuple[float, float]]) -> float:
    """By how much the second value grows with the first (least squares), 0 for one point."""
    if len({first for first, _ in points}) < 2:
        return 0.0
    return linear_regression(*zip(*points, strict=True)).slope


def _tenths(
    rows: list[Sample], below: str, *, per: float, over: str = "responses"
) -> Iterator[float]:
    """How much of `over` each tenth of the answers had for one of `below`.

    Answers, not articles: at the end come those that were copies, or asked for a second time.
    """
    total = rows[-1]["responses"]
    marks = [next(row for row in rows if row["responses"] >= total * n / 10) for n in range(11)]
    for first, last in pairwise(marks):
        distance = last[below] - first[below]
        yield round(per * (last[over] - first[over]) / distance, 2) if distance else 0.0
