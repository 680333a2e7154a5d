"""A worker's life through the absences of its database, and its end."""

from __future__ import annotations

import asyncio
import logging
import signal
from types import SimpleNamespace

import pytest
from procrastinate import PsycopgConnector
from scrapy.settings import Settings

from crawler.core.errors import ConfigError, MachineError
from crawler.queue import working
from crawler.queue.endings import CrawlEndedError
from crawler.queue.patient import PatientJobs
from crawler.queue.planner import Sites
from crawler.queue.working import NO_PUBLISHER, Terms, Work
from crawler.store.queue_state import queue_state
from tests.queue.conftest import until

TERMS = Terms(name="one", sites_at_once=2, grace_s=0.0, plan_s=1)


@pytest.fixture
def said(monkeypatch):
    """Nobody waits, and the worker knows no site."""
    monkeypatch.setattr(working, "BACK_OFF_S", (0.0,))
    monkeypatch.setattr(working, "sites_of", lambda _: Sites({}, {}))
    return []


def worker(url, said):
    return Work(Settings({"RASID_DATABASE_URL": url}), TERMS, said.append)


def test_no_database_at_first(engine, queue_url, said, monkeypatch):
    answers = iter([MachineError("it starts"), MachineError("it starts"), engine])

    def prepared(_work):
        answer = next(answers)
        if isinstance(answer, MachineError):
            raise answer
        return answer

    monkeypatch.setattr(Work, "_prepared", prepared)

    async def main():
        work = worker(queue_url, said)

        def say(line):
            said.append(line)
            if line == NO_PUBLISHER:
                work.stop.set()

        work.say = say
        await work.run()

    asyncio.run(main())
    assert said == [
        "it starts; trying again in 0 s",
        "it starts; trying again in 0 s",
        "worker one: 2 site(s) at once",
        NO_PUBLISHER,
    ]


def test_it_signs_and_leaves(engine, queue_url, said, monkeypatch):
    monkeypatch.setattr(Work, "_prepared", lambda _: engine)
    seen = []

    def look():
        with engine.connect() as connection:
            return queue_state(connection).workers

    async def main():
        work = worker(queue_url, said)
        task = asyncio.create_task(work.run())
        seen.extend(await until(lambda: asyncio.to_thread(look)))
        signal.raise_signal(signal.SIGTERM)
        await task

    asyncio.run(main())
    assert [(each.name, each.alive) for each in seen] == [("one", True)]
    assert look() == ()
    assert said[-1].startswith("a signal: no new crawls; those under way have 0 s")


def test_a_second_signal_ends_the_crawls(said):
    async def main():
        work = worker("postgresql://x", said)
        hurried = []
        work.crawls = SimpleNamespace(hurry=lambda: hurried.append(1))
        work._signalled()
        assert hurried == []
        work._signalled()
        assert hurried == [1]

    asyncio.run(main())


class Ending:
    """An app whose worker ends by itself, with an error, or works until it is cancelled."""

    def __init__(self, error=None):
        self.error = error
        self.cancelled = False
        self.job_manager = SimpleNamespace(beat=lambda _seconds: asyncio.sleep(0))

    async def run_worker_async(self):
        if self.error:
            raise self.error
        try:
            await asyncio.Event().wait()
        finally:
            self.cancelled = True


def test_a_half_that_fails_ends_the_other_and_is_told(said):
    async def main():
        healthy, failing = Ending(), Ending(MachineError("its tables are gone"))
        with pytest.raises(MachineError, match="its tables are gone"):
            await worker("postgresql://x", said)._until_stopped(healthy, failing)
        return healthy.cancelled

    assert asyncio.run(main())


@pytest.mark.parametrize("url", ["", "sqlite:///x.db", "not an address"])
def test_without_postgresql_no_waiting_helps(said, url):
    async def main():
        await worker(url, said).run()

    with pytest.raises(ConfigError, match=r"set RASID_DATABASE_URL=postgresql://"):
        asyncio.run(main())
    assert said == []


def test_what_procrastinate_is_told(said):
    """With LISTEN it ends when the database starts again; the times are no options of its CLI."""
    work = worker("postgresql://x", said)
    app = work._crawling(PatientJobs(PsycopgConnector(conninfo="")))
    assert app.worker_defaults == {
        "name": "one crawl",
        "queues": ["crawl"],
        "concurrency": 2,
        "fetch_job_polling_interval": 1,
        "shutdown_graceful_timeout": 0.0,
        "listen_notify": False,
        "install_signal_handlers": False,
        "delete_jobs": "successful",
        "update_heartbeat_interval": 10.0,
        "stalled_worker_timeout": 30.0,
    }


def test_ends_of_crawls_bring_no_stack():
    record = logging.makeLogRecord({"exc_info": (None, CrawlEndedError("windows", 65, None), None)})
    assert not working._is_news(record)
    assert working._is_news(logging.makeLogRecord({"exc_info": (None, ValueError(), None)}))
    assert working._is_news(logging.makeLogRecord({}))
