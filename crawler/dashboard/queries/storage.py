"""How full store and disk are, and whether anything waits to be published."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from crawler.dashboard.look import Look
from crawler.store.quarantine import sealable
from crawler.store.schema import articles, batches, hosts, runs

PARTS = 12
FILES = {"database": "", "log": "-wal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedOff:
    """A host that is not asked for a while, and why."""

    host: str
    until: datetime
    reason: str
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A part of the feed."""

    file: str
    first: int
    last: int
    count: int
    sha256: str
    published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """Sizes in bytes, None where the store is no file of this machine; `articles`, `runs`: rows."""

    database_bytes: int | None
    log_bytes: int | None
    free_bytes: int | None
    disk_bytes: int | None
    waiting: int
    held: int
    waiting_since: datetime | None
    unpublished_parts: int
    parts: int
    published: int
    articles: int
    runs: int
    newest_parts: list[PartRow]
    backed_off: list[BackedOff]


def read(look: Look) -> Storage:
    """Of the data folder and of the store."""
    connection = look.connection
    waits = articles.c.duplicate_of.is_(None) & articles.c.batch.is_(None)
    waiting = select(func.count(), func.min(articles.c.id)).where(waits)
    number, oldest = connection.execute(waiting.where(sealable())).one()
    held = connection.scalar(select(func.count()).where(waits, ~sealable()))
    since = select(articles.c.first_seen).where(articles.c.id == oldest)
    parts = select(func.count(), func.sum(batches.c.count)).where(batches.c.published)
    sealed = select(func.count()).where(~batches.c.published)
    published_parts, published = connection.execute(parts).one()
    usage = shutil.disk_usage(look.data_dir) if look.data_dir and look.data_dir.is_dir() else None
    return Storage(
        database_bytes=_size(connection, FILES["database"]),
        log_bytes=_size(connection, FILES["log"]),
        free_bytes=usage.free if usage else None,
        disk_bytes=usage.total if usage else None,
        waiting=number,
        held=held or 0,
        waiting_since=connection.scalar(since) if oldest else None,
        unpublished_parts=connection.scalar(sealed) or 0,
        parts=published_parts,
        published=int(published or 0),
        articles=connection.scalar(select(func.max(articles.c.id))) or 0,
        runs=connection.scalar(select(func.count()).select_from(runs)) or 0,
        newest_parts=_newest_parts(connection),
        backed_off=_backed_off(look),
    )


def _size(connection: Connection, ending: str) -> int | None:
    if connection.dialect.name != "sqlite":
        return None
    file = connection.exec_driver_sql("PRAGMA database_list").first()
    path = Path(f"{file[2]}{ending}") if file else None
    return os.stat(path).st_size if path and path.is_file() else 0  # noqa: PTH116 - same thing


def _newest_parts(connection: Connection) -> list[PartRow]:
    columns = (
        batches.c[name] for name in ("file", "first", "last", "count", "sha256", "published")
    )
    query = select(*columns).order_by(batches.c.id.desc()).limit(PARTS)
    return [PartRow(**dict(row)) for row in connection.execute(query).mappings()]


def _backed_off(look: Look) -> list[BackedOff]:
    columns = (
        hosts.c.host,
        hosts.c.backoff_until.label("until"),
        hosts.c.backoff_reason.label("reason"),
        hosts.c.failures,
    )
    query = select(*columns).where(hosts.c.backoff_until > look.now).order_by(hosts.c.host)
    return [
        BackedOff(**{**row, "reason": row["reason"] or ""})
        for row in look.connection.execute(query).mappings()
    ]
