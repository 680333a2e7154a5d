"""Locks that all machines keep: held in a PostgreSQL store by a connection of their own.

The server lets them go with the connection, so a killed process blocks nobody. Who loses the
connection has lost its locks without being told: it asks before it writes.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC
from hashlib import blake2b

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from crawler.core.errors import LockedError, MachineError
from crawler.store.refusals import translate_errors

LOST = (
    "this run's lock in the database is lost, another run of its site may have begun: it ends "
    "here, the next run goes on ({})"
)
NAME_CHARS = 63  # PostgreSQL cuts an application_name there
_TAKE = text("SELECT pg_try_advisory_lock(:key)")
_LET_GO = text("SELECT pg_advisory_unlock(:key)")
_ALIVE = text("SELECT 1")
_NAME = text("SELECT set_config('application_name', :name, false)")
# A key of 64 bits is shown as two halves.
_HOLDER = text(
    "SELECT a.application_name, host(a.client_addr) AS address, a.backend_start AS since "
    "FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND (CAST(CAST(l.classid AS bigint) << 32 AS bigint) | CAST(l.objid AS bigint)) = :key"
)


class LostLockError(MachineError):
    """The connection that held our locks is gone: another process may do our work by now."""


class SharedLocks:
    """The locks of one process; of a SQLite store they hold nothing, as its machine has flock."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._connection: Connection | None = None
        self._held = 0
        self._lost: LostLockError | None = None

    @contextmanager
    def site(self, name: str, run_id: str) -> Iterator[None]:
        """Hold a site for a run. Raises LockedError naming the holder, MachineError."""
        with self._hold(f"site {name}", run_id):
            yield

    def check(self) -> None:
        """Raise LostLockError when the locks that this process holds are no longer its own.

        Costs one question to the server, and nothing while nothing is held.
        """
        if self._lost is not None:
            raise self._lost
        if self._connection is None:
            return
        if lost := _why_lost(self._connection):
            self._lost = LostLockError(LOST.format(lost))
            raise self._lost

    @contextmanager
    def _hold(self, what: str, who: str) -> Iterator[None]:
        if self.engine.dialect.name != "postgresql":
            yield
            return
        key = key_of(what)
        self.check()  # what is lost is not made whole by another lock
        with translate_errors():
            connection = self._connection or self._connect(who)
            self._take(connection, key, what)
        self._held += 1
        try:
            yield
        finally:
            self._let_go(key)

    def _connect(self, who: str) -> Connection:
        made = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        made.detach()  # of no pool: nobody else uses it, and closing it ends it
        made.execute(_NAME, {"name": f"rasid {who} on {socket.gethostname()}"[:NAME_CHARS]})
        self._connection, self._lost = made, None
        return made

    def _take(self, connection: Connection, key: int, what: str) -> None:
        taken = False
        try:
            taken = bool(connection.scalar(_TAKE, {"key": key}))
            if not taken:
                holder = _holder(connection, key)
                raise LockedError(f"{what} is held by {holder}; this run did nothing")
        finally:
            if not taken:
                self._close_unused()

    def _let_go(self, key: int) -> None:
        self._held -= 1
        connection = self._connection  # its end alone would free them a moment later
        if connection is not None and not connection.invalidated:
            with suppress(SQLAlchemyError):  # then they are gone with it
                connection.execute(_LET_GO, {"key": key})
        self._close_unused()

    def _close_unused(self) -> None:
        """With the last lock the connection ends, and what was lost is forgotten."""
        if not self._held and self._connection is not None:
            with suppress(SQLAlchemyError):
                self._connection.close()
            self._connection, self._lost = None, None


def is_site_held(connection: Connection, name: str) -> bool:
    """True while a run holds that site, on whichever machine; never in a SQLite store."""
    if connection.dialect.name != "postgresql":
        return False
    return connection.execute(_HOLDER, {"key": key_of(f"site {name}")}).first() is not None


def key_of(what: str) -> int:
    """The number of a lock, 64 bits with a sign as PostgreSQL takes them."""
    return int.from_bytes(blake2b(what.encode(), digest_size=8).digest(), signed=True)


def _why_lost(connection: Connection) -> str:
    """Why a connection holds nothing any more; empty while it does."""
    if connection.invalidated:  # SQLAlchemy would connect anew, without our locks
        return "its connection was closed"
    try:
        with translate_errors():
            connection.execute(_ALIVE)
    except MachineError as error:
        return str(error)
    return ""


def _holder(connection: Connection, key: int) -> str:
    row = connection.execute(_HOLDER, {"key": key}).first()
    if row is None:
        return "another process, which has just ended"
    since = row.since.astimezone(UTC).isoformat(timespec="seconds")
    return f"{row.application_name} ({row.address or 'the same machine'}, since {since})"
