"""Keeps the pace of a host together with all other processes: its turns and its back-off."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler import crawl
from crawler.core.access.politeness import HostRecord, turns_after
from crawler.core.access.retry_after import PAUSE_MAX_S, growing_pause_s, retry_after_s
from crawler.core.errors import MachineError
from crawler.store import has_store, store_of
from crawler.store.politeness import HostRecords, OwnHosts, StoredHosts

logger = logging.getLogger(__name__)
REFRESH = timedelta(seconds=10)  # so often what others noted of a host is looked up
WAIT_MAX_S = 30.0  # a longer back-off is not waited for: the host is left alone in this run
STEP_S = 1.0  # a wait looks up so often whether it became longer
SLACK_S = 0.1  # a turn may begin so much late


class RestingError(IgnoreRequest):
    """The host wants to be left alone for longer than a run waits; begins with `backoff:`."""


def real_now() -> datetime:
    """The present moment, UTC: never moved, other processes and the host live in it."""
    return datetime.now(UTC)


def is_ending(crawler: Crawler) -> bool:
    """True when the crawl takes nothing new and waits for what is under way."""
    slot: Any = getattr(crawler.engine, "_slot", None)  # Scrapy has no public way
    return slot is not None and slot.closing is not None


def records_for(crawler: Crawler) -> HostRecords:
    """The store's records; those of this process where no store is to be made.

    A run has a store. `scrapy savepage` and its like use one that is there, and make none.
    """
    settings = crawler.settings
    is_run = hasattr(crawler.spider, "run_id")
    if is_run or has_store(settings):
        return StoredHosts(store_of(settings))
    return OwnHosts()


@dataclass(slots=True)
class Host:
    """A host in this process: what the store said of it, and our claim of turns."""

    record: HostRecord
    read_at: datetime
    turns: int = 1
    begin: datetime | None = None
    end: datetime | None = None
    last: datetime | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Politeness:
    """One for a crawl. The store is asked at a host's first request, then at an interval.

    Turns are claimed in blocks of up to 10 seconds: a lone process writes a few times a minute,
    several take turns. Stats: `rasid/politeness/backoff`, `/claims`, `/resting`.
    """

    of_crawlers: ClassVar[WeakKeyDictionary[Crawler, Politeness]] = WeakKeyDictionary()

    def __init__(
        self,
        crawler: Crawler,
        records: HostRecords,
        clock: Callable[[], datetime] = real_now,
        sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
    ) -> None:
        self.crawler = crawler
        self.records = records
        self.now = clock
        self.sleep = sleep
        self.delay_s = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._hosts: dict[str, Host] = {}
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def of(cls, crawler: Crawler) -> Politeness:
        """The crawl's own; opens the store. Raises MachineError."""
        made = cls.of_crawlers.get(crawler)
        if made is None:
            made = cls.of_crawlers[crawler] = cls(crawler, records_for(crawler))
        return made

    def host(self, name: str) -> Host:
        """The host, with what was known of it not long ago."""
        now = self.now()
        known = self._hosts.get(name)
        if known is None:
            known = self._hosts[name] = Host(self.records.read(name), now)
        elif not timedelta(0) <= now - known.read_at < REFRESH:
            self._learn(known, self.records.read(name))
        return known

    def _learn(self, host: Host, record: HostRecord) -> None:
        host.record, host.read_at = record, self.now()

    def change(self, name: str, **values: Any) -> HostRecord:
        """Write something of a host for all processes."""
        host = self.host(name)
        self._learn(host, self.records.change(name, **values))
        return host.record

    def delay_of(self, host: Host) -> float:
        """Seconds between two requests: the profile's, or the host's Crawl-delay if longer."""
        return max(self.delay_s, host.record.delay_s or 0.0)

    # --- turns -----------------------------------------------------------------------------------

    async def turn(self, name: str) -> None:
        """Wait until this process may ask the host.

        Raises RestingError for a long back-off, and for who still waits when the crawl ends.
        """
        host = self.host(name)
        if not self.delay_of(host) and not host.record.pause_s(self.now()):
            return
        async with host.lock:  # fair: in the order of their coming
            while (wait_s := self._wait_s(name, host)) > 0:
                if is_ending(self.crawler):
                    raise RestingError(f"backoff: {name} had no turn before the crawl ended")
                await self.sleep(min(wait_s, STEP_S))
            host.last = self.now()

    def _wait_s(self, name: str, host: Host) -> float:
        now = self.now()
        if pause_s := host.record.pause_s(now):
            self.refuse_long(name, host)
            return pause_s
        delay = timedelta(seconds=self.delay_of(host))
        if not delay:
            return 0.0
        at = now if host.last is None else max(now, host.last + delay)
        if not self._has_room(host, at, delay):
            self._claim(name, host, at, delay)
        at = max(at, host.begin or at)
        return (at - now) / timedelta(seconds=1)

    def _has_room(self, host: Host, at: datetime, delay: timedelta) -> bool:
        if host.begin is None or host.end is None:
            return False
        return max(at, host.begin) + delay <= host.end

    def _claim(self, name: str, host: Host, at: datetime, delay: timedelta) -> None:
        delay_s = delay / timedelta(seconds=1)
        slack = timedelta(seconds=min(SLACK_S, delay_s / 10))
        host.begin, host.end, record = self.records.claim(
            name, at, delay * host.turns + slack, mine=host.end
        )
        host.turns = turns_after(host.turns, delay_s, alone=host.begin == at)
        self._learn(host, record)
        crawl.count(self.crawler, "politeness/claims")

    # --- back-off --------------------------------------------------------------------------------

    def refuse_long(self, name: str, host: Host) -> None:
        """Raise RestingError when the host rests longer than a run waits."""
        pause_s = host.record.pause_s(self.now())
        if pause_s > WAIT_MAX_S:
            crawl.count(self.crawler, "politeness/resting")
            reason = host.record.backoff_reason
            raise RestingError(f"backoff: {name} rests for {pause_s:.0f} s more: {reason}")

    def back_off(self, name: str, status: int, wish: str) -> None:
        """The host answered 429 or 503: leave it alone as long as it wishes, or longer each time.

        Answers to requests that were sent before the back-off began make it no longer.
        """
        host, now = self.host(name), self.now()
        wished_s = retry_after_s(wish, now)
        if host.record.pause_s(now) and wished_s is None:
            return
        failures = host.record.failures + 1
        pause_s = wished_s or growing_pause_s(status, failures)
        if pause_s > PAUSE_MAX_S:
            logger.warning("%s: Retry-After %r is cut to %.0f s", name, wish, PAUSE_MAX_S)
        until = now + timedelta(seconds=min(pause_s, PAUSE_MAX_S))
        reason = f"status {status}" + (", Retry-After" if wished_s else "")
        crawl.count(self.crawler, "politeness/backoff")
        logger.info("%s: %s, left alone until %s", name, reason, until.isoformat(" ", "seconds"))
        self._learn(host, self.records.back_off(name, until, reason, failures))

    def answered(self, name: str) -> None:
        """The host gave an answer again: the next refusal is a first one."""
        host = self.host(name)
        if host.record.failures and not host.record.pause_s(self.now()):
            self.change(name, failures=0, backoff_until=None, backoff_reason=None)

    def closed(self) -> None:
        """Give back the turns that are left."""
        for name, host in self._hosts.items():
            now = self.now()
            if host.end is None or host.end <= now or host.last is None:
                continue
            used = host.last + timedelta(seconds=self.delay_of(host))
            try:
                self.records.give_back(name, host.end, used)
            except MachineError as error:
                crawl.machine_failed(self.crawler, error)
