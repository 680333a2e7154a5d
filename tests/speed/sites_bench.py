"""Twenty sites on as many processes as there are cores, over one store, beside one site alone.

`python -m tests.speed.sites_bench` serves as many articles by nginx as one site and as twenty, has
both crawled in turn, and prints pages/s of both and the ratio, with start-up and without. The
twenty are crawled once more with a store for each process: what they lose there too, the machine
takes and not the store. Figures go to build/bench_sites.json. No site waits for anybody, so the
machine is the limit: run it where nothing else runs. The articles are as unlike each other as news
is, with one in twelve from an agency that a fifth of the sites have; `--texts forms` serves the
demo's own, of which no two sites have the same.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from crawler import settings as project
from crawler.demo.aggregator import Aggregator
from crawler.demo.story import Writer
from crawler.demo.website import Website
from tests.speed.bench import ROOT
from tests.speed.bench_table import ratio_of
from tests.speed.nginx import Pages, pages_of, serving_sites
from tests.speed.texts import TEXTS, add_texts

OUT = ROOT / "build" / "bench_sites.json"
NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
ONE, ALL, APART = "one site", "all sites", "a store for each process"
EXTENSIONS = project.EXTENSIONS | {"tests.speed.span.Span": 960}  # after the report
TOLD_CHARS = 2_000  # of what failed crawls said
Figures = dict[str, Any]


@contextmanager
def served(sites: int, articles: int, writer: Writer) -> Iterator[dict[str, list[str]]]:
    """Addresses of one site with all articles, and of the sites with so many each."""
    shares = [sites * articles, *[articles] * sites]
    with (
        tempfile.TemporaryDirectory() as folder,
        serving_sites(
            [_pages(seed, each, writer) for seed, each in enumerate(shares)], Path(folder)
        ) as urls,
    ):
        yield {ONE: urls[:1], ALL: urls[1:]}


def _pages(seed: int, articles: int, writer: Writer) -> Callable[[str], Pages]:
    site = Aggregator(now=NOW, seed=seed, markup="cards", articles=articles, writer=writer)
    return lambda base: pages_of(Website(site, base))


def crawl(addresses: list[str], folders: list[Path]) -> Figures:
    """Crawl the sites by a process for each folder named; two may be the same, with one store.

    Pages, seconds and CPU seconds; `crawl_` is from the first opening of a spider to the last end,
    the others are from the command to its end, with the imports.
    """
    names = [f"load_{number:02}" for number in range(1, len(addresses) + 1)]
    env = {**os.environ, "RASID_CONTACT": "", "LOAD_SITES": json.dumps(addresses)}
    spans = folders[0] / "spans"
    spans.mkdir(parents=True)
    given = {"SPIDER_MODULES": "tests.load.sites", "EXTENSIONS": json.dumps(EXTENSIONS)}
    options = [f"-s{name}={value}" for name, value in (given | {"SPAN_FOLDER": spans}).items()]
    command = [sys.executable, "-m", "scrapy", "run", *options]
    begun, cpu_s = time.perf_counter(), _children_s()
    _run(
        ([*command, *names[first :: len(folders)]], env | {"RASID_DATA_DIR": str(folder)})
        for first, folder in enumerate(folders)
    )
    wall_s = time.perf_counter() - begun
    pages = sum(map(_pages_in, set(folders)))
    told = {"pages": pages, "wall_s": wall_s, "cpu_s": _children_s() - cpu_s}
    return told | _crawl_of([json.loads(each.read_text()) for each in spans.iterdir()])


def _run(calls: Iterable[tuple[list[str], Mapping[str, str]]]) -> None:
    """All commands at once, each in its environment; RuntimeError with their last lines."""
    with tempfile.TemporaryFile() as told:
        quiet: Any = {"stdout": told, "stderr": told}
        running = [subprocess.Popen(each, cwd=ROOT, env=env, **quiet) for each, env in calls]
        codes = [each.wait() for each in running]
        if any(codes):
            told.seek(0)
            message = f"a crawl ended with {codes}: {told.read().decode()[-TOLD_CHARS:]}"
            raise RuntimeError(message)


def _crawl_of(spans: list[Figures]) -> Figures:
    """The seconds of the crawls alone; they overlap, their CPU adds up."""
    return {
        "crawl_s": max(each["ended"] for each in spans) - min(each["began"] for each in spans),
        "crawl_cpu_s": sum(each["cpu_s"] for each in spans),
    }


def _children_s() -> float:
    """CPU seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _pages_in(folder: Path) -> int:
    """The answers that all runs of a store have had."""
    with closing(sqlite3.connect(folder / "rasid.db")) as store:
        rows = store.execute("SELECT figures FROM runs").fetchall()
    return sum(json.loads(figures)["responses"] for (figures,) in rows)


def rates(row: Figures) -> Figures:
    """Pages a second and CPU milliseconds a page, with what a start costs and without."""
    pages = row["pages"]
    return row | {
        "pages_per_s": pages / row["wall_s"],
        "cpu_ms": 1000 * row["cpu_s"] / pages,
        "crawl_pages_per_s": pages / row["crawl_s"],
        "crawl_cpu_ms": 1000 * row["crawl_cpu_s"] / pages,
    }


def measured(
    urls: Mapping[str, list[str]], processes: int, rounds: int
) -> dict[str, list[Figures]]:
    """One site in one process, the sites in as many as are given over one store, and over more."""
    found: dict[str, list[Figures]] = {ONE: [], ALL: [], APART: []}
    for number in range(rounds):
        sys.stderr.write(f"round {number + 1} of {rounds}\n")
        for name, at_once in ((ONE, 1), (ALL, processes), (APART, processes)):
            with tempfile.TemporaryDirectory() as folder:
                stores = [
                    Path(folder, str(each if name == APART else 0)) for each in range(at_once)
                ]
                found[name].append(rates(crawl(urls[ONE if name == ONE else ALL], stores)))
    return found


def figures_of(found: Mapping[str, list[Figures]]) -> dict[str, Figures]:
    """Medians of the rounds; `x_` are those of the ratios to the one site of the same round.

    `x_..._range` are the least and the most of these.
    """
    keys = ("pages_per_s", "crawl_pages_per_s", "cpu_ms", "crawl_cpu_ms")
    figures: dict[str, Figures] = {}
    for name, rows in found.items():
        figures[name] = {key: median(row[key] for row in rows) for key in rows[0]}
        for key in keys:
            figures[name] |= ratio_of(f"x_{key}", rows, found[ONE], key)
    return figures


def told(figures: Mapping[str, Figures]) -> str:
    """A line for each: with start-up, and the crawls alone."""
    lines = []
    for name, row in figures.items():
        pages, cpu_ms = (
            ", ".join(
                f"{row[f'{key}{of}']:.{digits}f} ({_ratio(row, f'x_{key}{of}')})"
                for key in ("", "crawl_")
            )
            for of, digits in (("pages_per_s", 1), ("cpu_ms", 2))
        )
        lines.append(f"{name}: pages/s {pages}; CPU ms a page {cpu_ms}\n")
    return "".join(lines)


def _ratio(row: Figures, name: str) -> str:
    least, most = row[f"{name}_range"]
    return f"x {row[name]:.2f}, {least:.2f} to {most:.2f}"


def main() -> None:
    """Measure, print the ratios, keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=20)
    parser.add_argument("--articles", type=int, default=300, help="of each site")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=3)
    add_texts(parser)
    chosen = parser.parse_args()
    with served(chosen.sites, chosen.articles, TEXTS[chosen.texts]) as urls:
        found = measured(urls, chosen.processes, chosen.rounds)
    figures = figures_of(found)
    sys.stdout.write(
        f"{chosen.sites} sites on {chosen.processes} processes; with start-up, and without\n"
        f"{told(figures)}"
    )
    OUT.parent.mkdir(exist_ok=True)
    result = {"texts": chosen.texts, "figures": figures, "rounds": found}
    OUT.write_text(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
