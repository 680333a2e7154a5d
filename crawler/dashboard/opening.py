"""Opening the store so that looking can neither change nor lock it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from crawler.core.errors import ConfigError
from crawler.store import Settings, data_dir_of
from crawler.store.database import BUSY_TIMEOUT_S, database_url, reading
from crawler.store.migrations import HEAD, revision_of
from crawler.store.postgres import postgres_engine

PRAGMAS = ("PRAGMA query_only = ON",)


def open_to_read(settings: Settings) -> Engine:
    """The store that the settings name, to be read.

    Raises ConfigError when there is none yet, or when it is of another release; MachineError when
    it cannot be opened.
    """
    url = database_url(data_dir_of(settings), settings.get("RASID_DATABASE_URL") or "")
    address = make_url(url)
    engine = (
        _sqlite(Path(str(address.database)))
        if address.get_backend_name() == "sqlite"
        else postgres_engine(address, default_transaction_read_only="on")
    )
    with reading(engine) as connection:
        found = revision_of(connection)
    if found != HEAD:
        engine.dispose()
        raise ConfigError(_other_release(found))
    return engine


def _other_release(found: str | None) -> str:
    """What to do: a run brings older tables up, and refuses newer ones."""
    step = "use a newer release" if found and found > HEAD else "`scrapy run` once"
    return f"the store is of revision {found}, this Rasid reads {HEAD}; {step}"


def _sqlite(path: Path) -> Engine:
    if not path.is_file():
        message = f"there is no store at {path} yet; it comes with the first `scrapy run`"
        raise ConfigError(message)
    where = f"file:{quote(str(path.absolute()))}?mode=ro"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            where, uri=True, timeout=BUSY_TIMEOUT_S, check_same_thread=False, isolation_level=None
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=_pool())
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool  # that of "sqlite://" is made for a store in memory


def _prepare(connection: Any, _record: Any) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
