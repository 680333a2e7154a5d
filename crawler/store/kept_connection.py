"""A connection of SQLite that stays open beside the pool, for short questions between commits.

To take one from the pool, and to give it back, takes longer than such a question.
"""

from __future__ import annotations

import sqlite3
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

_kept: WeakKeyDictionary[Engine, Any] = WeakKeyDictionary()


def kept_connection(engine: Engine) -> sqlite3.Connection | None:
    """The driver's own connection, one for an engine; None where the store is no SQLite.

    Nobody begins a transaction on it, and whoever asks takes all rows at once: so each question
    sees what is committed by then. Raises what `engine.raw_connection` raises.
    """
    if engine.dialect.name != "sqlite":
        return None
    if engine not in _kept:
        _kept[engine] = engine.raw_connection()  # given back to the pool when it is forgotten
    driver: sqlite3.Connection = _kept[engine].dbapi_connection
    return driver
