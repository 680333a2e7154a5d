"""One run of one or more sites in this process: from the locks to the exit code."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from crawler import crawl
from crawler.calls.idle import note_idle, print_of
from crawler.calls.known_sites import recall, recall_hosts, remember
from crawler.calls.lock_watch import watch_locks
from crawler.calls.memory import spare_the_collector
from crawler.calls.room import check_room
from crawler.calls.stopping import early_signals, start
from crawler.calls.summary import line_of
from crawler.core.duration import in_words
from crawler.core.errors import (
    ConfigError,
    LockedError,
    MachineError,
    ProfileError,
    RasidError,
    WrongUsageError,
)
from crawler.core.watch.outcome import BUG, CONFIG, LOCKED, SIGNALLED, USAGE, combined
from crawler.framework.loader import SiteLoader
from crawler.framework.logs import drop_old, write_to_folder
from crawler.plans import plans_of, waits_of
from crawler.store import feed_of, shared_locks_of, store_of
from crawler.store.database import epoch
from crawler.store.lock import SiteLock
from crawler.store.notices import Notices
from crawler.store.runs import Runs


class UnknownSiteError(WrongUsageError):
    """A site that no module defines."""


def exit_code_of(error: BaseException) -> int:
    """The exit code that an error stands for (sysexits); 70 for what is not ours."""
    match error:
        case MachineError():
            return error.exit_code
        case WrongUsageError():
            return USAGE
        case ConfigError() | ProfileError():
            return CONFIG
        case LockedError():
            return LOCKED
    return BUG


@dataclass
class SiteRuns:
    """Runs sites at once; `lines` says for each what came of it.

    `wait_s`: until the first of those that were looked at is due.
    """

    settings: Settings
    arguments: dict[str, str]
    lines: list[str] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    crawled: int = 0
    wait_s: float = 0.0

    def run(self, names: Iterable[str], *, only_due: bool) -> int:
        """Crawl the named sites, or all that have an address; returns the exit code.

        Raises RasidError for what stops all of them: the store, the disk, an unknown name.
        """
        names = tuple(names)
        if only_due and not names and self._is_known_idle():
            return combined(self.codes)
        loader = get_spider_loader(self.settings)
        sites = self._sites(loader, names)
        runs = self._ready()
        if only_due:
            load: Any = loader.load
            periods = {name: load(name).profile.period for name in sites}
            hosts = {name: load(name).profile.main_host or name for name in sites}
            if not names and not self.codes:  # a broken profile is told each time
                remember(self.settings, periods, hosts)
            sites = self._due(periods, runs, epoch(store_of(self.settings)), hosts)
        if sites:
            feed_of(self.settings).start()  # a feed that is ahead of its store stops everything
            self._crawl(sites, Path(self.settings.get("RASID_DATA_DIR")))
        elif not self.codes:
            self.lines.append("rasid: nothing is due")
        return combined(self.codes)

    def _ready(self) -> Runs:
        """The ledger, once the store is open and the disk has room."""
        runs = Runs(store_of(self.settings))
        check_room(self.settings)
        return runs

    def _is_known_idle(self) -> bool:
        """True when nothing is due by what the last call has noted of the sites."""
        periods = recall(self.settings)
        if periods is None:
            return False
        hosts = recall_hosts(self.settings)
        state, since = print_of(self.settings), crawl.now(self.settings)
        if self._due(periods, self._ready(), epoch(store_of(self.settings)), hosts):
            self.lines.clear()  # told again when the spiders are loaded
            return False
        told = not Notices(store_of(self.settings)).waiting()
        note_idle(self.settings, state, since, _known_until(since, self.wait_s), told=told)
        self.lines.append("rasid: nothing is due")
        return True

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

    def _due(
        self,
        periods: Mapping[str, timedelta],
        runs: Runs,
        place: str,
        hosts: Mapping[str, str] | None = None,
    ) -> list[str]:
        """Those whose time has come; `place` shifts their slots, see `phase_of`.

        Sites of one host share what they may ask. A run of a clock that was ahead is not the last
        one: until that moment came, which may be years, each call would crawl the site.
        """
        now = crawl.now(self.settings)
        plans = plans_of(self.settings, periods, hosts or {}, now)
        last = {name: runs.recent(1, site=name, until=now) for name in periods}
        started = {name: found[0].started if found else None for name, found in last.items()}
        due = []
        waits = waits_of(plans, periods, started, place, now)
        self.wait_s = min(waits.values(), default=0.0)
        for name, wait in waits.items():
            if wait <= 0:
                due.append(name)
            else:
                self.lines.append(f"{name}: due in {in_words(wait)}")
        return due

    def _crawl(self, sites: list[str], folder: Path) -> None:
        logs, now = folder / "logs", crawl.now(self.settings)
        drop_old(logs, now.date(), crawl.number_setting(self.settings, "RASID_LOG_DAYS"))
        write_to_folder(self.settings, logs, now)
        with contextlib.ExitStack() as locks, early_signals():
            free = [name for name in sites if self._lock(name, folder, locks)]
            if not free:
                return
            process = AsyncCrawlerProcess(self.settings)
            crawlers = [process.create_crawler(name) for name in free]
            crawlers[0].signals.connect(spare_the_collector, signals.engine_started)
            for each in crawlers:
                watch_locks(each, shared_locks_of(self.settings))
            tasks = [process.crawl(each, **self.arguments) for each in crawlers]
            start(process)
            for crawler, task in zip(crawlers, tasks, strict=True):
                self._ended(crawler, task)

    def _lock(self, name: str, folder: Path, locks: contextlib.ExitStack) -> bool:
        run = f"{crawl.now(self.settings):%Y%m%dT%H%M%SZ}-{os.getpid()}"
        try:
            with contextlib.ExitStack() as both:
                both.enter_context(SiteLock(folder / "locks" / f"{name}.lock", run))
                both.enter_context(shared_locks_of(self.settings).site(name, run))
                locks.enter_context(both.pop_all())
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


def _known_until(since: datetime, wait_s: float) -> datetime:
    """When the first site is due; a plan of its hours holds for a day of UTC."""
    midnight = since.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return min(since + timedelta(seconds=wait_s), midnight)
