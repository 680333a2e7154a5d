"""Opening the store so that what it says is committed is on the disk; all dialects meet here."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from crawler.core.errors import ConfigError, CreateError, MachineError
from crawler.store import schema
from crawler.store.lock import waiting_lock
from crawler.store.migrations import bring_to_head
from crawler.store.moved import MOVED_TO, WORDS, refuse_moved
from crawler.store.postgres import is_postgres, postgres_engine
from crawler.store.refusals import translate_errors

__all__ = [
    "asking",
    "chunks",
    "database_url",
    "engine_of",
    "epoch",
    "insert_into",
    "open_database",
    "reading",
    "translate_errors",
    "writing",
]

BUSY_TIMEOUT_S = 30
OPEN_TIMEOUT_S = 60  # another process that makes the tables needs less than a second
CHUNK = 500  # values in one IN list
BEGIN = "rasid_begin"  # execution option: how a transaction of this connection begins, "": not
# FULL, not NORMAL: with NORMAL a power cut rolls the store back behind parts that readers have
# taken already (1,224 articles lost and 1,224 twice in 51 cuts).
PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000}",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # 16 MB of log between two copies into the file (default 4): hot pages are copied less often.
    "PRAGMA wal_autocheckpoint = 4000",
)
# Without the address: what stands where host or port should be may be the end of a password.
NO_ADDRESS = (
    "RASID_DATABASE_URL is no address: its port is no number, or its password has an @, which is "
    "written %40; better give the password by PGPASSWORD"
)
LOCK_TIMEOUT = "rasid_lock_timeout"  # execution option: of PostgreSQL, another than the session's
MIGRATION_TIMEOUT = "600s"
_SET_LIMIT = text("SELECT set_config('lock_timeout', :limit, true)")
# SQLite's readers see the store as it was at their first statement; PostgreSQL's when they ask to.
ALONE: dict[str, dict[str, Any]] = {
    "sqlite": {BEGIN: ""},
    "postgresql": {"isolation_level": "AUTOCOMMIT"},
}
SNAPSHOT = {"postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}}
WRITERS_LOCK = 7_241_937  # PostgreSQL: writers come one after the other, so ids are commit order


def database_url(data_dir: Path, url: str = "") -> str:
    """`url`, or the address of `rasid.db` in the data folder when it is empty."""
    if url:
        return url
    return URL.create("sqlite", database=str(data_dir.absolute() / "rasid.db")).render_as_string()


def open_database(url: str, *, moving: bool = False) -> Engine:
    """The store at `url`, made when it is new and brought to the newest schema.

    Several processes may open a new store at once. Raises ConfigError for an address that cannot
    work and, unless `moving`, for a store that was moved or is being filled; CreateError or
    MachineError when the machine refuses.
    """
    engine = engine_of(url)
    with ExitStack() as unless_it_opens, translate_errors(engine):
        unless_it_opens.callback(engine.dispose)
        _bring_up(engine, moving=moving)
        unless_it_opens.pop_all()
    return engine


@contextmanager
def writing(engine: Engine, *, alone: bool = True) -> Iterator[Connection]:
    """A transaction that may write, from its first statement on; committed at the end.

    Not `alone`: PostgreSQL lets others write at the same time; whoever asks for that locks the
    rows that it changes.

    On SQLite that is BEGIN IMMEDIATE: a transaction that begins by reading and then writes can
    fail at once, without waiting, when another writer came between. Raises MachineError.
    """
    with translate_errors(engine), engine.connect() as plain:
        connection = plain.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
        with connection.begin():
            if limit := connection.get_execution_options().get(LOCK_TIMEOUT):
                connection.execute(_SET_LIMIT, {"limit": limit})
            if alone and engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})"))
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the store and changes none. Raises MachineError."""
    with translate_errors(engine), engine.connect() as plain:
        connection = plain.execution_options(**SNAPSHOT.get(engine.dialect.name, {}))
        with connection.begin():
            yield connection


@contextmanager
def asking(engine: Engine) -> Iterator[Connection]:
    """For questions that need no common state of the store: each is its own transaction.

    Without a BEGIN and an end of it a question costs a quarter less. Raises MachineError.
    """
    with translate_errors(engine), engine.connect() as plain:
        yield plain.execution_options(**ALONE[engine.dialect.name])


def insert_into(connection: Connection, table: Table) -> Any:
    """The INSERT of the dialect in use: both have the same ON CONFLICT methods."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    return sqlite.insert(table)


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values in lists that fit into one IN, in their order."""
    rest = iter(values)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def epoch(engine: Engine) -> str:
    """The name of this store, 12 hex digits, given at its creation: part files carry it.

    Raises MachineError for a store that was moved while it was open here.
    """
    with reading(engine) as connection:
        state = schema.state.c
        query = select(state.key, state.value).where(state.key.in_(("epoch", MOVED_TO)))
        values = {row.key: row.value for row in connection.execute(query)}
    if MOVED_TO in values:
        raise MachineError(WORDS[MOVED_TO].format(values[MOVED_TO]))
    found = values.get("epoch")
    if not found:
        raise MachineError("the store has no epoch: it is damaged; restore a backup, then repair")
    return str(found)


def engine_of(url: str) -> Engine:
    """The engine of an address; nothing is asked of it yet. Raises ConfigError."""
    try:
        address = make_url(url)
        if "@" in (address.host or ""):
            raise ConfigError(NO_ADDRESS)
        if address.get_backend_name() == "sqlite":
            return _sqlite_engine(address)
        if is_postgres(address):
            return postgres_engine(address)
    except ValueError as error:
        raise ConfigError(NO_ADDRESS) from error
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        message = f"RASID_DATABASE_URL cannot be used: {error}"
        raise ConfigError(message) from error
    message = f"RASID_DATABASE_URL names {address.get_backend_name()!r}: use sqlite or postgresql"
    raise ConfigError(message)


_json = partial(json.dumps, ensure_ascii=False)


def _sqlite_engine(address: URL) -> Engine:
    if not address.database or address.database.startswith((":memory:", "file:")):
        message = f"RASID_DATABASE_URL names no plain file: {address.database!r}"
        raise ConfigError(message)
    # A pool keeps connections: the last one that closes copies the whole log into the file. It
    # gives the one that came back last: in turn each would hold 2 MB of pages, outdated by others.
    engine = create_engine(
        address,
        pool_use_lifo=True,
        json_serializer=_json,
        connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # sqlite3 begins nothing by itself: `_begin` does
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    if how := connection.get_execution_options().get(BEGIN, "BEGIN"):
        connection.exec_driver_sql(how)


def _bring_up(engine: Engine, *, moving: bool) -> None:
    if engine.dialect.name != "sqlite":
        _to_head(engine, moving=moving)
        return
    path = Path(str(engine.url.database)).absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CreateError.from_os(error, f"the folder {path.parent} cannot be made") from error
    _make_private(path)
    with waiting_lock(path.with_name(f"{path.name}.lock"), OPEN_TIMEOUT_S):
        _use_wal(engine)
        _to_head(engine, moving=moving)


def _to_head(engine: Engine, *, moving: bool) -> None:
    if not moving:
        refuse_moved(engine)
    bring_to_head(engine, _migrating)


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    """Changing the tables may take minutes: who waits for it waits longer than for an article."""
    waiting = {LOCK_TIMEOUT: MIGRATION_TIMEOUT} if engine.dialect.name == "postgresql" else {}
    with writing(engine.execution_options(**waiting)) as connection:
        yield connection


def _make_private(path: Path) -> None:
    """A new file of the owner's; SQLite gives its log and its index the mode of the file.

    One that is there is not touched: closing it here would let go of all locks that this process
    has on it, and another process would take away its log (sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        pass
    except OSError as error:
        raise CreateError.from_os(error, f"the store {path} cannot be created") from error


def _use_wal(engine: Engine) -> None:
    connection = engine.raw_connection()
    try:
        mode = connection.cursor().execute("PRAGMA journal_mode = WAL").fetchone()
    finally:
        connection.close()
    if mode != ("wal",):
        message = f"the store cannot write ahead (journal mode {mode!r}): put it on a local disk"
        raise MachineError(message)
