"""Whether a store has new sketches since it was last asked, without reading what they are."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Engine, select

from crawler.store.kept_connection import kept_connection
from crawler.store.refusals import translate_errors
from crawler.store.schema import sketches

# The mark of the newest row stands for all rows up to it, see `sketch_log.py`.
_NEWEST = select(sketches.c.id, sketches.c.mark).order_by(sketches.c.id.desc()).limit(1)


class Changes:
    """Asks SQLite on a connection that only listens, PostgreSQL by one question."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._listening = kept_connection(engine)
        self._version: Any = None

    def any(self) -> bool:
        """True when another connection may have committed since the last call, and at the first.

        `PRAGMA data_version` costs microseconds and changes with each commit of another
        connection, of this process or not (https://www.sqlite.org/pragma.html#pragma_data_version).
        Raises MachineError.
        """
        listening = self._listening
        version = self._of_server() if listening is None else _version_of(listening)
        changed = version is None or version != self._version
        self._version = version
        return changed

    def _of_server(self) -> tuple[int, int]:
        with translate_errors(), self._engine.connect() as plain:
            connection = plain.execution_options(isolation_level="AUTOCOMMIT")  # no BEGIN, COMMIT
            newest = connection.execute(_NEWEST).first()
        return (newest.id, newest.mark) if newest else (0, 0)


def _version_of(listening: sqlite3.Connection) -> Any:
    try:
        return listening.execute("PRAGMA data_version").fetchone()
    except sqlite3.Error:  # then the tables are asked, and what is wrong is told
        return None
