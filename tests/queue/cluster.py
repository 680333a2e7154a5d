"""A cluster on one machine: PostgreSQL, sites, workers and a publisher, each a real process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from tests.campaigns.campaign import stories
from tests.campaigns.consumer import Consumer
from tests.campaigns.started import ROOT
from tests.commandline import until
from tests.postgres.server import Server
from tests.queue.sites import CRAWLS, HEADER, MOVE

DEADLINE_S = 120.0
POLL_S = 0.5
MODULE = """
import os

from crawler.core.site import Expectations, SiteProfile
from crawler.spider import AggregatorSpider


class {name}(AggregatorSpider):
    custom_settings = {{"DEFAULT_REQUEST_HEADERS": {{"{header}": str(os.getpid())}}}}
    profile = SiteProfile(
        name="{name}", start_urls=("{url}",), every="{every}",
        expect=Expectations(listing_links_min=0),
    )
"""
COPIES = "SELECT url FROM articles WHERE duplicate_of IS NOT NULL"


@dataclass
class Cluster:
    """`program` is what a worker or a publisher is: `scrapy`, or a module that is like it."""

    folder: Path
    database: Server
    urls: list[str]
    every: str
    program: str
    delay_s: float = 0.0
    name: str = "postgres"
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        package = self.folder / "cluster_sites"
        package.mkdir()
        (package / "__init__.py").touch()
        for number, url in enumerate(self.urls, 1):
            name = f"site{number}"
            text = MODULE.format(name=name, url=url, every=self.every, header=HEADER)
            (package / f"{name}.py").write_text(text, encoding="utf-8")
        self.consumer = Consumer(self.folder / "publisher" / "feed")
        self.engine = create_engine(self.database.url(self.name), pool_pre_ping=True)

    @property
    def sites(self) -> list[str]:
        return [f"site{number}" for number in range(1, len(self.urls) + 1)]

    def start(self, command: str, *arguments: str) -> str:
        """Begin a worker or a publisher, each with a data folder of its own, as on its own machine.

        A publisher has the same one again: its feed is there.
        """
        name = "publisher" if command == "publisher" else f"{command}{next(self.numbers)}"
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [
                    *(sys.executable, "-m", self.program, command, "--name", name, *arguments),
                    *("-s", "SPIDER_MODULES=cluster_sites"),
                ],
                cwd=ROOT,
                env=self._environment(name),
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        return name

    def _environment(self, name: str) -> dict[str, str]:
        return {
            **os.environ,
            "RASID_DATABASE_URL": self.database.url(self.name),
            "RASID_DATA_DIR": str(self.folder / name),
            "RASID_SEAL_AFTER_S": "0.5",
            "RASID_DELAY_S": str(self.delay_s),
            "RASID_PLAN_EVERY_S": "1",
            "RASID_ARCHIVE": "off",
            "RASID_REPORT": "0",
            "RASID_FREE_DISK_MIN_MB": "0",
            "PYTHONPATH": f"{self.folder}:{ROOT}",
        }

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def logs(self) -> str:
        """What all have said, for a test that fails."""
        return "\n".join(
            f"== {path.name}\n{path.read_text()[-2000:]}" for path in self.folder.glob("*.log")
        )

    def kill(self, name: str) -> None:
        """kill -9, and nobody learns of it."""
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def end(self, name: str) -> int:
        """SIGTERM; the exit code."""
        process = self.processes.pop(name)
        process.terminate()
        return process.wait(DEADLINE_S)

    def crawls(self) -> list[int]:
        """The processes of the crawls that run now."""
        return [pid for each in self.processes.values() for pid in children(each.pid)]

    def move(self, hours: float) -> None:
        """Let new articles appear on each site: two an hour."""
        for url in self.urls:
            ask(f"{url}{MOVE[1:]}?hours={hours}")

    def rows(self, query: str) -> list[Any]:
        """None while there is no table yet, or no database."""
        with suppress(DBAPIError), self.engine.connect() as connection:
            return list(connection.execute(text(query)))
        return []

    def expected(self) -> dict[str, str]:
        """What must come: body by address. What the store has as a copy need not."""
        copies = {row.url for row in self.rows(COPIES)}
        return {
            f"{url}{path[1:]}": body
            for url in self.urls
            for path, body in stories(url).items()
            if f"{url}{path[1:]}" not in copies
        }

    def verdict(self) -> dict[str, int]:
        self.consumer.poll()
        return self.consumer.verdict(self.expected().values())

    def until_complete(self, deadline_s: float = DEADLINE_S) -> None:
        """Wait until all that the sites show has been published."""
        self.until(lambda: self.verdict()["lost"] == 0, "all articles", deadline_s)

    def until(self, done: Callable[[], Any], what: str, deadline_s: float = DEADLINE_S) -> None:
        until(done, what, deadline_s, poll_s=POLL_S, more=self.logs)

    def seen(self) -> dict[str, list[str]]:
        """For each site the crawls that asked it, one after the other."""
        return {
            site: ask(url + CRAWLS[1:]) for site, url in zip(self.sites, self.urls, strict=True)
        }

    def met(self) -> list[str]:
        """Sites of which two crawls were under way at once, by the order of what they asked."""
        return [site for site, crawls in self.seen().items() if again(crawls)]


def again(crawls: list[str]) -> bool:
    """True when one asked, then another, then the first again."""
    return len(set(crawls)) < len(crawls)


def site_of(pid: int) -> str:
    """The site that a crawl is for; empty when it is over."""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
        return words[words.index("run") + 1] if "run" in words else ""
    return ""


def ask(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=30) as response:
        return json.load(response)


def children(pid: int) -> list[int]:
    with suppress(OSError):
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(each) for each in text.split()]
    return []


@contextmanager
def cluster(
    folder: Path, database: Server, *, sites: int, articles: int, **how: Any
) -> Iterator[Cluster]:
    """Sites that answer, on a database that runs; all that was started is over afterwards."""
    command = [sys.executable, "-m", "tests.queue.sites", str(sites), "--articles", str(articles)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        made = None
        try:
            assert server.stdout
            urls = json.loads(server.stdout.readline())
            made = Cluster(folder, database, urls, **how)
            yield made
        finally:
            for process in made.processes.values() if made else ():
                process.send_signal(signal.SIGKILL)
                process.wait()
            if made:
                made.engine.dispose()
            server.terminate()
