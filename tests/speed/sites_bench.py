"""Twenty sites on as many processes as there are cores, over one store, beside one site alone.

`python -m tests.speed.sites_bench --articles 100` prints articles/s of both and their ratio, and
writes build/bench_sites.json. The sites are on addresses of their own and wait for nobody, so the
machine is the limit: run it where nothing else runs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
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
    begun = time.perf_counter()
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
    parts = json.loads((folder / "feed" / "manifest.json").read_text())["parts"]
    return {"articles": sum(part["count"] for part in parts), "wall_s": wall_s}


def measured(sites: int, articles: int, processes: int) -> dict[str, dict[str, float]]:
    """One site with all articles in one process, then the sites with a share of them each."""
    found = {}
    for name, number, at_once in (("one site", 1, 1), ("all sites", sites, processes)):
        of_each = sites * articles // number
        with serving(number, of_each) as urls, tempfile.TemporaryDirectory() as folder:
            row = crawl(urls, at_once, Path(folder))
        found[name] = row | {"articles_per_s": row["articles"] / row["wall_s"]}
    return found


def main() -> None:
    """Measure, print the ratio, keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=20)
    parser.add_argument("--articles", type=int, default=100, help="of each site")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    found = measured(chosen.sites, chosen.articles, chosen.processes)
    one, many = (found[name]["articles_per_s"] for name in ("one site", "all sites"))
    sys.stdout.write(
        f"{chosen.sites} sites on {chosen.processes} processes: x {many / one:.2f}; "
        f"{many:.1f} articles/s, one site alone {one:.1f}\n"
    )
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
