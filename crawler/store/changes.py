"""Whether a store has other sketches than those that a process knows, without reading them."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Engine, select

from crawler.store.kept_connection import kept_connection
from crawler.store.refusals import translate_errors
from crawler.store.schema import sketches

Row = tuple[int, int]  # number and mark
# The mark of the newest row stands for all rows up to it, see `sketch_log.py`.
_NEWEST = select(sketches.c.id, sketches.c.mark).order_by(sketches.c.id.desc()).limit(1)


class Changes:
    """Asks SQLite on a connection that only listens, PostgreSQL by one question."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._listening = kept_connection(engine)
        self._text = str(_NEWEST.compile(engine, compile_kwargs={"literal_binds": True}))
        self._version: Any = None
        self._newest: Row = (0, 0)  # as of that version

    def since(self, known: Row) -> bool:
        """True when the newest row is another than the one that is known, (0, 0) for none.

        `PRAGMA data_version` costs microseconds and changes with each commit of another
        connection, of this process or not (https://www.sqlite.org/pragma.html#pragma_data_version).
        Most commits write no sketch, or one that this process has written. Raises MachineError.
        """
        if self._listening is None:
            return self._of_server() != known
        try:
            return self._of_file(self._listening) != known
        except sqlite3.Error:  # then the tables are asked, and what is wrong is told
            self._version = None
            return True

    def _of_file(self, listening: sqlite3.Connection) -> Row:
        version = listening.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._newest = listening.execute(self._text).fetchone() or (0, 0)
            self._version = version
        return self._newest

    def _of_server(self) -> Row:
        with translate_errors(), self._engine.connect() as plain:
            connection = plain.execution_options(isolation_level="AUTOCOMMIT")  # no BEGIN, COMMIT
            newest = connection.execute(_NEWEST).first()
        return (newest.id, newest.mark) if newest else (0, 0)
