"""What the database or the file system refused becomes an error that somebody can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from crawler.core.errors import MachineError
from crawler.store.postgres_errors import postgres_error
from crawler.store.sqlite_errors import sqlite_error


@contextmanager
def translate_errors(engine: Engine | None = None) -> Iterator[None]:
    """Let MachineError out in place of what SQLAlchemy, the drivers and the system raise.

    With an engine the message names its file. ConfigError where the address of the database cannot
    work. An error that no machine causes (a broken constraint, bad SQL) is a bug and passes
    unchanged.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:  # the second: while a connection is made
        origin = error.orig if isinstance(error, DBAPIError) else error
        file = engine.url.database if engine is not None else None
        translated = sqlite_error(origin, file) or postgres_error(origin)
        if translated is None:
            raise
        raise translated from error
    except OSError as error:
        raise MachineError.from_os(error, _doing(error)) from error


def _doing(error: OSError) -> str:
    return f"the store could not use {error.filename!r}" if error.filename else "the store failed"
