"""Twenty sites on as many processes as there are cores, over one store, beside one site alone.

`python -m tests.speed.sites_bench --articles 100` prints pages/s of both and their ratio, and
writes build/bench_sites.json. The sites are on addresses of their own and wait for nobody, so the
machine is the limit: run it where nothing else runs.
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
from contextlib import closing
from pathlib import Path

from tests.load.load import ROOT, serving

OUT = ROOT / "build" / "bench_sites.json"


def crawl(addresses: list[str], processes: int, folder: Path) -> dict[str, float]:
    """Crawl the sites, spread over so many processes with one store; pages and seconds."""
    names = [f"load_{number:02}" for number in range(1, len(addresses) + 1)]
    env = {
        **os.environ,
        "RASID_DATA_DIR": str(folder),
        "RASID_CONTACT": "",
        "LOAD_SITES": json.dumps(addresses),
    }
    command = [sys.executable, "-m", "scrapy", "run", "-s", "SPIDER_MODULES=tests.load.sites"]
    begun, cpu_s = time.perf_counter(), _children_s()
    running = [
        subprocess.Popen(
            [*command, *names[first::processes]],
            cwd=ROOT,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for first in range(processes)
    ]
    codes = [each.wait() for each in running]
    wall_s = time.perf_counter() - begun
    if any(codes):
        message = f"a crawl ended with {codes}"
        raise RuntimeError(message)
    return {"pages": _pages(folder), "wall_s": wall_s, "cpu_s": _children_s() - cpu_s}


def _children_s() -> float:
    """CPU seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _pages(folder: Path) -> int:
    """The answers that all runs of a store have had."""
    with closing(sqlite3.connect(folder / "rasid.db")) as store:
        rows = store.execute("SELECT figures FROM runs").fetchall()
    return sum(json.loads(figures)["responses"] for (figures,) in rows)


def measured(sites: int, articles: int, processes: int) -> dict[str, dict[str, float]]:
    """One site with all articles in one process, then the sites with a share of them each."""
    found = {}
    for name, number, at_once in (("one site", 1, 1), ("all sites", sites, processes)):
        of_each = sites * articles // number
        with serving(number, of_each) as urls, tempfile.TemporaryDirectory() as folder:
            row = crawl(urls, at_once, Path(folder))
        found[name] = row | {
            "pages_per_s": row["pages"] / row["wall_s"],
            "cpu_ms": 1000 * row["cpu_s"] / row["pages"],
        }
    return found


def main() -> None:
    """Measure, print the ratio, keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=20)
    parser.add_argument("--articles", type=int, default=100, help="of each site")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    found = measured(chosen.sites, chosen.articles, chosen.processes)
    one, many = (found[name] for name in ("one site", "all sites"))
    sys.stdout.write(
        f"{chosen.sites} sites on {chosen.processes} processes: "
        f"x {many['pages_per_s'] / one['pages_per_s']:.2f}; "
        f"{many['pages_per_s']:.1f} pages/s, one site alone {one['pages_per_s']:.1f}; "
        f"CPU of a page, start-up in it, {many['cpu_ms']:.1f} ms beside {one['cpu_ms']:.1f}\n"
    )
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
