"""`make bench`: what a whole crawl costs beside other programs, on the same pages, in turn.

Ratios first; absolute figures swing with the machine. The same figures go to build/bench.json.
The articles are as unlike each other as news is; `--texts forms` serves the demo's own.
A quiet machine needs about a quarter of an hour; `--articles 400 --rounds 3` is short.
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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from crawler import settings as project
from crawler.demo.aggregator import Aggregator
from crawler.demo.website import Website
from tests.speed.bench_table import medians_of, rates, show
from tests.speed.nginx import Pages, has_nginx, pages_of, serving
from tests.speed.texts import PAGES_KB, TEXTS, add_texts

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "bench.json"
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
EMPTY, OURS, RAW = "empty default Scrapy", "Rasid, everything", "raw aiohttp, 32 at a time"
PEERS = {
    EMPTY: ("scrapy_crawl.py", "default"),
    "empty tuned Scrapy": ("scrapy_crawl.py", "tuned"),
    "Scrapy + trafilatura + datasketch + JSONL": ("scrapy_crawl.py", "work"),
    "crawlee + trafilatura + datasketch + JSONL": ("crawlee_crawl.py", "trafilatura"),
    "crawlee + our extraction + datasketch + JSONL": ("crawlee_crawl.py", "rasid"),
}
IN_PEERS = frozenset(
    (
        ("scrapy_crawl.py", "work"),
        ("crawlee_crawl.py", "trafilatura"),
        ("crawlee_crawl.py", "rasid"),
    )
)
# Ten times as slow as an empty crawl: a part of the pages says as much of them.
SLOW = frozenset(name for name in PEERS if "trafilatura" in name)
SLOW_SHARE = 10  # they get one page of so many
SERVERS = {"news": "tests.speed.news_server", "forms": "crawler.demo.server"}
METER = {"tests.speed.meter.Meter": 800}
SAMPLER = {"tests.speed.stage_sampler.StageSampler": 800}


@contextmanager
def server(articles: int, pages_kb: int, texts: str) -> Any:
    """The embedded aggregator in a process of its own."""
    command = [sys.executable, "-m", SERVERS[texts], "--port", "0", "--markup", "cards"]
    command += ["--articles", str(articles), "--pages-kb", str(pages_kb)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield json.loads(process.stdout.readline())["url"]
        finally:
            process.terminate()


@contextmanager
def served(articles: int, pages_kb: int, texts: str) -> Iterator[tuple[str, list[str]]]:
    """The site's address and those of its articles; by nginx, or by itself where there is none."""
    now = datetime.now(UTC)
    site = Aggregator(now=now, markup="cards", articles=articles, writer=TEXTS[texts])
    if not has_nginx():
        sys.stderr.write("no nginx here: the embedded aggregator serves, which costs the others\n")
        with server(articles, pages_kb, texts) as url:
            yield url, [url + path.lstrip("/") for path in json.loads(fetch(url + "__truth.json"))]
        return

    def pages(base: str) -> Pages:
        return pages_of(Website(site, base, pages_kb=pages_kb))

    with tempfile.TemporaryDirectory() as folder, serving(pages, Path(folder)) as url:
        yield url, [url + path.lstrip("/") for path in site.truth()]


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as response:
        return bytes(response.read())


def run_ours(
    url: str, folder: Path, extension: Mapping[str, int] = METER, name: str = "METER_FILE"
) -> dict[str, Any]:
    """Our whole crawl in a new data folder; what the extension wrote of it."""
    told, env = folder / "told.json", {**os.environ, "RASID_DATA_DIR": str(folder / "data")}
    command = [sys.executable, "-m", "scrapy", "run", "aggregator", "-a", f"start_urls={url}"]
    command += [
        "-s",
        f"{name}={told}",
        "-s",
        f"EXTENSIONS={json.dumps(project.EXTENSIONS | dict(extension))}",
    ]
    command += ["-s", "ROBOTSTXT_OBEY=False"]  # the empty spider asks none either
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    return json.loads(told.read_text())  # type: ignore[no-any-return]


def stages_of(url: str) -> dict[str, Any]:
    """Where the CPU of one of our crawls went, by looks at it."""
    with tempfile.TemporaryDirectory() as folder:
        return run_ours(url, Path(folder), SAMPLER, "STAGES_FILE")


def run_peer(script: str, kind: str, urls: Path, folder: Path) -> dict[str, float] | None:
    """A crawl of the same pages by another program; None where its environment is not made."""
    python = PEERS_PYTHON if (script, kind) in IN_PEERS else Path(sys.executable)
    if not python.exists():
        return None
    meter, lines = folder / "meter.json", folder / f"{kind}.jsonl"
    lines.unlink(missing_ok=True)
    command = [python, Path(__file__).with_name(script), kind, urls, meter, lines]
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


def listed(pages: list[str], folder: Path) -> tuple[Path, Path]:
    """Files of all addresses, and of those that the slow ones get."""
    files = folder / "urls.txt", folder / "few.txt"
    for file, chosen in zip(files, (pages, pages[::SLOW_SHARE]), strict=True):
        file.write_text("\n".join(chosen))
    return files


def measure(url: str, urls: Path, few: Path, rounds: int) -> dict[str, list[dict[str, float]]]:
    """Each in turn, round after round, so that noise hits all alike."""
    found: dict[str, list[dict[str, float]]] = {}
    for number in range(rounds):
        sys.stderr.write(f"round {number + 1} of {rounds}\n")
        with tempfile.TemporaryDirectory() as folder:
            found.setdefault(OURS, []).append(rates(run_ours(url, Path(folder))))
            for name, (script, kind) in PEERS.items():
                told = run_peer(script, kind, few if name in SLOW else urls, Path(folder))
                if told:
                    found.setdefault(name, []).append(rates(told))
        found.setdefault(RAW, []).append(rates(run_raw(urls)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--pages-kb", type=int, default=PAGES_KB)
    parser.add_argument("--rounds", type=int, default=5)
    add_texts(parser)
    chosen = parser.parse_args()
    with (
        served(chosen.articles, chosen.pages_kb, chosen.texts) as (url, pages),
        tempfile.TemporaryDirectory() as folder,
    ):
        urls, few = listed(pages, Path(folder))
        samples = [fetch(page) for page in pages[:200]]
        mean_kb = sum(map(len, samples)) / len(samples) / 1000
        sys.stderr.write(f"{len(pages):,} article pages, {mean_kb:.0f} kB each on average\n")
        rounds = measure(url, urls, few, chosen.rounds)
        stages = stages_of(url)
    medians = medians_of(rounds, EMPTY)
    show(medians, stages)
    OUT.parent.mkdir(exist_ok=True)
    result = {"texts": chosen.texts, "page_kb": mean_kb, "medians": medians}
    result |= {"rounds": rounds, "stages": stages}
    OUT.write_text(json.dumps(result, indent=2))
    sys.stderr.write(f"all figures: {OUT.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
