"""A question that is asked for every page or group: written in SQLAlchemy Core, put together once.

SQLAlchemy takes 80 to 400 µs around a question that SQLite answers in 10. So on SQLite the driver
gets the text that SQLAlchemy has made, once for each length of the list of names. PostgreSQL is
asked by SQLAlchemy: the way to the server is most of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Dialect, Engine, Select

from crawler.store.database import asking, chunks
from crawler.store.driver_text import NAMES, DriverText, Row, text_of
from crawler.store.kept_connection import kept_connection
from crawler.store.refusals import translate_errors

Asked = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


class Question:
    """A SELECT with `bindparam("names", expanding=True)`, and with other values by their name.

    A row is a sequence of what its columns mean (an aware time, not its text).
    """

    def __init__(self, statement: Asked) -> None:
        self._statement = statement
        self._texts: dict[int, DriverText] = {}

    def ask(self, engine: Engine, names: Iterable[str], **more: Any) -> list[Row]:
        """The rows for some names, outside of any transaction; no names, no question.

        Raises MachineError.
        """
        wanted = list(names)
        if not wanted:
            return []
        with translate_errors(engine):
            driver = kept_connection(engine)
            if driver is not None:
                return self._by_driver(driver, engine.dialect, wanted, more)
        with asking(engine) as connection:
            return self._by_alchemy(connection, wanted, more)

    def ask_within(self, connection: Connection, names: Iterable[str], **more: Any) -> list[Row]:
        """The same in a transaction, which translates what is raised."""
        wanted = list(names)
        if not wanted:
            return []
        if connection.dialect.name != "sqlite":
            return self._by_alchemy(connection, wanted, more)
        driver = connection.connection.dbapi_connection
        return self._by_driver(driver, connection.dialect, wanted, more)

    def _by_alchemy(
        self, connection: Connection, names: list[str], more: Mapping[str, Any]
    ) -> list[Row]:
        rows: list[Row] = []
        for chunk in chunks(names):
            rows += connection.execute(self._statement, {NAMES: chunk, **more})
        return rows

    def _by_driver(
        self, driver: Any, dialect: Dialect, names: list[str], more: Mapping[str, Any]
    ) -> list[Row]:
        rows: list[Row] = []
        for chunk in chunks(names):
            text = self._text(dialect, 1 << (len(chunk) - 1).bit_length())
            rows += text.meant(driver.execute(text.sql, text.values(chunk, more)).fetchall())
        return rows

    def _text(self, dialect: Dialect, length: int) -> DriverText:
        """For a list of so many names or fewer: by powers of two, so that there are few texts."""
        found = self._texts.get(length)
        if found is None:
            found = self._texts[length] = text_of(self._statement, dialect, length)
        return found
