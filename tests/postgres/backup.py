"""The rows of a store as they were at a moment, to be put back later: a backup and its restore."""

from __future__ import annotations

from dataclasses import dataclass, field

import psycopg

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
SEQUENCES = (
    "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences "
    "WHERE schemaname = 'public'"
)


@dataclass(frozen=True)
class Backup:
    """What COPY gave of each table, and where each sequence was."""

    rows: dict[str, bytes] = field(default_factory=dict)
    sequences: list[tuple[str, int, bool]] = field(default_factory=list)


def save(url: str) -> Backup:
    """Read all of it."""
    with psycopg.connect(_plain(url)) as connection:
        rows = {}
        for (table,) in connection.execute(TABLES).fetchall():
            with connection.cursor().copy(f"COPY {table} TO STDOUT") as copy:
                rows[table] = b"".join(bytes(each) for each in copy)
        return Backup(rows, connection.execute(SEQUENCES).fetchall())


def restore(url: str, backup: Backup) -> None:
    """Put it all back in one transaction."""
    with psycopg.connect(_plain(url)) as connection:
        # No foreign key is looked at: the order of the tables does not matter.
        connection.execute("SET LOCAL session_replication_role = replica")
        for table, rows in backup.rows.items():
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a name that the server gave
            with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)
        for name, value, called in backup.sequences:
            connection.execute("SELECT setval(%s::regclass, %s, %s)", (name, value, called))


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")
