"""One run of `scrapy run` over all bad inputs: the sites, their profiles, and what came of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.flow.runs import published
from tests.hostile.certificate import self_signed
from tests.hostile.row import Row
from tests.hostile.rows_content import soft
from tests.hostile.server import RawSite, page, serving
from tests.hostile.table import ROOT, table
from tests.hostile.told import article, listing
from tests.hostile.where import PAGES_MAX, Where

HOSTILE = "hostile"
GOOD = tuple(range(120, 132))  # stories of the good articles on the hostile site
QUIET = tuple(range(132, 144))  # and of the second site
GROUPS = (
    (HOSTILE, "quiet", "soft"),
    ("named", "flaky", "busy", "failing", "closed", "odd", "walled", "resting", "unsigned"),
)
KIBIBYTE = 1024
LOOK_S = 0.1
HIGH_WATER = re.compile(r"VmHWM:\s*(\d+) kB")
PEAK_BYTES_MAX = 250_000_000
SECONDS_MAX = 120  # three timeouts of three tries each, and 150 pages; much less alone
TIMEOUT_S = 5
RUN_S_MAX = 240
PROFILE = """
from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider
class {title}Spider(AggregatorSpider):
    profile = SiteProfile(**{values!r}, expect=Expectations({expect}))
"""
LINKS = """
<a href="javascript:alert(1)">خبر عن المدينة لا يقرأ</a>
<a href="data:text/html,x">خبر آخر لا يقرأ هنا</a>
<a href="file:///etc/hostname">خبر ثالث لا يقرأ هنا</a><a href="ftp://files.example/x">ملف</a>
<a href="/calendar?month=2024-05">مايو</a><a href="http://[::1">عنوان مكسور</a>
"""


@dataclass(frozen=True)
class Ended:
    """A process that is over: what it printed, how long it took, the most memory it held."""

    code: int
    output: str
    seconds: float
    peak_bytes: int


@dataclass
class Crawled:
    """What the runs came to, and who was asked."""

    runs: tuple[Ended, ...]  # one for each of GROUPS
    folder: Path
    sites: dict[str, RawSite]
    rows: tuple[Row, ...]
    strangers: tuple[RawSite, ...]

    @cached_property
    def articles(self) -> list[dict[str, Any]]:
        return published(self.folder)

    @cached_property
    def stats(self) -> dict[str, dict[str, Any]]:
        files = (self.folder / "stats").glob("*.json")
        return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}

    def total(self, *prefixes: str) -> Counter[str]:
        """Our stats with these beginnings, over all sites, without `rasid/`."""
        found: Counter[str] = Counter()
        for stats in self.stats.values():
            for name, value in stats.items():
                if name.removeprefix("rasid/").startswith(prefixes):
                    found[name.removeprefix("rasid/")] += value
        return found

    def articles_of(self, row: Row) -> list[dict[str, Any]]:
        """What the pages of a row gave."""
        own = {key[key.index("/") :] for key in row.answers}
        return [each for each in self.articles if urlsplit(each["url"]).path in own]


def crawl_all(folder: Path) -> Crawled:
    """Serve every row, and run all sites."""
    strangers = tuple(RawSite(host=host) for host in ("127.0.0.1", "127.0.0.2", "::1"))
    sites = {name: RawSite() for group in GROUPS for name in group}
    tls = {len(strangers) + list(sites).index("unsigned"): self_signed(folder)}
    with serving(*strangers, *sites.values(), tls=tls):
        where = Where(*(each.port for each in strangers))
        rows = table(where)
        set_up(sites, rows)
        write_profiles(folder / "sites", sites, rows)
        runs = tuple(run(folder, group) for group in GROUPS)
    return Crawled(runs, folder / "data", sites, rows, strangers)


def set_up(sites: dict[str, RawSite], rows: Iterable[Row]) -> None:
    """Give every site its answers and a listing of them."""
    links: dict[str, list[str]] = {name: [] for name in sites}
    for row in rows:
        for key, answer in row.answers.items():
            name, path = key[: key.index("/")] or row.site, key[key.index("/") :]
            sites[name].answers[path] = answer
            if row.links is None and path.startswith("/news/"):
                links[name].append(path)
        links.get(row.site, []).extend(row.links or ())
    for name, numbers in ((HOSTILE, GOOD), ("quiet", QUIET)):
        for number in numbers:
            text = article(number)
            sites[name].answers[f"/news/{number}"] = lambda _, text=text: page(text)
            links[name].append(f"/news/{number}")
    sites["soft"].missing = soft
    sites[HOSTILE].answers["/calendar"] = lambda _: page(listing([]))
    for name, site in sites.items():
        text = listing(links[name], LINKS if name == HOSTILE else "")
        site.answers.setdefault("/", lambda _, text=text: page(text))


def write_profiles(folder: Path, sites: dict[str, RawSite], rows: Iterable[Row]) -> None:
    """A module for each site, as anybody would add it."""
    folder.mkdir()
    (folder / "__init__.py").touch()
    rows = tuple(row for row in rows if row.site == HOSTILE)
    for name, site in sites.items():
        root = site.url.rstrip("/").replace("http:", "https:" if name == "unsigned" else "http:")
        own = rows if name == HOSTILE else ()
        values = {
            "name": name,
            "start_urls": tuple(root + path for path in ("/", *(p for r in own for p in r.starts))),
            "feeds": tuple(root + path for row in own for path in row.feeds),
            "sitemaps": tuple(root + path for row in own for path in row.sitemaps),
            "site_names": ("نوافذ الساحل",),
            "pages_max": PAGES_MAX,
            "render": "never",
        }
        expect = "articles_min=1" if name == "named" else ""
        text = PROFILE.format(title=name.title(), values=values, expect=expect)
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


def run(folder: Path, sites: Sequence[str]) -> Ended:
    """`scrapy run` over some sites, all in one process."""
    settings = {
        "SPIDER_MODULES": "sites",
        "STATS_CLASS": "tests.hostile.kept_stats.KeptStats",
        "DOWNLOAD_TIMEOUT": str(TIMEOUT_S),
        "RASID_LOG_FILE": str(folder / "run.log"),
    }
    given = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    path = os.pathsep.join((str(folder), str(ROOT)))
    env = {"RASID_DATA_DIR": str(folder / "data"), "RASID_CONTACT": "", "RASID_DELAY_S": "0"}
    output = folder / f"{sites[0]}.out"
    started = time.monotonic()
    with output.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "run", *sites, *given],
            cwd=ROOT,
            env={**os.environ, **env, "PYTHONPATH": path},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        peak_bytes = watched(process)
    seconds = time.monotonic() - started
    return Ended(process.returncode, output.read_text(encoding="utf-8"), seconds, peak_bytes)


def watched(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end of a process; the most memory that it held, in bytes.

    `ru_maxrss` would count what this process held when it made the other one.
    """
    peak_kib, end = 0, time.monotonic() + RUN_S_MAX
    status = Path(f"/proc/{process.pid}/status")
    while process.returncode is None:
        if found := HIGH_WATER.search(status.read_text() if status.exists() else ""):
            peak_kib = int(found[1])
        try:
            process.wait(LOOK_S)
        except subprocess.TimeoutExpired:
            if time.monotonic() > end:
                process.kill()
    return peak_kib * KIBIBYTE
