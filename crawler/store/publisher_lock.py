"""One publisher of a PostgreSQL store at a time, on whatever machine it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

from crawler.core.errors import MachineError
from crawler.store.refusals import translate_errors
from crawler.store.shared_locks import key_of

KEY = key_of("feed")
_TAKE = text("SELECT pg_advisory_lock(:key)")
_LET_GO = text("SELECT pg_advisory_unlock(:key)")
_ALIVE = text("SELECT 1")


@contextmanager
def only_publisher(engine: Engine) -> Iterator[Callable[[], None]]:
    """Wait for the lock and hold it; yields what raises MachineError when it is no longer held.

    Of a SQLite store nothing is held: all who publish from it are on one machine, under its flock.
    """
    if engine.dialect.name != "postgresql":
        yield lambda: None
        return
    with translate_errors(), engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(_TAKE, {"key": KEY})
        try:
            yield lambda: _ask(connection)
        finally:
            _let_go(connection)


def _ask(connection: Connection) -> None:
    if connection.invalidated:  # SQLAlchemy would connect anew, without the lock
        raise MachineError("the connection of this publisher was closed; the next one goes on")
    with translate_errors():
        connection.execute(_ALIVE)


def _let_go(connection: Connection) -> None:
    """The connection goes back to the others; one that cannot be asked any more is closed."""
    kept = False
    try:
        kept = not connection.invalidated and bool(connection.scalar(_LET_GO, {"key": KEY}))
    finally:
        if not kept:
            connection.invalidate()
