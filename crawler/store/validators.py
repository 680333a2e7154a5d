"""What servers say of the pages that are asked again and again: ETag, Last-Modified, what was read.

All is written at the end of a run: one that was cut short asks for whole pages the next time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, select, update

from crawler.core.access.validators import DOUBT, Validator
from crawler.core.urls import host_of
from crawler.store.database import insert_into, writing
from crawler.store.question import Question
from crawler.store.schema import validators

KEPT = timedelta(days=30)  # a page that was not asked for so long is forgotten
COLUMNS = ("etag", "last_modified", "made_by", "body", "reading", "read_at", "changed_at",
           "unchanged")  # fmt: skip
_ALL = tuple(column.name for column in validators.columns)
_BY_KEY = Question(
    select(validators).where(validators.c.key.in_(bindparam("names", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address; `doubted_until` of its host."""

    validator: Validator | None = None
    memory: bytes = b""
    doubted_until: datetime | None = None


@dataclass
class Validators:
    """Looks addresses up; notes wait for `flush`. Methods that ask the store raise MachineError."""

    engine: Engine
    site: str
    _rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    _unchanged: list[str] = field(default_factory=list)
    _gone: set[str] = field(default_factory=set)

    def find(self, url: str) -> Known:
        """What the store knows of an address."""
        page, host = _page(url), _host(url)
        found = (
            dict(zip(_ALL, row, strict=True)) for row in _BY_KEY.ask(self.engine, (page, host))
        )
        rows = {row["key"]: row for row in found}
        doubted = rows[host]["doubted_until"] if host in rows else None
        if page not in rows:
            return Known(doubted_until=doubted)
        return Known(_validator(rows[page]), rows[page]["memory"], doubted)

    def keep(self, url: str, validator: Validator, memory: bytes) -> None:
        """A whole answer came and was read."""
        self._gone.discard(_page(url))
        gap = validator.gap.total_seconds() if validator.gap else None
        row = {name: getattr(validator, name) for name in COLUMNS}
        more = {"gap_s": gap, "doubted_until": None, "memory": memory}
        self._rows[_page(url)] = row | more | {"key": _page(url), "site": self.site}

    def forget(self, url: str) -> None:
        """The page has no validators any more, or was not taken in."""
        self._rows.pop(_page(url), None)
        self._gone.add(_page(url))

    def unchanged(self, url: str) -> None:
        """The answer was 304."""
        self._unchanged.append(_page(url))

    def doubt(self, url: str, now: datetime) -> None:
        """The host of this address has sent the same validators with another page."""
        nothing = dict.fromkeys(("body", "reading", "made_by"), "")
        times = {"read_at": now, "changed_at": now, "doubted_until": now + DOUBT}
        row = {"key": _host(url), "site": self.site, "etag": None, "last_modified": None}
        self._rows[_host(url)] = (
            row | nothing | times | {"gap_s": None, "unchanged": 0, "memory": b""}
        )

    def flush(self, now: datetime) -> None:
        """Write all notes, and forget pages of the site that nobody has asked for long."""
        with writing(self.engine) as connection:
            old = validators.c.site == self.site, validators.c.read_at < now - KEPT
            connection.execute(delete(validators).where(*old))
            for key in self._gone:
                connection.execute(delete(validators).where(validators.c.key == key))
            _count(connection, self._unchanged)
            _upsert(connection, list(self._rows.values()))
        self._rows.clear()
        self._unchanged.clear()
        self._gone.clear()


def _count(connection: Connection, keys: list[str]) -> None:
    more = validators.c.unchanged + 1
    for key in keys:
        asked = update(validators).where(validators.c.key == key)
        connection.execute(asked.values(unchanged=more))


def _upsert(connection: Connection, rows: list[dict[str, Any]]) -> None:
    insert = insert_into(connection, validators)
    names = [column.name for column in validators.columns if column.name != "key"]
    if rows:
        connection.execute(
            insert.on_conflict_do_update(
                index_elements=["key"], set_={name: insert.excluded[name] for name in names}
            ),
            rows,
        )


def _validator(row: Mapping[str, Any]) -> Validator:
    gap = None if row["gap_s"] is None else timedelta(seconds=row["gap_s"])
    return Validator(gap=gap, **{name: row[name] for name in COLUMNS})


def _page(url: str) -> str:
    """The address as it is asked: two that lead to one article may be two pages."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def _host(url: str) -> str:
    return _page(f"host {host_of(url)}")
