"""Rows as both databases hold them, without what Python makes of them, and their checksum.

JSON stays the text that it is, and NULL stays apart from a JSON null.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Self

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Integer,
    Select,
    String,
    Table,
    Text,
    cast,
    literal,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.types import NullType

Row = tuple[Any, ...]
Key = tuple[Any, ...]
BYTES = 16


@dataclass(frozen=True, slots=True)
class Checksum:
    """How many rows, and the sum of their digests: the same in any order."""

    rows: int = 0
    total: int = 0

    def __add__(self, other: Checksum) -> Checksum:
        """Of both together."""
        return Checksum(self.rows + other.rows, (self.total + other.total) % 2 ** (8 * BYTES))

    def __str__(self) -> str:
        """Hexadecimal."""
        return f"{self.total:0{2 * BYTES}x}"

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]]) -> Self:
        """Of raw rows."""
        count = total = 0
        for row in rows:
            data = repr(tuple(row)).encode("utf-8", "surrogatepass")
            total += int.from_bytes(blake2b(data, digest_size=BYTES).digest())
            count += 1
        return cls(count, total % 2 ** (8 * BYTES))


def raw(table: Table) -> Select[*tuple[Any, ...]]:
    """All columns of a table as text, numbers and bytes."""
    return select(*(_raw(column) for column in table.c))


def key_of(table: Table, row: Row) -> Key:
    """The values of the primary key in a raw row."""
    names = [column.name for column in table.c]
    return tuple(row[names.index(column.name)] for column in table.primary_key)


def in_key_order(table: Table) -> tuple[ColumnElement[Any], ...]:
    """What to sort by: bytes of UTF-8, as SQLite does without being asked."""
    return tuple(table.primary_key)


def between(
    table: Table, after: Key | None, until: Key | None, *, bytewise: bool = False
) -> list[ColumnElement[bool]]:
    """The condition of a range of keys; `bytewise` for a database that sorts text otherwise."""
    columns = [
        column.collate("C") if bytewise and isinstance(column.type, String) else column
        for column in table.primary_key
    ]
    key = tuple_(*columns)
    found = []
    if after is not None:
        found.append(key > tuple_(*(literal(value) for value in after)))
    if until is not None:
        found.append(key <= tuple_(*(literal(value) for value in until)))
    return found


def _raw(column: Column[Any]) -> ColumnElement[Any]:
    if isinstance(column.type, JSON):
        made: ColumnElement[Any] = cast(column, Text)
    elif isinstance(column.type, Boolean):
        made = cast(column, Integer)
    else:
        made = type_coerce(column, NullType())
    return made.label(column.name)
