"""What the database or the file system refused, told as an error that somebody can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from crawler.core.errors import CreateError, MachineError

# SQLite's primary result codes (sqlite.org/rescode.html), with what to do next.
SENTENCES = {
    sqlite3.SQLITE_FULL: "the disk is full; free space, then run again: nothing is lost",
    sqlite3.SQLITE_IOERR: "the disk gives I/O errors; check it (dmesg), then run again",
    sqlite3.SQLITE_READONLY: "the store is read-only; give this user the right to write, run again",
    sqlite3.SQLITE_PERM: "this user may not open the store; give the right, then run again",
    sqlite3.SQLITE_BUSY: "another process has held the store too long; find it, then run again",
    sqlite3.SQLITE_LOCKED: "another process has held the store too long; find it, then run again",
    sqlite3.SQLITE_PROTOCOL: "the store's locks do not work; it must lie on a local disk",
    sqlite3.SQLITE_CORRUPT: "the store is damaged; restore a backup, then `scrapy repair`",
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database; move it away or restore a backup",
}
CREATE = "the store cannot be created or opened; check the folder and its rights, then run again"
PRIMARY = 0xFF  # the low byte of an extended result code


@contextmanager
def translate_errors() -> Iterator[None]:
    """Let MachineError out in place of what SQLAlchemy, SQLite and the system raise.

    An error that no machine causes (a broken constraint, bad SQL) is a bug and passes unchanged.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:  # the second: while a connection is made
        translated = _translated(error.orig if isinstance(error, DBAPIError) else error)
        if translated is None:
            raise
        raise translated from error
    except OSError as error:
        raise MachineError.from_os(error, _doing(error)) from error


def _translated(origin: BaseException | None) -> MachineError | None:
    code = getattr(origin, "sqlite_errorcode", None)
    if code is None:
        # PostgreSQL's drivers have a class of this name too: no connection, or it broke.
        named = type(origin).__name__ == "OperationalError"
        lost = named and not isinstance(origin, sqlite3.Error)
        return MachineError(f"the database does not answer: {origin}; run later") if lost else None
    if code & PRIMARY == sqlite3.SQLITE_CANTOPEN:
        return CreateError(f"{CREATE} ({origin})")
    sentence = SENTENCES.get(code & PRIMARY)
    return MachineError(f"{sentence} ({origin})") if sentence else None


def _doing(error: OSError) -> str:
    return f"the store could not use {error.filename!r}" if error.filename else "the store failed"
