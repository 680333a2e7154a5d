"""A new store made as its tables are now, not by way of all that they were: no Alembic is loaded.

Only on SQLite, where a run may begin with it; the migrations make one on PostgreSQL.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table
from sqlalchemy import insert as insert_into

from crawler.store.schema import HEADLINES, metadata, state

REVISION = "0012"  # the newest migration, whose tables the schema says; a test compares
# The index of headlines: no table that SQLAlchemy knows. Of FTS5 without phrases and ranks, which
# nobody asks for here.
_FTS5 = "fts5(words, content='', columnsize=0, detail=none)"
CREATE = {
    "sqlite": (f"CREATE VIRTUAL TABLE {HEADLINES} USING {_FTS5}",),
    "postgresql": (
        f"CREATE TABLE {HEADLINES} (article BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        f"CREATE INDEX ix_{HEADLINES}_words ON {HEADLINES} USING gin (words)",
    ),
}
# As Alembic makes it.
_REVISION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def make_new(connection: Connection) -> None:
    """All tables with what they begin with, in the transaction of the caller."""
    metadata.create_all(connection, checkfirst=False)
    for statement in CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    first = {"epoch": secrets.token_hex(6), "seq_highest": "0"}
    rows = [{"key": key, "value": value} for key, value in first.items()]
    connection.execute(insert_into(state), rows)
    _REVISION.create(connection, checkfirst=False)
    connection.execute(insert_into(_REVISION), {"version_num": REVISION})
