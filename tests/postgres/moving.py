"""What the tests of a move need: stores with something in them, a crawl, and a killed command."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count, cycle
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import JSON, Connection, Engine, Table, func, insert, null, select

from crawler.core.errors import LockedError
from crawler.store.database import database_url, open_database, writing
from crawler.store.feed import Feed
from crawler.store.lock import SiteLock
from crawler.store.moving import move, target
from crawler.store.moving.copying import Copying
from crawler.store.moving.told import Way
from crawler.store.outbox import Outbox
from crawler.store.runs import Runs
from crawler.store.schema import UtcTime, articles, metadata, state, visits
from tests.store.conftest import make_article

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
ROWS = 4
RUN_ARTICLES = 20
DEADLINE_S = 60


@contextmanager
def store(folder: Path, url: str = "") -> Iterator[Engine]:
    """The store of a data folder, or another one, opened and closed."""
    engine = open_database(database_url(folder, url))
    try:
        yield engine
    finally:
        engine.dispose()


def crawl(
    folder: Path, url: str, first: int, articles: int = RUN_ARTICLES, *, site: str = "windows"
) -> None:
    """A run as cron begins it: the lock, a row of the ledger, some articles, their publication.

    Raises ConfigError when the store was moved, LockedError when it is being moved.
    """
    with SiteLock(folder / "locks" / f"{site}.lock", "test"), store(folder, url) as engine:
        runs, run = Runs(engine), f"run-{first}"
        runs.start(run_id=run, site=site, argv=[], started=NOW, versions={}, settings_hash="x")
        outbox = Outbox(engine)
        for number in range(first, first + articles):
            outbox.add(make_article(number))
        outbox.flush()
        feed_of(folder, engine).publish()
        runs.finish(run, ended=NOW, exit_code=0, reason="", figures={"first": first})


def store_unpublished(folder: Path, number: int) -> None:
    """An article that no reader has yet."""
    with store(folder) as engine:
        outbox = Outbox(engine)
        outbox.add(make_article(number))
        outbox.flush()


def stored(folder: Path) -> int:
    """How many articles are stored by now."""
    with store(folder) as engine, engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(articles)) or 0


def fill_more(engine: Engine) -> None:
    """Visits in several chunks, with keys that languages sort otherwise than bytes."""
    row = {"url": "u", "site": "s", "outcome": "o", "attempts": 1}
    times = {"last_try": NOW, "next_try": NOW}
    names = [f"{letter}{number}" for letter in "aBbأé" for number in range(300)]
    with writing(engine) as connection:
        connection.execute(insert(visits), [row | times | {"identifier": name} for name in names])


def feed_of(folder: Path, engine: Engine) -> Feed:
    """The feed of a data folder."""
    return Feed(engine, folder / "feed", part_articles_max=64)


def moving(
    folder: Path, url: str, *, wait_s: float = 60, say: Callable[[str], None] = move.silent
) -> move.Moved:
    """What `scrapy migrate-store` does."""
    with Way(folder, "", url) as way:
        return way.move(wait_s, say).run(NOW)


def fill_all_tables(engine: Engine) -> None:
    """Some rows in every table, with NULL wherever a table has room for it."""
    with writing(engine) as connection:
        for table in metadata.sorted_tables:
            if table is not state:
                _fill(connection, table)


def _fill(connection: Connection, table: Table) -> None:
    for number in range(1, ROWS + 1):
        row = {column.name: _value(column, number) for column in table.c}
        connection.execute(insert(table).values(row))


def _value(column: Any, number: int) -> Any:  # noqa: PLR0911 - one line for each type
    if column.nullable and number == 1:
        return null()
    if isinstance(column.type, UtcTime):
        return NOW + timedelta(seconds=number)
    if isinstance(column.type, JSON):
        return None if number == 2 else {"عدد": number, "a": [1.5, None, "\u0000"]}
    kind = column.type.python_type
    if kind is bytes:
        return bytes([0, 255, number])
    if kind is bool:
        return number % 2 == 0
    if kind is float:
        return number / 3
    if kind is int:
        return number
    # Sorted otherwise by a database that knows languages.
    return f"{'aBأZ'[number - 1]}\t\\N\n{number}"[: column.type.length]


def all_rows(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a store holds, NULL apart from a JSON null; in an order of its own."""
    with engine.connect() as connection:
        return {
            table.name: sorted(
                map(
                    tuple,
                    connection.execute(select(table, *(each.is_(None) for each in table.c))),
                ),
                key=repr,
            )
            for table in metadata.sorted_tables
        }


def die(*_: object, **__: object) -> NoReturn:
    """As kill -9 from outside."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _die_at_second_chunk() -> None:
    write, calls = Copying._write, count()
    # A method of the class, not of an object: `self` comes along.
    Copying._write = lambda *given: die() if next(calls) else write(*given)  # type: ignore[method-assign]


# Where a move is killed: while it copies, when all is copied, between the three marks.
STAGES: dict[str, Callable[[], None]] = {
    "copying": _die_at_second_chunk,
    "copied": lambda: setattr(target, "verify", die),
    "whole": lambda: setattr(move, "close_for_ever", die),
    "closed": lambda: setattr(target, "release", die),
}


def killed_at(stage: str, folder: Path, url: str) -> None:
    """A move that dies; call it in a process of its own."""
    STAGES[stage]()
    moving(folder, url)


def killed(folder: Path, url: str, stage: str) -> bool:
    """A move in a process of its own, which dies at a stage: whether it did."""
    process = get_context("fork").Process(target=killed_at, args=(stage, folder, url))
    process.start()
    process.join(DEADLINE_S)
    return process.exitcode == -signal.SIGKILL


def main(folder: Path, first: int) -> None:
    """Crawls of two sites by turns until one may not begin."""
    for site in cycle(("windows", "other")):
        try:
            crawl(folder, "", first, site=site)
        except LockedError:
            return
        sys.stdout.write(f"{first}\n")
        sys.stdout.flush()
        first += RUN_ARTICLES


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
