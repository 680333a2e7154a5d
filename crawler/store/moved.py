"""Stores that must not be used: one that was moved away, and one that is still being filled."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, Table, delete, insert, inspect, select, text

from crawler.core.errors import ConfigError
from crawler.store.schema import metadata, state

MOVED_TO = "moved_to"  # in the old store: where to, and when
FILLED_FROM = "filled_from"  # in the new store until all is there: the epoch of the old one
WORDS = {
    MOVED_TO: "this store was moved to {}; set RASID_DATABASE_URL to that database",
    FILLED_FROM: "this database is being filled from store {}; run `scrapy migrate-store` to its"
    " end, then try again",
}


def refuse_moved(engine: Engine) -> None:
    """Raise ConfigError for a store that is not the one to be used; a new one is none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(state.name):
            return
        for key, words in WORDS.items():
            if value := mark_of(connection, key):
                raise ConfigError(words.format(value))


def mark_of(connection: Connection, key: str) -> str | None:
    """What a store says under that key, None without it."""
    return connection.scalar(select(state.c.value).where(state.c.key == key))


def set_mark(connection: Connection, key: str, value: str | None) -> None:
    """Write it down, or with None take it away."""
    connection.execute(delete(state).where(state.c.key == key))
    if value is not None:
        connection.execute(insert(state).values(key=key, value=value))


def close_for_ever(connection: Connection, where: str) -> None:
    """Mark a SQLite store as moved, in the caller's transaction.

    Triggers refuse every later write, also of a process that has opened the store before.
    """
    set_mark(connection, MOVED_TO, where)
    words = WORDS[MOVED_TO].format(where).replace("'", "''")
    for table in metadata.sorted_tables:
        for event in ("INSERT", "UPDATE", "DELETE"):
            connection.execute(text(_trigger(table, event, words)))


def _trigger(table: Table, event: str, words: str) -> str:
    name = f"moved_{table.name}_{event.lower()}"
    # A colon would be the name of a value to SQLAlchemy.
    stop = f"SELECT RAISE(ABORT, '{words}')".replace(":", r"\:")
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table.name} BEGIN {stop}; END"
