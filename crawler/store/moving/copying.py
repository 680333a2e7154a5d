"""Copies the tables of one store into another and follows what changes in the meantime.

A table is read in chunks by its key. Of each chunk the checksum is kept: the next pass reads the
source again and copies only the chunks that are not as they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete

from crawler.core.errors import MachineError
from crawler.store.moving.headlines import forget_headlines, index_chunk
from crawler.store.moving.rows import Checksum, Key, Row, between, in_key_order, key_of, raw
from crawler.store.postgres_errors import postgres_error
from crawler.store.schema import metadata, state

CHUNK_ROWS = 500  # about 2 MB of articles
TABLES = [table for table in metadata.sorted_tables if table is not state]


@dataclass(slots=True)
class Chunk:
    """The rows with keys after `after` up to `until`, as they were copied."""

    after: Key | None
    until: Key
    checksum: Checksum


class Copying:
    """Fills the tables of `target`, which are empty and which nobody else writes."""

    def __init__(self, target: Connection) -> None:
        self.target = target
        self._chunks: dict[Table, list[Chunk]] = defaultdict(list)

    def follow(self, source: Connection) -> int:
        """Make the target as the source is in this transaction; how many rows were written.

        Raises MachineError for a row that PostgreSQL cannot hold.
        """
        stale = [pair for table in TABLES for pair in self._stale(source, table)]
        for table, chunk in stale:
            self._empty(table, chunk)
        written = sum(self._fill(source, table, chunk) for table, chunk in stale)
        return written + sum(self._append(source, table) for table in TABLES)

    def checksums(self) -> dict[Table, Checksum]:
        """Of each table as it was when it was last followed."""
        nothing = Checksum()
        return {
            table: sum((chunk.checksum for chunk in self._chunks[table]), nothing)
            for table in TABLES
        }

    def _stale(self, source: Connection, table: Table) -> Iterator[tuple[Table, Chunk]]:
        for chunk in self._chunks[table]:
            rows = source.execute(raw(table).where(*between(table, chunk.after, chunk.until)))
            if Checksum.of(rows) != chunk.checksum:
                yield table, chunk

    def _empty(self, table: Table, chunk: Chunk) -> None:
        inside = between(table, chunk.after, chunk.until, bytewise=True)
        self.target.execute(delete(table).where(*inside))
        forget_headlines(self.target, table, chunk.after, chunk.until)

    def _fill(self, source: Connection, table: Table, chunk: Chunk) -> int:
        query = raw(table).where(*between(table, chunk.after, chunk.until))
        rows = [tuple(row) for row in source.execute(query)]
        chunk.checksum = Checksum.of(rows)
        self._write(source, table, rows)
        return len(rows)

    def _append(self, source: Connection, table: Table) -> int:
        """Copy what has higher keys than all that was copied."""
        chunks, written = self._chunks[table], 0
        while True:
            after = chunks[-1].until if chunks else None
            query = raw(table).where(*between(table, after, None)).order_by(*in_key_order(table))
            rows = [tuple(row) for row in source.execute(query.limit(CHUNK_ROWS))]
            if not rows:
                return written
            self._write(source, table, rows)
            chunks.append(Chunk(after, key_of(table, rows[-1]), Checksum.of(rows)))
            written += len(rows)

    def _write(self, source: Connection, table: Table, rows: list[Row]) -> None:
        import psycopg

        columns = ", ".join(column.name for column in table.c)
        driver: Any = self.target.connection.driver_connection
        try:
            with (
                driver.cursor() as cursor,
                cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
        except psycopg.Error as error:  # not seen by SQLAlchemy: COPY is the driver's own
            message = f"PostgreSQL does not take a row of {table.name}: {error}; nothing was moved"
            raise postgres_error(error) or MachineError(message) from error
        index_chunk(source, self.target, table, rows)
