"""`make bench`: what a whole crawl costs beside an empty one, on the same pages, in turn.

Ratios first; absolute figures swing with the machine. The same figures go to build/bench.json.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp
from rich.console import Console
from rich.table import Table

from tests.speed.stages import stages_of

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "bench.json"
EXTENSIONS = {
    "crawler.extensions.budget.Budget": 100,
    "crawler.extensions.feed_publisher.FeedPublisher": 200,
    "tests.speed.meter.Meter": 800,
    "crawler.extensions.run_ledger.RunLedger": 900,
}


@contextmanager
def server(articles: int, pages_kb: int) -> Any:
    """The embedded aggregator in a process of its own."""
    command = [sys.executable, "-m", "crawler.demo.server", "--port", "0", "--markup", "cards"]
    command += ["--articles", str(articles), "--pages-kb", str(pages_kb)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield json.loads(process.stdout.readline())["url"]
        finally:
            process.terminate()


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as response:
        return bytes(response.read())


def run_ours(url: str, folder: Path) -> dict[str, float]:
    meter, env = folder / "meter.json", {**os.environ, "RASID_DATA_DIR": str(folder / "data")}
    command = [sys.executable, "-m", "scrapy", "run", "aggregator", "-a", f"start_urls={url}"]
    command += ["-s", f"METER_FILE={meter}", "-s", f"EXTENSIONS={json.dumps(EXTENSIONS)}"]
    command += ["-s", "ROBOTSTXT_OBEY=False"]  # the empty spider asks none either
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    return json.loads(meter.read_text())  # type: ignore[no-any-return]


def run_empty(urls: Path, folder: Path) -> dict[str, float]:
    meter = folder / "meter.json"
    command = [
        sys.executable,
        str(Path(__file__).with_name("empty_spider.py")),
        str(urls),
        str(meter),
    ]
    subprocess.run(command, cwd=folder, check=True)
    return json.loads(meter.read_text())  # type: ignore[no-any-return]


def run_raw(urls: Path) -> dict[str, float]:
    """Nothing but aiohttp, 32 at a time: shows that the server is not the limit."""

    async def all_of_them() -> None:
        limit = asyncio.Semaphore(32)
        async with aiohttp.ClientSession() as session:

            async def one(url: str) -> None:
                async with limit, session.get(url) as response:
                    await response.read()

            await asyncio.gather(*map(one, addresses))

    addresses = urls.read_text().split()
    before, begun = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    asyncio.run(all_of_them())
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"pages": len(addresses), "cpu_s": cpu_s, "wall_s": time.perf_counter() - begun}


def rates(figures: dict[str, float]) -> dict[str, float]:
    pages = figures["pages"] or 1
    return {
        **figures,
        "pages_per_s": pages / figures["wall_s"],
        "cpu_s_per_1000": 1000 * figures["cpu_s"] / pages,
    }


def measure(url: str, urls: Path, rounds: int) -> dict[str, list[dict[str, float]]]:
    """Each in turn, round after round, so that noise hits all alike."""
    found: dict[str, list[dict[str, float]]] = {"rasid": [], "empty scrapy": [], "raw aiohttp": []}
    for number in range(rounds):
        sys.stderr.write(f"round {number + 1} of {rounds}\n")
        with tempfile.TemporaryDirectory() as folder:
            found["rasid"].append(rates(run_ours(url, Path(folder))))
            found["empty scrapy"].append(rates(run_empty(urls, Path(folder))))
        found["raw aiohttp"].append(rates(run_raw(urls)))
    return found


def show(medians: dict[str, dict[str, float]], stages: dict[str, float]) -> None:
    table = Table("crawl", box=None)
    columns = ("pages", "articles", "pages_per_s", "cpu_s_per_1000", "peak_mb")
    for name in ("pages/s over empty", "CPU/page over empty", *columns):
        table.add_column(name, justify="right")
    empty = medians["empty scrapy"]
    for name, row in medians.items():
        speed = row["pages_per_s"] / empty["pages_per_s"]
        cost = row["cpu_s_per_1000"] / empty["cpu_s_per_1000"]
        cells = [f"{row[key]:,.1f}" if key in row else "-" for key in columns]
        table.add_row(name, f"{speed:.2f}", f"{cost:.2f}", *cells)
    console = Console(width=140)
    console.print(table)
    budget = Table("stage of our crawl", box=None)
    budget.add_column("CPU ms a page", justify="right")
    budget.add_column("share", justify="right")
    total = medians["rasid"]["cpu_s_per_1000"]
    rest = {"Scrapy, network, the rest": total - sum(stages.values())}
    for name, milliseconds in {**stages, **rest}.items():
        budget.add_row(name, f"{milliseconds:.3f}", f"{milliseconds / total:.0%}")
    console.print(budget)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--pages-kb", type=int, default=44)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    with server(chosen.articles, chosen.pages_kb) as url, tempfile.TemporaryDirectory() as folder:
        truth = json.loads(fetch(url + "__truth.json"))
        pages = [url + path.lstrip("/") for path in truth]
        urls = Path(folder) / "urls.txt"
        urls.write_text("\n".join(pages))
        samples = [fetch(page) for page in pages[:200]]
        mean_kb = sum(map(len, samples)) / len(samples) / 1000
        sys.stderr.write(f"{len(pages):,} article pages, {mean_kb:.0f} kB each on average\n")
        rounds = measure(url, urls, chosen.rounds)
        medians = {
            name: {key: median(row[key] for row in rows) for key in rows[0]}
            for name, rows in rounds.items()
        }
        stages = stages_of(samples, pages[0])
    show(medians, stages)
    OUT.parent.mkdir(exist_ok=True)
    result = {"page_kb": mean_kb, "medians": medians, "rounds": rounds, "stages_ms": stages}
    OUT.write_text(json.dumps(result, indent=2))
    sys.stderr.write(f"all figures: {OUT.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
