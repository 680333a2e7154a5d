"""A condition that most rows of an index meet, said to SQLite's planner, which has no statistics.

Without a hint it takes `column IS NULL` for a condition of few rows, whatever the index
(https://www.sqlite.org/lang_corefunc.html#likely). PostgreSQL counts for itself.
"""

from __future__ import annotations

from typing import Any, Self

from sqlalchemy import Boolean, ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class likely(FunctionElement[bool]):  # noqa: N801 - written as the function that it becomes
    """The same condition; on SQLite marked as one that holds for most rows."""

    inherit_cache = True
    type = Boolean()

    def __init__(self, condition: ColumnElement[bool]) -> None:
        super().__init__(condition)

    def self_group(self, against: Any = None) -> Self:  # noqa: ARG002 - as SQLAlchemy calls it
        """Itself: compared with 1, as numbers are, it would be of no use for an index."""
        return self


@compiles(likely, "sqlite")
def _hinted(element: likely, compiler: Any, **more: Any) -> str:
    return f"likely({compiler.process(element.clauses, **more)})"


@compiles(likely)
def _plain(element: likely, compiler: Any, **more: Any) -> str:
    return f"({compiler.process(element.clauses, **more)})"
