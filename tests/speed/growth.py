"""Does a page of a long crawl cost more than one of a short crawl? CPU, memory, start to end.

`python -m tests.speed.growth 1000 100000` crawls sites of so many articles one after the other and
prints ratios to the first, then the slices of the largest, which have the same start and the same
site; figures go to build/bench_growth.json. 100,000 take half an hour and 3 GB of disk. Texts are
as unlike each other as news is; `--texts forms` serves the demo's own.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any

from crawler.demo.aggregator import Aggregator
from crawler.demo.pages import PER_PAGE
from crawler.demo.sections import HOME
from crawler.demo.story import Writer
from crawler.demo.website import Website
from spiders.aggregator import AnyAggregatorSpider
from tests.speed.bench import ROOT, run_ours
from tests.speed.nginx import Pages, has_nginx, pages_of, serving
from tests.speed.texts import PAGES_KB, TEXTS, add_texts

OUT = ROOT / "build" / "bench_growth.json"
SLICES = {"tests.speed.slices.Slices": 800}
NOW = datetime(2025, 11, 1, 12, tzinfo=UTC)
Figures = dict[str, Any]


@contextmanager
def served(articles: int, pages_kb: int, writer: Writer) -> Iterator[str]:
    """Addresses between commas from which a crawl comes to all articles of a site.

    From one address it ends at the newest 10,000 or so: a profile has a most of listing pages
    (`pages_max`), and the chain of related links ends at DEPTH_LIMIT.
    """
    site = Aggregator(now=NOW, markup="cards", articles=articles, writer=writer)
    listing = site.markup_of(HOME).listing_path
    a_walk = AnyAggregatorSpider.profile.pages_max
    numbers = range(1, ceil(articles / PER_PAGE) + 1, a_walk)
    paths = [listing(HOME, number).lstrip("/") for number in numbers]

    def pages(base: str) -> Pages:
        return pages_of(Website(site, base, pages_kb=pages_kb))

    with (
        tempfile.TemporaryDirectory() as folder,
        serving(pages, Path(folder), packed_only=True) as url,
    ):
        yield ",".join(url + path for path in paths)


def crawled(articles: int, pages_kb: int, texts: str) -> Figures:
    """What a crawl of a site cost: of its whole, and of its slices."""
    site = served(articles, pages_kb, TEXTS[texts])
    with site as urls, tempfile.TemporaryDirectory() as folder:
        found = run_ours(urls, Path(folder), SLICES, "SLICES_FILE")
    slices = found["slices"]
    sizes = [after["pages"] - before for before, after in ends_of(slices)]
    ms = sum(size * each["ms"] for size, each in zip(sizes, slices, strict=True))
    most = {name: max(each[name] for each in slices) for name in ("mb", "own_mb")}
    return found | most | {"ms": ms / found["pages"], "texts": texts}


def ends_of(slices: list[Figures]) -> Iterator[tuple[int, Figures]]:
    """Each slice, and after how many pages it begins."""
    yield from zip([0, *(each["pages"] for each in slices)], slices, strict=False)


def told(row: Figures, first: Figures) -> str:
    """One line of the figures of a crawl or a slice, ratios first."""
    return (
        f"CPU a page x {row['ms'] / first['ms']:.2f}, memory x {row['mb'] / first['mb']:.2f}, "
        f"its own x {row['own_mb'] / first['own_mb']:.2f}; "
        f"{row['ms']:.2f} ms, {row['mb']:.0f} MB, its own {row['own_mb']:.0f}\n"
    )


def slices_told(slices: list[Figures]) -> Iterator[str]:
    """A line for each slice, and for each stage what one of its pages costs in them."""
    for begin, each in ends_of(slices):
        yield f"{begin:>7,} to {each['pages']:>7,}: {told(each, slices[0])}"
    for stage in slices[0]["stages_ms"]:
        costs = "".join(f"{each['stages_ms'][stage]:7.2f}" for each in slices)
        yield f"{stage:>20} {costs}\n"


def main() -> None:
    """Crawl each size and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--pages-kb", type=int, default=PAGES_KB)
    add_texts(parser)
    chosen = parser.parse_args()
    if not has_nginx():
        parser.error("install the Debian package nginx-light: nothing else serves so many pages")
    os.environ["RASID_HOST_REQUESTS_MAX"] = "0"  # else a crawl of one host ends at 20,000
    figures: list[Figures] = []
    for articles in chosen.articles:
        figures.append(crawled(articles, chosen.pages_kb, chosen.texts))
        sys.stdout.write(f"{figures[-1]['pages']:>9,} pages: {told(figures[-1], figures[0])}")
        sys.stdout.flush()
    sys.stdout.writelines(slices_told(figures[-1]["slices"]))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
