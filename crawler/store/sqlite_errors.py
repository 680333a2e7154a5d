"""What SQLite refused, told as an error that somebody can act on."""

from __future__ import annotations

import sqlite3

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


def sqlite_error(origin: BaseException | None, file: str | None = None) -> MachineError | None:
    """The error for what sqlite3 has raised; None for a bug of ours, and for other drivers.

    `file`: the store's, for the message; SQLite does not name it.
    """
    code = getattr(origin, "sqlite_errorcode", None)
    if code is None:
        return None
    if code == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return MachineError(str(origin))  # the words of `moved.py`: there are no other triggers
    words = f"{file}: {origin}" if file else str(origin)
    if code & PRIMARY == sqlite3.SQLITE_CANTOPEN:
        return CreateError(f"{CREATE} ({words})")
    sentence = SENTENCES.get(code & PRIMARY)
    return MachineError(f"{sentence} ({words})") if sentence else None
