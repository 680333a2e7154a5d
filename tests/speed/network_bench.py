"""What stands between a request and its callback, part by part: our settings, and changes of them.

`python -m tests.speed.network_bench [NAME …]` fetches the same pages under our settings and under
each change, in turn, and prints the CPU of a page beside ours; `--handlers FOLDER` adds download
handlers of packages that are installed there. Figures go to build/bench_network.json.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from crawler import settings as project
from crawler.demo.aggregator import Aggregator
from crawler.demo.website import Website
from tests.speed.bench import ROOT
from tests.speed.nginx import pages_of, serving

OUT = ROOT / "build" / "bench_network.json"
OURS = "ours"
SCRAPY = "scrapy.core.downloader.handlers"
INCUBATOR = "scrapy_download_handlers_incubator"
NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)


def handled_by(path: str) -> dict[str, Any]:
    return {"DOWNLOAD_HANDLERS": {"http": path, "https": path}}


def without(*paths: str) -> dict[str, Any]:
    return {"DOWNLOADER_MIDDLEWARES": dict.fromkeys(paths)}


def without_spidermw(*names: str) -> dict[str, Any]:
    return {"SPIDER_MIDDLEWARES": {f"scrapy.spidermiddlewares.{name}": None for name in names}}


SCRAPYS = "scrapy.downloadermiddlewares"
# Parts of ours that stand for some of Scrapy's, and those.
UNPACKING = {
    "crawler.middlewares.unpack.Unpack": None,
    "crawler.middlewares.request_defaults.RequestDefaults": None,
    f"{SCRAPYS}.downloadtimeout.DownloadTimeoutMiddleware": 350,
    f"{SCRAPYS}.defaultheaders.DefaultHeadersMiddleware": 400,
    f"{SCRAPYS}.useragent.UserAgentMiddleware": 500,
    f"{SCRAPYS}.httpcompression.HttpCompressionMiddleware": 590,
}
REACHING = {
    "crawler.middlewares.reach.Reach": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": 25,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": 800,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": 900,
}
MINE = tuple(
    path
    for path in project.DOWNLOADER_MIDDLEWARES
    if path.startswith("crawler.") and path not in UNPACKING
)
CHANGES: dict[str, dict[str, Any]] = {
    OURS: {},
    "handler: Scrapy's default, Twisted": handled_by(f"{SCRAPY}.http11.HTTP11DownloadHandler"),
    "handler: Scrapy's aiohttp, no guard": handled_by(f"{SCRAPY}._aiohttp.AiohttpDownloadHandler"),
    "loop: asyncio's own": {"ASYNCIO_EVENT_LOOP": None},
    "none of our middlewares": without(*MINE),
    **{f"without {path.rpartition('.')[2]}": without(path) for path in MINE},
    "without Scrapy's retries": {"RETRY_ENABLED": False},
    "without Scrapy's redirects": {"REDIRECT_ENABLED": False},
    "without DownloaderStats": {"DOWNLOADER_STATS": False},
    "Scrapy's defaults of requests, Scrapy's unpacking": {"DOWNLOADER_MIDDLEWARES": UNPACKING},
    "Scrapy's rules of depth and length": {"SPIDER_MIDDLEWARES": REACHING},
    "without HttpError": without_spidermw("httperror.HttpErrorMiddleware"),
    "one task for items": {"CONCURRENT_ITEMS": 1},
    "Scrapy's engine, ten tasks a request": {
        "ITEM_PROCESSOR": "scrapy.pipelines.ItemPipelineManager"
    },
    "Scrapy's downloader, a coroutine for each part": {
        "DOWNLOADER": "scrapy.core.downloader.Downloader"
    },
    "Scrapy's fingerprints": {
        "REQUEST_FINGERPRINTER_CLASS": "scrapy.utils.request.RequestFingerprinter"
    },
    "no duplicates filter": {"DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter"},
    "plain priority queue": {"SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue"},
    "pages not packed": {"DEFAULT_REQUEST_HEADERS": {"Accept-Encoding": "identity"}},
}
THEIRS = {
    f"handler: {name}": handled_by(f"{INCUBATOR}.{path}DownloadHandler")
    for name, path in (
        ("pyreqwest, no guard", "Pyreqwest"),
        ("wreq, no guard", "Wreq"),
        ("curl_cffi, no guard", "CurlCffi"),
    )
}


def crawl(urls: Path, changes: Mapping[str, Any], folder: Path, more: str) -> list[float]:
    """Fetch all pages once; CPU ms a page of each slice of the crawl."""
    slices = folder / "slices.json"
    script = Path(__file__).with_name("network_spider.py")
    command = [sys.executable, script, urls, slices, json.dumps(changes)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), more))}
    env |= {"RASID_DATA_DIR": str(folder / "data"), "RASID_DELAY_S": "0"}
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    return list(map(float, json.loads(slices.read_text())))


def rounds_of(
    chosen: Mapping[str, Mapping[str, Any]], urls: Path, rounds: int, more: str
) -> Iterator[dict[str, tuple[list[float], list[float]]]]:
    """Slices of ours and of each change, one right after the other, round after round."""
    for number in range(rounds):
        sys.stderr.write(f"round {number + 1} of {rounds}\n")
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            yield {
                name: (crawl(urls, {}, place, more), crawl(urls, changes, place, more))
                for name, changes in chosen.items()
            }


def figures_of(
    found: list[dict[str, tuple[list[float], list[float]]]],
) -> dict[str, dict[str, float]]:
    """Where the cheaper quarter of a crawl's slices ends, and its ratio to ours just before.

    Load only ever adds, and it comes and goes within a crawl; medians of the rounds.
    """
    pairs = {
        name: [tuple(quantiles(row)[0] for row in each[name]) for each in found]
        for name in found[0]
    }
    return {
        name: {
            "ms": median(mine for _, mine in rows),
            "cost": median(mine / ours for ours, mine in rows),
        }
        for name, rows in pairs.items()
    }


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only changes whose name begins so")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--pages-kb", type=int, default=44)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--handlers", default="", metavar="FOLDER")
    return parser.parse_args()


def main() -> None:
    """Measure, print ratios, keep the figures."""
    given = arguments()
    known = CHANGES | (THEIRS if given.handlers else {})
    begins = (OURS, *given.names) if given.names else ("",)
    chosen = {name: changes for name, changes in known.items() if name.startswith(begins)}
    site = Aggregator(now=NOW, markup="cards", articles=given.articles)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = lambda base: pages_of(Website(site, base, pages_kb=given.pages_kb))  # noqa: E731
        with serving(made, folder) as url:
            urls = folder / "urls.txt"
            urls.write_text("\n".join(url + path.lstrip("/") for path in site.truth()))
            found = list(rounds_of(chosen, urls, given.rounds, given.handlers))
    figures = figures_of(found)
    for change, row in figures.items():
        sys.stdout.write(f"{row['cost']:.2f}  {row['ms']:.2f} ms a page  {change}\n")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
