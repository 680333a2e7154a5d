"""The tables, as SQLAlchemy Core knows them; `migrations/` makes them.

An article's row is also the mark that it was seen: there is no second store to disagree with.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

SITE_CHARS = 320  # a profile's name, and the host where its addresses are overridden
TIME_CHARS = 27  # 2025-01-31T23:59:59.123456Z: text order is the order of time


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, kept as ISO 8601 text in UTC, the same in every database."""

    impl = String(TIME_CHARS)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """UTC text; raises ValueError for a time without a zone."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a time in the store has a zone: {value!r}"
            raise ValueError(message)
        moment = value.astimezone(UTC).replace(tzinfo=None)
        return moment.isoformat(timespec="microseconds") + "Z"

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """The time, aware, in UTC."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


# SQLite counts by itself only in a column that is called INTEGER.
BigNumber = BigInteger().with_variant(Integer, "sqlite")
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

# `epoch`: random name of this store. `seq_highest`: the last publication number given out.
state = Table(
    "state",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

batches = Table(
    "batches",
    metadata,
    Column("id", BigNumber, primary_key=True, autoincrement=True),
    Column("file", String(80), nullable=False, unique=True),
    Column("epoch", String(12), nullable=False),
    Column("first", BigNumber, nullable=False),
    Column("last", BigNumber, nullable=False),
    Column("count", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("published", Boolean, nullable=False),
    # Without AUTOINCREMENT SQLite gives the number of a deleted last row again.
    sqlite_autoincrement=True,
)

articles = Table(
    "articles",
    metadata,
    Column("id", BigNumber, primary_key=True, autoincrement=True),
    Column("identifier", String(64), nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("site", String(SITE_CHARS), nullable=False),
    Column("content_key", String(64), nullable=False),
    Column("run_id", String(64), nullable=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("duplicate_of", String(64)),
    Column("relation", String(32)),
    Column("batch", BigNumber, ForeignKey("batches.id")),
    Column("seq", BigNumber),
    Column("line", Text, nullable=False),  # last: the long one
    UniqueConstraint("batch", "seq"),
    sqlite_autoincrement=True,
)
_original = articles.c.duplicate_of.is_(None)
_waiting = _original & articles.c.batch.is_(None)
Index(
    "ix_articles_content_key",
    articles.c.content_key,
    sqlite_where=_original,
    postgresql_where=_original,
)
Index("ix_articles_site_id", articles.c.site, articles.c.id)  # the newest of a site
Index("ix_articles_waiting", articles.c.id, sqlite_where=_waiting, postgresql_where=_waiting)

visits = Table(
    "visits",
    metadata,
    Column("identifier", String(64), primary_key=True),
    Column("url", Text, nullable=False),
    Column("site", String(SITE_CHARS), nullable=False),
    Column("outcome", String(64), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("last_try", UtcTime, nullable=False),
    Column("next_try", UtcTime, nullable=False),
    Index(None, "site", "next_try"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("site", String(SITE_CHARS), nullable=False),
    Column("argv", JSON, nullable=False),
    Column("started", UtcTime, nullable=False),
    Column("ended", UtcTime),
    Column("versions", JSON, nullable=False),
    Column("settings_hash", String(64), nullable=False),
    Column("exit_code", Integer),
    Column("reason", Text),
    Column("complete", Boolean),
    Column("figures", JSON),
    Column("parts", JSON),
    Index(None, "site", "started"),
    Index(None, "started"),
)

# One row for a page; `lines`: fingerprints of its lines, separated by spaces. Not written with
# articles: see `blocks.py`.
blocks = Table(
    "blocks",
    metadata,
    Column("site", String(SITE_CHARS), primary_key=True),
    Column("page_key", String(64), primary_key=True),
    Column("hour", String(13), nullable=False),  # 2025-01-31T23, UTC
    Column("lines", Text, nullable=False),
)

# One row for a host that was asked: what all processes keep to, see `politeness.py`.
hosts = Table(
    "hosts",
    metadata,
    Column("host", String(300), primary_key=True),
    Column("next_at", UtcTime),
    Column("delay_s", Float),
    Column("backoff_until", UtcTime),
    Column("backoff_reason", String(64)),
    Column("failures", Integer, nullable=False),
    Column("robots_body", LargeBinary),
    Column("robots_fetched", UtcTime),
    Column("tdm_body", LargeBinary),
    Column("tdm_fetched", UtcTime),
)

# One row for an article that was stored, in the order of the commits: `id` counts from 1 without a
# gap and is its place in the index, see `sketch_log.py`.
sketches = Table(
    "sketches",
    metadata,
    Column("id", BigNumber, primary_key=True, autoincrement=False),
    Column("article", BigNumber, ForeignKey("articles.id"), nullable=False, unique=True),
    Column("head", BigNumber, nullable=False),  # the row of its group's first article
    Column("searched", Boolean, nullable=False),  # near copies are looked for by its keys
    Column("mark", BigInteger, nullable=False),  # digest of this row and of all before it
    Column("matched", BigNumber),  # the article that it was found to be like
    Column("relation", String(16)),
    Column("similarity", Float),
    Column("data", LargeBinary, nullable=False),
)
_matched = sketches.c.matched.is_not(None)
Index("ix_sketches_matched", sketches.c.matched, sqlite_where=_matched, postgresql_where=_matched)
