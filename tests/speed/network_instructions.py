"""The changes of `network_bench` by instructions a page instead of a clock: the same on any load.

`python -m tests.speed.network_instructions [NAME …]` crawls two numbers of pages under valgrind (a
Debian package) and takes what the larger crawl has more. A minute or two for each change; no call
into the kernel is counted.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crawler.demo.aggregator import Aggregator
from crawler.demo.website import Website
from tests.speed.bench import ROOT
from tests.speed.network_bench import CHANGES, NOW, OURS
from tests.speed.nginx import pages_of, serving

OUT = ROOT / "build" / "bench_network_instructions.json"
PAGES = (120, 420)  # the first slice of a crawl opens connections and fills what is kept
COUNTED = re.compile(r"I\s+refs:\s+([\d,]+)")


def counted(told: str) -> int:
    """The instructions that valgrind says it has seen. Raises ValueError where it says nothing."""
    found = COUNTED.search(told)
    if found is None:
        message = f"valgrind counted nothing: {told[-300:]!r}"
        raise ValueError(message)
    return int(found[1].replace(",", ""))


def crawled(urls: Path, changes: Mapping[str, Any], folder: Path) -> int:
    """The instructions of one crawl, with its start."""
    script = Path(__file__).with_name("network_spider.py")
    command = ["valgrind", "--tool=cachegrind", "--cache-sim=no"]
    command += [f"--cachegrind-out-file={folder / 'cachegrind'}", sys.executable, str(script)]
    command += [str(urls), str(folder / "slices.json"), json.dumps(changes)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "RASID_DELAY_S": "0"}
    env["RASID_DATA_DIR"] = str(folder / "data")
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stderr=subprocess.PIPE, text=True)
    return counted(done.stderr)


def a_page(pages: list[str], changes: Mapping[str, Any]) -> float:
    """Instructions of one more page."""
    found = []
    for number in PAGES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            urls = folder / "urls.txt"
            urls.write_text("\n".join(pages[:number]))
            found.append(crawled(urls, changes, folder))
    return (found[1] - found[0]) / (PAGES[1] - PAGES[0])


def main() -> None:
    """Count, print ratios to ours, keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only changes whose name begins so")
    begins = (OURS, *parser.parse_args().names)
    site = Aggregator(now=NOW, markup="cards", articles=PAGES[1])
    figures: dict[str, float] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(lambda base: pages_of(Website(site, base, pages_kb=44)), Path(folder)) as url,
    ):
        pages = [url + path.lstrip("/") for path in site.truth()]
        for name, changes in CHANGES.items():
            if len(begins) == 1 or name.startswith(begins):
                figures[name] = a_page(pages, changes)
                share = figures[name] / figures[OURS]
                sys.stdout.write(f"{share:.3f}  {figures[name] / 1000:,.0f} k a page  {name}\n")
                sys.stdout.flush()
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
