"""Does a page of a long crawl cost more than one of a short crawl? CPU, memory, start to end.

`python -m tests.speed.growth 1000 10000` crawls sites of so many articles one after the other and
prints ratios to the first; figures go to build/bench_growth.json. 100,000 take hours.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from tests.speed.bench import ROOT, rates, run_ours, server

OUT = ROOT / "build" / "bench_growth.json"


def grown(sizes: list[int], pages_kb: int) -> list[dict[str, float]]:
    """What a crawl of each size cost, and its ratios to the first."""
    found: list[dict[str, float]] = []
    for articles in sizes:
        with server(articles, pages_kb) as url, tempfile.TemporaryDirectory() as folder:
            row = rates(run_ours(url, Path(folder)))
        first = found[0] if found else row
        found.append(
            row
            | {
                "cpu_ratio": row["cpu_s_per_1000"] / first["cpu_s_per_1000"],
                "memory_ratio": row["peak_mb"] / first["peak_mb"],
            }
        )
        sys.stdout.write(told(found[-1]))
        sys.stdout.flush()
    return found


def told(row: dict[str, float]) -> str:
    """One line of the figures of a crawl, ratios first."""
    return (
        f"{row['pages']:>9,.0f} pages: CPU a page x {row['cpu_ratio']:.2f}, "
        f"memory x {row['memory_ratio']:.2f}; {row['cpu_s_per_1000']:.2f} s of CPU for 1,000, "
        f"{row['peak_mb']:.0f} MB, {row['pages_per_s']:.0f} pages/s\n"
    )


def main() -> None:
    """Crawl each size and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--pages-kb", type=int, default=44)
    chosen = parser.parse_args()
    os.environ["RASID_HOST_REQUESTS_MAX"] = "0"  # else a crawl of one host ends at 20,000
    figures = grown(chosen.articles, chosen.pages_kb)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
