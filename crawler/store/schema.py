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
HEADLINES = "headlines"  # the index of their words, a table of another kind in each database
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
# The migrations make partial indexes in both databases. Here PostgreSQL's condition is not said
# again: its words load its whole dialect, a twentieth of the start of a run, on SQLite as well.
_original = articles.c.duplicate_of.is_(None)
_waiting = _original & articles.c.batch.is_(None)
Index(
    "ix_articles_content_key",
    articles.c.content_key,
    sqlite_where=_original,
)
Index("ix_articles_site_id", articles.c.site, articles.c.id)  # the newest of a site
Index("ix_articles_site_first_seen", articles.c.site, articles.c.first_seen)  # to be revisited
Index("ix_articles_waiting", articles.c.id, sqlite_where=_waiting)
DISCARDED = "discarded"  # `relation` of a held back article that is to be fetched again
_discarded = articles.c.relation == DISCARDED
Index("ix_articles_discarded", articles.c.id, sqlite_where=_discarded)

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
    Column("verdict", String(16)),  # a word of core/verdict.py
    Column("findings", JSON),  # {check, level, value, expected, text?}, worst first
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
Index("ix_sketches_matched", sketches.c.matched, sqlite_where=_matched)

# One row from the first run that a cause was seen in to the run that it was gone in; at most one is
# open for a site and a cause.
incidents = Table(
    "incidents",
    metadata,
    Column("id", BigNumber, primary_key=True, autoincrement=True),
    Column("site", String(SITE_CHARS), nullable=False),
    Column("cause", String(32), nullable=False),  # the `check` of its findings
    Column("verdict", String(16), nullable=False),
    Column("level", String(8), nullable=False),
    Column("opened", UtcTime, nullable=False),
    Column("opened_run", String(64), nullable=False),
    Column("last_seen", UtcTime, nullable=False),
    Column("last_run", String(64), nullable=False),
    Column("runs", Integer, nullable=False),
    Column("closed", UtcTime),
    Column("closed_run", String(64)),
    Column("url_bad", Text),
    Column("url_good", Text),
    Column("facts", JSON, nullable=False),
    Column("command", Text, nullable=False),
    Index(None, "site", "opened"),
    sqlite_autoincrement=True,
)
_open = incidents.c.closed.is_(None)
Index(
    "ix_incidents_open",
    incidents.c.site,
    incidents.c.cause,
    unique=True,
    sqlite_where=_open,
)

# What is to be told of an incident: an outbox, written in the incident's own transaction.
notices = Table(
    "notices",
    metadata,
    Column("id", BigNumber, primary_key=True, autoincrement=True),
    Column("incident", BigNumber, ForeignKey("incidents.id"), nullable=False),
    Column("kind", String(8), nullable=False),  # opened, closed
    Column("created", UtcTime, nullable=False),
    Column("tried", UtcTime),  # the last attempt began; without `sent` its end is not known
    Column("sent", UtcTime),
    Column("attempts", Integer, nullable=False),
    Column("last_error", Text),
    UniqueConstraint("incident", "kind"),
    sqlite_autoincrement=True,
)
_unsent = notices.c.sent.is_(None)
Index("ix_notices_unsent", notices.c.id, sqlite_where=_unsent)

# One row for a message and an address of RASID_NOTIFY; an address may hold a password, so only a
# digest of it is kept.
deliveries = Table(
    "deliveries",
    metadata,
    Column("notice", BigNumber, ForeignKey("notices.id"), primary_key=True, autoincrement=False),
    Column("target", String(16), primary_key=True),
    Column("tried", UtcTime),  # it is leaving now, or the process was killed
    Column("sent", UtcTime),
)

mutes = Table(
    "mutes",
    metadata,
    Column("id", BigNumber, primary_key=True, autoincrement=True),
    Column("site", String(SITE_CHARS), nullable=False),
    Column("cause", String(32)),  # NULL: all of the site's
    Column("until", UtcTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made", UtcTime, nullable=False),
    Index(None, "until"),
    sqlite_autoincrement=True,
)

# Runs whose articles are stored and not sealed: while they are judged, and when they are doubted.
quarantine = Table(
    "quarantine",
    metadata,
    Column("run", String(64), primary_key=True),
    Column("site", String(SITE_CHARS), nullable=False),
    Column("state", String(12), nullable=False),  # judging, held, released, discarded
    Column("reason", Text, nullable=False),
    Column("made", UtcTime, nullable=False),
    Column("decided", UtcTime),
    Index(None, "site", "state"),
)

# Sums of the runs that began in an hour, see `hours.py`; a count is of articles, pages or runs.
hours = Table(
    "hours",
    metadata,
    Column("site", String(SITE_CHARS), primary_key=True),
    Column("hour", String(13), primary_key=True),  # 2025-01-31T23, UTC
    Column("runs", Integer, nullable=False),
    Column("good", Integer, nullable=False),  # ended with 0
    *(
        Column(name, Integer, nullable=False)
        for name in ("links", "known", "fetched", "extracted", "valid", "new", "published")
    ),
    Column("duplicates", Integer, nullable=False),
    Column("dropped", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("blocked", Integer, nullable=False),
    Column("requests", Integer, nullable=False),
    Column("refused", Integer, nullable=False),  # answers with 4xx or 5xx
    Column("busy_s", Float, nullable=False),
    Column("counts", JSON, nullable=False),  # group of figures to word to number
)

# What became of an article after its first publication: a row of `articles` is version 1 and stays
# as it is, each later version or event is a row here. Both are sealed into the same parts.
versions = Table(
    "versions",
    metadata,
    Column("id", BigNumber, primary_key=True, autoincrement=True),
    Column("identifier", String(64), nullable=False),
    Column("version", Integer, nullable=False),  # from 2 on
    Column("event", String(16), nullable=False),  # edited, withdrawn, restored, moved
    Column("site", String(SITE_CHARS), nullable=False),
    Column("run_id", String(64), nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("batch", BigNumber, ForeignKey("batches.id")),
    Column("seq", BigNumber),
    Column("line", Text, nullable=False),
    UniqueConstraint("identifier", "version"),
    UniqueConstraint("batch", "seq"),
    sqlite_autoincrement=True,
)
_unsealed = versions.c.batch.is_(None)
Index("ix_versions_waiting", versions.c.id, sqlite_where=_unsealed)

# One row for an article that was looked at again; `gone_run`: the run that was told 404 or 410.
revisits = Table(
    "revisits",
    metadata,
    Column("identifier", String(64), primary_key=True),
    Column("site", String(SITE_CHARS), nullable=False),
    Column("url", Text, nullable=False),  # where it is now
    Column("visits", Integer, nullable=False),
    Column("last", UtcTime, nullable=False),
    Column("gone_run", String(64)),
)

# One row for an address that is asked again and again, and one for a host that told lies; see
# `validators.py`. `memory` is what was read on the page, `reading` its digest.
validators = Table(
    "validators",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("site", String(SITE_CHARS), nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("made_by", String(128), nullable=False),  # versions of the extractor and the profile
    Column("body", String(64), nullable=False),
    Column("reading", String(64), nullable=False),
    Column("read_at", UtcTime, nullable=False),  # the last whole answer
    Column("changed_at", UtcTime, nullable=False),  # the last answer that read otherwise
    Column("gap_s", Float),  # between the last two of those
    Column("unchanged", Integer, nullable=False),  # answers of 304 since the last whole one
    Column("doubted_until", UtcTime),
    Column("memory", LargeBinary, nullable=False),
    Index(None, "site", "read_at"),
)

# One row for a form of addresses whose pages a script builds, see `rendering.py`.
renderings = Table(
    "renderings",
    metadata,
    Column("site", String(SITE_CHARS), primary_key=True),
    Column("kind", String(16), primary_key=True),  # listing or article
    Column("scope", String(300), primary_key=True),  # such as /topics/~
    Column("way", String(8), nullable=False),
    Column("recipe", JSON, nullable=False),
    Column("example", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("runs", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("checked", UtcTime, nullable=False),
)
