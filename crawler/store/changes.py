"""Whether a store has changed since it was last asked, without asking its tables."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine


class Changes:
    """One connection that only listens; databases other than SQLite always say yes."""

    def __init__(self, engine: Engine) -> None:
        self._listening: Any = None
        self._version: Any = None
        if engine.dialect.name == "sqlite":
            self._listening = engine.raw_connection()

    def any(self) -> bool:
        """True when another connection may have committed since the last call, and at the first.

        `PRAGMA data_version` costs microseconds and changes with each commit of another
        connection, of this process or not (https://www.sqlite.org/pragma.html#pragma_data_version).
        """
        version = None
        if self._listening is not None:
            with suppress(sqlite3.Error):  # then the tables are asked, and what is wrong is told
                version = self._listening.cursor().execute("PRAGMA data_version").fetchone()
        changed = version is None or version != self._version
        self._version = version
        return changed
