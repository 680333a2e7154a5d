"""The queue's tables: Procrastinate's own, applied once, and who works on them.

Its schema is plain SQL that fails when it is applied twice. `queue_schema` remembers which of its
migrations the database has; a newer Procrastinate brings more of them.
"""

from __future__ import annotations

from importlib import resources
from typing import Any

import psycopg
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, Engine, text

from crawler.core.errors import ConfigError, MachineError
from crawler.store.database import translate_errors

LOCK = 7_241_938  # one process makes the tables, all others wait for it
OURS = """
    CREATE TABLE queue_schema (
        name text PRIMARY KEY,
        applied timestamptz NOT NULL DEFAULT now()
    );
    CREATE TABLE queue_members (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL,
        role text NOT NULL,
        pid integer NOT NULL,
        started timestamptz NOT NULL DEFAULT now(),
        last_sign timestamptz NOT NULL DEFAULT now()
    );
"""


def make_tables(engine: Engine) -> list[str]:
    """Bring the queue's tables up to date; the migrations that were applied now.

    Several processes may do so at once. Raises ConfigError when there is a queue of somebody else,
    MachineError when the database refuses.
    """
    with translate_errors(), engine.begin() as connection:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        names = migrations()
        if _has(connection, "queue_schema"):
            known = set(connection.scalars(text("SELECT name FROM queue_schema")))
            new = [name for name in names if name not in known]
            for name in new:
                _run(connection, migration(name))
        else:
            new = names
            _make_all(connection)
        for name in new:
            connection.execute(
                text("INSERT INTO queue_schema (name) VALUES (:name)"), {"name": name}
            )
        return new


def _make_all(connection: Connection) -> None:
    if _has(connection, "procrastinate_jobs"):
        message = (
            "the database has tables of Procrastinate that Rasid has not made: give Rasid a "
            "database of its own in RASID_DATABASE_URL"
        )
        raise ConfigError(message)
    _run(connection, SchemaManager.get_schema())
    _run(connection, OURS)


def migrations() -> list[str]:
    """The names of the migrations that the installed Procrastinate has, in their order."""
    folder = resources.files("procrastinate.sql") / "migrations"
    return sorted(each.name for each in folder.iterdir() if each.name.endswith(".sql"))


def migration(name: str) -> str:
    """The SQL of one of them."""
    return (resources.files("procrastinate.sql") / "migrations" / name).read_text("utf-8")


def _has(connection: Connection, table: str) -> bool:
    found = connection.scalar(text("SELECT to_regclass(:table)"), {"table": table})
    return found is not None


def _run(connection: Connection, script: str) -> None:
    """Many statements at once, which only the driver itself can do, in this transaction."""
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute(script)
    except psycopg.Error as error:
        message = f"the queue's tables cannot be made: {error}; nothing was changed, try again"
        raise MachineError(message) from error
