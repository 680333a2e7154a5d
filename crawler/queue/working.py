"""A worker's life: it starts when the database answers, lives through its absences, and ends well.

Two workers of Procrastinate in one process: one crawls, the other plans and reaps.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from psycopg import Error as DatabaseError
from scrapy.settings import BaseSettings
from sqlalchemy import Engine

from crawler.core.errors import MachineError
from crawler.queue.address import CONNECTION, queue_address
from crawler.queue.child import ENDING_S, Crawls
from crawler.queue.crawling import Crawling
from crawler.queue.endings import CrawlEndedError
from crawler.queue.members import Member, is_anyone_alive
from crawler.queue.patient import PatientJobs
from crawler.queue.planner import Planner, sites_of
from crawler.queue.tables import make_tables
from crawler.queue.upkeep import UPKEEP, Upkeep
from crawler.store import store_of
from crawler.store.queue_state import HEARTBEAT_S, PUBLISHER, QUEUE, STALLED_AFTER_S, WORKER

POLL_S = 5.0  # a site that waits so long more is nothing beside its period
BACK_OFF_S = (1.0, 2.0, 5.0, 15.0)  # then always the last
NO_PUBLISHER = (
    "no `scrapy publisher` gives a sign: what is crawled is stored, and published when one runs"
)
REST_S = 60.0  # of a machine whose disk is full, after each site that it could not crawl
CONNECTIONS = 4  # a worker asks little, and PostgreSQL has not many to give
ANSWER_S = 10.0
UPKEEP_GRACE_S = 1.0  # a plan or a look for the dead takes less, and the next worker does it too


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How to work: `grace_s` is what crawls may still take after SIGTERM before they are ended."""

    name: str
    sites_at_once: int
    grace_s: float
    plan_s: int
    given: tuple[str, ...] = ()


class Work:
    """One worker. `say` takes lines for people."""

    def __init__(self, settings: BaseSettings, terms: Terms, say: Callable[[str], None]) -> None:
        self.settings = settings
        self.terms = terms
        self.say = say
        self.crawls = Crawls(terms.given)
        self.stop = asyncio.Event()
        self._member: Member | None = None

    async def run(self) -> None:
        """Work until a signal comes. Raises ConfigError for what no waiting can mend."""
        address = queue_address(self.settings)
        _quiet_logs()
        with self._signals():
            tried = 0
            while not self.stop.is_set():
                wait_s = BACK_OFF_S[min(tried, len(BACK_OFF_S) - 1)]
                tried += 1
                try:
                    engine = await asyncio.to_thread(self._prepared)
                    tried = 0
                    await self._work(engine, address)
                except (MachineError, ConnectorException, DatabaseError) as error:
                    self.say(f"{error.__cause__ or error}; trying again in {wait_s:g} s")
                await self._pause(wait_s)

    def _prepared(self) -> Engine:
        engine = store_of(self.settings)
        make_tables(engine)
        return engine

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stop.wait(), seconds)

    async def _work(self, engine: Engine, address: str) -> None:
        member = self._member = self._member or Member(engine, self.terms.name, WORKER)
        connector = PsycopgConnector(
            conninfo=address,
            kwargs=dict(CONNECTION),
            min_size=1,
            max_size=CONNECTIONS,
            timeout=ANSWER_S,
        )
        jobs = PatientJobs(connector, on_sign=lambda: asyncio.to_thread(_sign, member))
        crawling = self._crawling(jobs)
        upkeep = self._upkeep(PatientJobs(connector), engine)
        try:
            await connector.open_async()
            self.say(f"worker {self.terms.name}: {self.terms.sites_at_once} site(s) at once")
            if not await asyncio.to_thread(is_anyone_alive, engine, PUBLISHER):
                self.say(NO_PUBLISHER)
            await self._until_stopped(crawling, upkeep)
        finally:
            await connector.close_async()
        with contextlib.suppress(MachineError):
            await asyncio.to_thread(member.leave)

    def _crawling(self, jobs: PatientJobs) -> App:
        """What crawls."""
        app = self._app(jobs, QUEUE, self.terms.sites_at_once, self.terms.grace_s, "successful")
        rest = partial(self._pause, REST_S)
        Crawling(app, jobs, self.crawls, self.say, rest).add_to()
        return app

    def _upkeep(self, jobs: PatientJobs, engine: Engine) -> App:
        """What plans and reaps."""
        app = self._app(jobs, UPKEEP, 1, UPKEEP_GRACE_S, "always")
        planner = Planner(self.settings, engine, sites_of(self.settings))
        Upkeep(app, engine, planner, self.say).add_to(self.terms.plan_s)
        return app

    def _app(self, jobs: PatientJobs, queue: str, at_once: int, grace_s: float, delete: str) -> App:
        app = App(
            connector=jobs.connector,
            worker_defaults={
                "name": f"{self.terms.name} {queue}",
                "queues": [queue],
                "concurrency": at_once,
                "fetch_job_polling_interval": min(POLL_S, self.terms.plan_s),
                "shutdown_graceful_timeout": grace_s,
                "listen_notify": False,  # with it the worker ends when the database starts again
                "install_signal_handlers": False,
                "delete_jobs": delete,
                "update_heartbeat_interval": HEARTBEAT_S,
                "stalled_worker_timeout": STALLED_AFTER_S,
            },
        )
        app.job_manager = jobs
        return app

    async def _until_stopped(self, *apps: App) -> None:
        """Let both work until a signal comes; one that ends by itself ends the other too."""
        workers = [asyncio.create_task(app.run_worker_async()) for app in apps]
        stopped = asyncio.create_task(self.stop.wait())
        await asyncio.wait([*workers, stopped], return_when=asyncio.FIRST_COMPLETED)
        managers = [cast("PatientJobs", app.job_manager) for app in apps]
        for manager in managers:
            manager.stopping = self.stop.is_set()
        beats = [asyncio.create_task(manager.beat(HEARTBEAT_S)) for manager in managers]
        for each in (stopped, *workers):
            each.cancel()
        ends = await asyncio.gather(*workers, return_exceptions=True)
        for beat in beats:
            beat.cancel()
        await asyncio.gather(*beats, return_exceptions=True)
        for ended in ends:
            if isinstance(ended, Exception):
                raise ended

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._signalled)
        try:
            yield
        finally:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)

    def _signalled(self) -> None:
        if self.stop.is_set():
            self.say("a second signal: crawls end now")
            self.crawls.hurry()
            return
        self.say(
            f"a signal: no new crawls; those under way have {self.terms.grace_s:g} s, then "
            f"{ENDING_S:g} s to store what they have. A second signal ends them now"
        )
        self.stop.set()


def _quiet_logs() -> None:
    """Ends of crawls are said by us in a line; Procrastinate would add a stack to each."""
    logging.getLogger("procrastinate.worker").addFilter(_is_news)
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)


def _is_news(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], CrawlEndedError))


def _sign(member: Member) -> None:
    """A sign that is not heard is given again in ten seconds."""
    with contextlib.suppress(MachineError):
        member.sign()
