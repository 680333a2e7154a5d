"""One run of one or more sites in this process: from the locks to the exit code."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from crawler import crawl
from crawler.core.duration import in_words
from crawler.core.errors import ConfigError, LockedError, MachineError, ProfileError, RasidError
from crawler.core.outcome import BUG, CONFIG, LOCKED, SIGNALLED, USAGE, combined
from crawler.loader import SiteLoader
from crawler.store import feed_of, store_of
from crawler.store.disk import check_disk
from crawler.store.lock import SiteLock
from crawler.store.runs import Runs
from crawler.summary import line_of

MEGABYTE = 1_000_000
HANDLED = (signal.SIGTERM, signal.SIGINT)


class UnknownSiteError(RasidError):
    """A site that no module defines."""


def exit_code_of(error: BaseException) -> int:
    """The exit code that an error stands for (sysexits); 70 for what is not ours."""
    match error:
        case MachineError():
            return error.exit_code
        case UnknownSiteError():
            return USAGE
        case ConfigError() | ProfileError():
            return CONFIG
        case LockedError():
            return LOCKED
    return BUG


@dataclass
class SiteRuns:
    """Runs sites at once; `lines` says for each what came of it."""

    settings: Settings
    arguments: dict[str, str]
    lines: list[str] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    crawled: int = 0

    def run(self, names: Iterable[str], *, only_due: bool) -> int:
        """Crawl the named sites, or all that have an address; returns the exit code.

        Raises RasidError for what stops all of them: the store, the disk, an unknown name.
        """
        loader = get_spider_loader(self.settings)
        sites = self._sites(loader, tuple(names))
        folder = Path(self.settings.get("RASID_DATA_DIR"))
        free_min_mb = crawl.number_setting(self.settings, "RASID_FREE_DISK_MIN_MB")
        runs = Runs(store_of(self.settings))
        check_disk(folder, int(free_min_mb * MEGABYTE))
        if only_due:
            sites = self._due(loader, sites, runs)
        if sites:
            feed_of(self.settings).start()  # a feed that is ahead of its store stops everything
            self._crawl(sites, folder)
        elif not self.codes:
            self.lines.append("rasid: nothing is due")
        return combined(self.codes)

    def _sites(self, loader: Any, names: tuple[str, ...]) -> list[str]:
        broken: dict[str, ProfileError] = loader.broken if isinstance(loader, SiteLoader) else {}
        for name in names or tuple(broken):
            if name in broken:
                self._failed(name, broken[name])
        known = [name for name in loader.list() if hasattr(loader.load(name), "profile")]
        unknown = [name for name in names if name not in known and name not in broken]
        if unknown:
            message = f"no site {unknown[0]!r}; there are {', '.join(known)}"
            raise UnknownSiteError(message)
        if names:
            return [name for name in dict.fromkeys(names) if name not in broken]
        return [name for name in known if loader.load(name).profile.start_urls]

    def _due(self, loader: Any, sites: list[str], runs: Runs) -> list[str]:
        now = crawl.now(self.settings)
        due = []
        for name in sites:
            last = runs.recent(1, site=name)
            wait_s = _wait_s(loader.load(name).profile, last[0].started if last else None, now)
            if wait_s <= 0:
                due.append(name)
            else:
                self.lines.append(f"{name}: due in {in_words(wait_s)}")
        return due

    def _crawl(self, sites: list[str], folder: Path) -> None:
        log = folder / "logs" / f"{crawl.now(self.settings):%Y-%m-%d}.jsonl"
        if not self.settings.get("RASID_LOG_FILE") and not self.settings.get("LOG_FILE"):
            self.settings.set("RASID_LOG_FILE", str(log), priority="project")
        with contextlib.ExitStack() as locks, early_signals():
            free = [name for name in sites if self._lock(name, folder, locks)]
            if not free:
                return
            process = AsyncCrawlerProcess(self.settings)
            crawlers = [process.create_crawler(name) for name in free]
            crawlers[0].signals.connect(remember_signals, signals.engine_started)
            tasks = [process.crawl(each, **self.arguments) for each in crawlers]
            process.start()
            for crawler, task in zip(crawlers, tasks, strict=True):
                self._ended(crawler, task)

    def _lock(self, name: str, folder: Path, locks: contextlib.ExitStack) -> bool:
        run = f"{crawl.now(self.settings):%Y%m%dT%H%M%SZ}-{os.getpid()}"
        try:
            locks.enter_context(SiteLock(folder / "locks" / f"{name}.lock", run))
        except RasidError as error:
            self._failed(name, error)
            return False
        return True

    def _ended(self, crawler: Crawler, task: asyncio.Task[None]) -> None:
        name = crawler.spidercls.name
        error = task.exception() if task.done() and not task.cancelled() else None
        if error is not None:
            self._failed(name, error)
            return
        self.crawled += 1
        stats = crawler.stats.get_stats()
        number = crawl.stopped_by.number
        fallback = SIGNALLED + number if number else BUG
        code = int(stats.get("rasid/run/exit_code", fallback))
        self.codes.append(code)
        self.lines.append(line_of(name, stats, code))

    def _failed(self, name: str, error: BaseException) -> None:
        code = exit_code_of(error)
        self.codes.append(code)
        self.lines.append(f"{name}: {error} (exit {code})")


def _wait_s(profile: Any, last: datetime | None, now: datetime) -> float:
    if last is None or last > now:  # by a clock that was wrong
        return 0.0
    return float((last + profile.period - now).total_seconds())


Handler = Callable[[int, FrameType | None], Any]


def remember_signals() -> None:
    """Note which signal ends the crawl, then let Scrapy's own handler end it.

    A second one ends the process at once: what was stored is published by the next run.
    """
    for number in HANDLED:
        signal.signal(number, _remembering(signal.getsignal(number)))


def _remembering(scrapys: Any) -> Handler:
    def handle(number: int, frame: FrameType | None) -> None:
        crawl.stopped_by.number = number
        if callable(scrapys):
            scrapys(number, frame)
        for each in HANDLED:
            signal.signal(each, _leave)

    return handle


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.stdout.flush()
    os._exit(SIGNALLED + number)  # the protocol makes a hard end safe


@contextlib.contextmanager
def early_signals() -> Any:
    """Before the crawl has begun there is nothing to save: a signal just ends the process."""
    old = {number: signal.signal(number, _leave) for number in HANDLED}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
