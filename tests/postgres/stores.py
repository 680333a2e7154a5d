"""Stores for many tests: a few databases, emptied after each use, as making one takes 0.1 s."""

from __future__ import annotations

import itertools
import secrets

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from crawler.store.migrations import HEAD, revision_of
from tests.postgres.server import Server

TEMPLATE = "rasid_template"  # with our tables: a copy takes a tenth of the migrations' time
NUMBERS = itertools.count(1)
TABLES = text(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
)
SEQUENCES = text(
    "SELECT setval(CAST(quote_ident(sequencename) AS regclass), 1, false) FROM pg_sequences "
    "WHERE schemaname = 'public'"
)
NEW_STATE = text("INSERT INTO state VALUES ('epoch', :epoch), ('seq_highest', '0')")


class Stores:
    """Lends databases with the store's tables and nothing in them."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._free: list[str] = []
        self._lent: list[str] = []

    def take(self) -> str:
        """The address of a new store."""
        if not self._free:
            name = f"rasid_store_{next(NUMBERS)}"
            self._outside(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
            self._free.append(self._server.url(name))
            assert self.empty(self._free[-1])  # with a name of its own: copies have the same
        self._lent.append(self._free.pop())
        return self._lent[-1]

    def give_back(self, url: str) -> None:
        """Empty it for the next test; one that somebody still works on is thrown away."""
        self._lent.remove(url)
        if self.empty(url):
            self._free.append(url)
        else:
            self._outside(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def empty(self, url: str) -> bool:
        """Make it a new store with another name; False when that cannot be."""
        try:
            return self._empty(url)
        except OperationalError:
            return False

    def _empty(self, url: str) -> bool:
        engine = create_engine(url, poolclass=NullPool)
        with engine.begin() as connection:
            if revision_of(connection) != HEAD:
                return False
            connection.execute(text("SET LOCAL lock_timeout = '5s'"))
            # No foreign key is looked at: the order of the tables does not matter.
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in connection.scalars(TABLES).all():
                connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - the server's name
            connection.execute(SEQUENCES)
            connection.execute(NEW_STATE, {"epoch": secrets.token_hex(6)})
            return True

    def _outside(self, statement: str) -> None:
        engine: Engine = create_engine(self._server.url(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()
