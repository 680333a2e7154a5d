"""The newest articles of each source: when they were published, seen and told; their letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from crawler.dashboard.look import Look
from crawler.dashboard.queries.sources import sites
from crawler.store.schema import articles, runs
from crawler.store.search import field_of, headline_of

NEWEST = 60  # of a source; the page says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An article as the views need it; `told`: the end of its run, by which it is in the feed."""

    identifier: str
    url: str
    headline: str
    body: str
    first_seen: datetime
    told: datetime | None
    published: str | None
    precision: str | None
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest articles of a source, newest first."""

    site: str
    lines: tuple[Line, ...]


def read(look: Look, bodies: int = 0) -> list[Newest]:
    """The newest articles of every source that has run, by name; so many with their bodies."""
    connection = look.connection
    rows = {site: _rows(connection, site, NEWEST) for site in sites(connection)}
    ends = _ends(connection, [row for found in rows.values() for row in found])
    return [
        Newest(
            site,
            tuple(
                _line(row, ends.get(row["run_id"]), with_body=at < bodies)
                for at, row in enumerate(found)
            ),
        )
        for site, found in rows.items()
    ]


def newest(connection: Connection, site: str, limit: int) -> list[Line]:
    """The newest articles of a source, without their bodies."""
    return [_line(row, None, with_body=False) for row in _rows(connection, site, limit)]


def _rows(connection: Connection, site: str, limit: int) -> Sequence[Mapping[Any, Any]]:
    query = _columns.where(articles.c.site == site).order_by(articles.c.id.desc()).limit(limit)
    return connection.execute(query).mappings().all()


_columns = select(
    *(
        articles.c[name]
        for name in ("identifier", "url", "first_seen", "run_id", "duplicate_of", "line")
    )
)


def _line(row: Mapping[Any, Any], told: datetime | None, *, with_body: bool) -> Line:
    line = row["line"]
    earliest = field_of(line, '"datePublishedEarliest":')
    return Line(
        identifier=row["identifier"],
        url=row["url"],
        headline=headline_of(line),
        body=(field_of(line, '"articleBody":') or "") if with_body else "",
        first_seen=row["first_seen"],
        told=told,
        published=earliest or field_of(line, '"datePublished":'),
        precision=field_of(line, '"datePrecision":'),
        copy_of=row["duplicate_of"],
    )


def _ends(connection: Connection, rows: Sequence[Mapping[Any, Any]]) -> dict[str, datetime]:
    keys = {row["run_id"] for row in rows}
    query = select(runs.c.id, runs.c.ended).where(runs.c.id.in_(keys), runs.c.ended.is_not(None))
    return {each.id: each.ended for each in connection.execute(query)}
