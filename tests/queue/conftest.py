"""A store with a queue in a real PostgreSQL, and ways to look into it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from procrastinate import App, PsycopgConnector
from sqlalchemy import Engine, create_engine, text

from crawler.queue.patient import PatientJobs
from crawler.queue.tables import make_tables
from tests.postgres.fixtures import TEMPLATE, execute
from tests.postgres.server import Server

DEADLINE_S = 60.0
DATABASE = "rasid_queue_tests"


# What tests of the queue write; to make a database for each would take most of their time.
EMPTY = """
    TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers,
             procrastinate_workers, queue_members, runs;
    DELETE FROM state WHERE key = 'publisher';
"""


@pytest.fixture(scope="session")
def queue_engine(postgres: Server) -> Iterator[Engine]:
    """A store with the queue's tables, for all tests of a process."""
    execute(postgres, f"CREATE DATABASE {DATABASE} TEMPLATE {TEMPLATE}")
    made = create_engine(postgres.url(DATABASE))
    make_tables(made)
    yield made
    made.dispose()


@pytest.fixture
def engine(queue_engine: Engine) -> Engine:
    """That store, empty."""
    with queue_engine.begin() as connection:
        connection.execute(text(EMPTY))
    return queue_engine


@pytest.fixture
def queue_url(postgres: Server, engine: Engine) -> str:
    """Its address."""
    del engine
    return postgres.url(DATABASE)


@pytest.fixture
def rows(engine: Engine) -> Callable[..., list[Any]]:
    """Runs a statement and gives its rows."""

    def run(statement: str, **values: Any) -> list[Any]:
        with engine.begin() as connection:
            found = connection.execute(text(statement), values)
            return [tuple(row) for row in found] if found.returns_rows else []

    return run


@pytest.fixture
def jobs(rows) -> Callable[[], list[Any]]:
    """The jobs that crawl, by their number: site, status, attempts."""
    query = "SELECT lock, status::text, attempts FROM procrastinate_jobs WHERE queue_name = 'crawl'"
    return lambda: rows(f"{query} ORDER BY id")


@pytest.fixture
def in_app(queue_url: str) -> Callable[..., Any]:
    """Runs a coroutine with an app whose connector is open: `in_app(work)`."""
    address = queue_url.replace("postgresql+psycopg", "postgresql")

    @asynccontextmanager
    async def opened(connector: type[PsycopgConnector], **options: Any) -> Any:
        app = App(connector=connector(conninfo=address, min_size=1, max_size=2, timeout=60))
        app.job_manager = PatientJobs(app.connector, **options)
        async with app.open_async():
            yield app

    def run(
        work: Callable[[App], Any],
        *,
        connector: type[PsycopgConnector] = PsycopgConnector,
        **options: Any,
    ) -> Any:
        async def main() -> Any:
            async with opened(connector, **options) as app:
                return await work(app)

        return asyncio.run(main())

    return run


async def defer(app: App, site: str, **more: Any) -> int:
    """Put a site into the queue, as the planner does."""
    job = app.configure_task("crawl", queue="crawl", lock=site, queueing_lock=site, **more)
    return await job.defer_async(site=site)


async def until(look: Callable[[], Awaitable[Any]]) -> Any:
    """What a look gives as soon as it gives anything."""
    end = time.monotonic() + DEADLINE_S
    while not (found := await look()):
        assert time.monotonic() < end
        await asyncio.sleep(0.01)
    return found
