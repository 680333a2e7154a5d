"""A new store made as its tables are now, not by way of all that they were: no Alembic is loaded.

Only on SQLite, where a run may begin with it; the migrations make one on PostgreSQL.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table
from sqlalchemy import insert as insert_into

from crawler.store.schema import metadata, state
from crawler.store.search import CREATE

REVISION = "0012"  # the newest migration, whose tables the schema says; a test compares
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
