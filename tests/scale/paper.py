"""`python -m tests.scale.paper`: what many sources and articles would take, from what one takes.

Everything is a product of a measured figure and of a number that can be given: another newsroom
puts in its own. Nothing here is a measurement of that size.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass, fields

from tests.scale.measured import Measured, measure

DAY_S = 86_400
GB = 1e9
MILLION = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How much there is to be; money in whatever unit the prices have."""

    sources: int = 10_000
    articles: float = 100e6  # in the store
    per_day: float = 30.0  # new articles of a source a day
    every_h: float = 1.0  # between two runs of a source
    pages: float = 1.3  # fetched for each new article: copies, later looks, pages that are none
    delay_s: float = 1.0  # between two requests to a site
    window_days: float = 90.0  # in which near copies are looked for, and pages are kept
    busy: float = 0.6  # share of a core that may be used on average
    core_hour: float = 0.04  # price of an hour of a core
    gb_month: float = 0.10  # price of a gigabyte of disk for a month


def lines(one: Measured, wanted: Wanted) -> Iterator[tuple[str, str, str]]:
    """What, how much, and how it is reckoned."""
    new = wanted.sources * wanted.per_day
    runs = wanted.sources * 24 / wanted.every_h
    pages_cpu_s = new * wanted.pages * one.page_cpu_s
    runs_cpu_s = runs * one.run_cpu_s
    cores = (pages_cpu_s + runs_cpu_s) / DAY_S / wanted.busy
    run_s = one.run_cpu_s + (2 + new * wanted.pages / runs) * wanted.delay_s
    at_once = runs / DAY_S * run_s
    yield "new articles a day", f"{new:,.0f}", "sources × a day's articles"
    yield "days until the store is so large", f"{wanted.articles / new:,.0f}", "articles / new"
    yield "runs a second", f"{runs / DAY_S:.2f}", "sources × 24 h / every"
    yield "cores for pages", f"{pages_cpu_s / DAY_S:.2f}", f"{one.page_cpu_s * 1e3:.1f} ms a page"
    yield "cores for runs", f"{runs_cpu_s / DAY_S:.2f}", f"{one.run_cpu_s:.2f} s a run"
    database = new * one.database_cpu_s / DAY_S
    yield (
        "cores of the database",
        f"{database:.2f}",
        f"{one.database_cpu_s * 1e3:.1f} ms an article",
    )
    yield "cores of workers", f"{math.ceil(cores)}", f"at {wanted.busy:.0%} of each"
    yield (
        "crawls at once",
        f"{math.ceil(at_once)}",
        f"{run_s:.1f} s each, {wanted.delay_s:g} s delay",
    )
    yield (
        "memory of workers",
        f"{math.ceil(at_once) * one.run_mb / 1e3:.1f} GB",
        f"{one.run_mb:.0f} MB a crawl",
    )
    yield from _kept(one, wanted, new)
    yield from _costs(one, wanted, pages_cpu_s + runs_cpu_s, new)


def _kept(one: Measured, wanted: Wanted, new: float) -> Iterator[tuple[str, str, str]]:
    indexes = sum(indexes for _, indexes in one.tables.values())
    in_window = min(new * wanted.window_days, wanted.articles)
    database = one.database_bytes * wanted.articles
    yield "database", f"{database / GB:,.0f} GB", f"{one.database_bytes:,.0f} B an article"
    yield (
        "of it indexes",
        f"{indexes * wanted.articles / GB:,.0f} GB",
        f"{indexes:,.0f} B an article",
    )
    yield (
        "feed",
        f"{one.feed_bytes * wanted.articles / GB:,.0f} GB",
        f"{one.feed_bytes:,.0f} B a line",
    )
    index = f"{one.index_bytes:,.0f} B an article"
    yield "index of copies, whole", f"{one.index_bytes * wanted.articles / GB:,.0f} GB", index
    window = f"{wanted.window_days:g} days, {in_window / MILLION:,.0f} million articles"
    yield "index of copies, window", f"{one.index_bytes * in_window / GB:,.0f} GB", window
    kept = new * wanted.window_days * one.page_bytes
    packed = f"{one.page_bytes / 1e3:.0f} kB a page, {wanted.window_days:g} days"
    yield "archive of pages", f"{kept / GB:,.0f} GB", packed


def _costs(
    one: Measured, wanted: Wanted, cpu_s: float, new: float
) -> Iterator[tuple[str, str, str]]:
    hours = cpu_s / new * MILLION / 3600 / wanted.busy
    kept_gb = (one.database_bytes + one.feed_bytes) * MILLION / GB
    work, disk = hours * wanted.core_hour, kept_gb * wanted.gb_month
    yield "core hours a million articles", f"{hours:,.1f}", "pages and runs"
    yield "cost of getting a million", f"{work:,.2f}", f"{wanted.core_hour} a core hour"
    yield "cost of keeping it a month", f"{disk:,.2f}", f"{kept_gb:.1f} GB at {wanted.gb_month}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--measure", type=int, default=5_000, help="articles to store")
    for each in fields(Wanted):
        option = f"--{each.name.replace('_', '-')}"
        parser.add_argument(option, type=type(each.default), default=each.default)
    chosen = vars(parser.parse_args())
    one = measure(chosen.pop("measure"))
    print("| table | B an article | B in indexes |\n|---|---|---|")
    for name, (rows, indexes) in one.tables.items():
        print(f"| `{name}` | {rows:,.0f} | {indexes:,.0f} |")
    print("\n| what | how much | of |\n|---|---|---|")
    for line in lines(one, Wanted(**chosen)):
        print(f"| {' | '.join(line)} |")


if __name__ == "__main__":
    main()
