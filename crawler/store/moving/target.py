"""The database that a store is moved into: empty before, locked meanwhile, whole afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, Table, delete, exists, insert, inspect, select, text

from crawler.core.errors import ConfigError, MachineError
from crawler.store.database import reading, writing
from crawler.store.moved import FILLED_FROM, mark_of, set_mark
from crawler.store.moving.copying import TABLES
from crawler.store.moving.rows import Checksum, raw
from crawler.store.schema import HEADLINES, state

NAMES = ", ".join(table.name for table in TABLES)
FETCH_ROWS = 500
FOREIGN_KEYS = text(
    "SELECT conrelid::regclass::text AS place, conname AS name, pg_get_constraintdef(oid) AS rule "
    "FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(CAST(:names AS regclass[]))"
)
SEQUENCE = text(
    "SELECT setval(pg_get_serial_sequence(:name, 'id'), greatest(CAST(:highest AS bigint), 1), "
    "CAST(:highest AS bigint) > 0) WHERE pg_get_serial_sequence(:name, 'id') IS NOT NULL"
)


def claim(engine: Engine, epoch: str) -> None:
    """From here on nobody else opens that database; raises ConfigError when it is not empty."""
    with writing(engine) as connection:
        _refuse_used(connection, epoch)
        set_mark(connection, FILLED_FROM, epoch)


def why_not(engine: Engine, epoch: str) -> str:
    """What speaks against that database as a target, without changing it; empty for nothing.

    Raises MachineError when it cannot be asked.
    """
    with reading(engine) as connection:
        if not inspect(connection).has_table(state.name):
            return ""
        try:
            _refuse_used(connection, epoch)
        except ConfigError as error:
            return str(error)
    return ""


def release(engine: Engine) -> None:
    """All is there: it may be used."""
    with writing(engine) as connection:
        set_mark(connection, FILLED_FROM, None)


def is_filled(engine: Engine, epoch: str) -> bool:
    """Whether a move from that store has come to its last step."""
    with reading(engine) as connection:
        return _epoch(connection) == epoch


@contextmanager
def filling(engine: Engine, epoch: str) -> Iterator[Connection]:
    """The one transaction that all is copied in: killed before its end, nothing of it is there."""
    with writing(engine) as connection:
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.execute(text(f"SET LOCAL {limit} = 0"))  # reading the old store takes long
        connection.execute(text(f"LOCK TABLE {NAMES} IN ACCESS EXCLUSIVE MODE"))
        _refuse_used(connection, epoch)
        connection.execute(text(f"TRUNCATE {NAMES}, {HEADLINES}"))
        rules = connection.execute(FOREIGN_KEYS, {"names": [each.name for each in TABLES]}).all()
        for rule in rules:
            connection.execute(text(f"ALTER TABLE {rule.place} DROP CONSTRAINT {rule.name}"))
        yield connection
        for rule in rules:
            added = f"ALTER TABLE {rule.place} ADD CONSTRAINT {rule.name} {rule.rule}"
            connection.execute(text(added))


def take_state(source: Connection, target: Connection, epoch: str) -> None:
    """The name of the store and its numbers, so that readers notice nothing."""
    rows = source.execute(select(state)).mappings().all()
    target.execute(delete(state))
    target.execute(insert(state), [dict(row) for row in rows])
    set_mark(target, FILLED_FROM, epoch)


def set_sequences(source: Connection, target: Connection) -> None:
    """New numbers begin above every number that was ever given."""
    names = {table.name for table in TABLES}
    for name, highest in source.execute(text("SELECT name, seq FROM sqlite_sequence")):
        if name in names:
            target.execute(SEQUENCE, {"name": name, "highest": highest})


def verify(target: Connection, expected: dict[Table, Checksum]) -> None:
    """Read all tables again; raises MachineError when one is not as it must be."""
    for table in TABLES:
        found = Checksum.of(target.execute(raw(table).execution_options(yield_per=FETCH_ROWS)))
        if found != expected[table]:
            message = (
                f"the copy of {table.name} has {found.rows} rows ({found}) instead of "
                f"{expected[table].rows} ({expected[table]}); nothing was moved: the "
                "old store is as it was; try again"
            )
            raise MachineError(message)


def _refuse_used(connection: Connection, epoch: str) -> None:
    """Accepts an empty database, and one that a move of the same store has left."""
    marked = mark_of(connection, FILLED_FROM)
    if marked not in {None, epoch}:
        message = f"the target is being filled from another store ({marked}); give an empty one"
        raise ConfigError(message)
    if marked and _epoch(connection) == epoch:
        return
    for table in TABLES:
        if connection.scalar(select(exists(select(1).select_from(table)))):
            message = f"the target is not empty: its table {table.name} has rows; give an empty one"
            raise ConfigError(message)


def _epoch(connection: Connection) -> str | None:
    return mark_of(connection, "epoch")
