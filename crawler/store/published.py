"""The articles that are in the feed, each in its newest version, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, or_, select

from crawler.core.article import Article
from crawler.store.database import reading
from crawler.store.schema import articles, versions

CHUNK = 200  # articles that memory holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which articles: of a site (also where its addresses were overridden), new or renewed since.

    `most` are the newest of them, None all.
    """

    site: str | None = None
    since: datetime | None = None
    most: int | None = None


def published(engine: Engine, wanted: Wanted, *, newest_first: bool = False) -> Iterator[Article]:
    """The articles by the order of their rows; memory does not grow with them.

    Withdrawn ones come too, with `pubStatus`. Raises MachineError.
    """
    first = _first(engine, wanted)
    last: int | None = None
    left = wanted.most
    while left is None or left > 0:
        with reading(engine) as connection:
            found = _chunk(connection, wanted, last, first, newest_first=newest_first)
        if not found:
            return
        last = found[-1][0]
        for _, article in found if left is None else found[:left]:
            yield article
        left = None if left is None else left - len(found)


def those(engine: Engine, identifiers: Sequence[str]) -> Iterator[Article]:
    """The published ones of these articles, in the given order. Raises MachineError."""
    columns = (articles.c.id, articles.c.identifier, articles.c.line, articles.c.seq)
    for start in range(0, len(identifiers), CHUNK):
        names = identifiers[start : start + CHUNK]
        query = select(*columns).where(articles.c.identifier.in_(names), *_conditions(Wanted()))
        with reading(engine) as connection:
            rows = {row.identifier: row for row in connection.execute(query)}
            found = _newest(connection, [rows[name] for name in names if name in rows])
        yield from (article for _, article in found)


def _first(engine: Engine, wanted: Wanted) -> int | None:
    """The row where the newest `most` begin."""
    if wanted.most is None:
        return None
    query = select(articles.c.id).where(*_conditions(wanted)).order_by(articles.c.id.desc())
    with reading(engine) as connection:
        return connection.scalar(query.offset(max(0, wanted.most - 1)).limit(1))


def _chunk(
    connection: Connection,
    wanted: Wanted,
    last: int | None,
    first: int | None,
    *,
    newest_first: bool,
) -> list[tuple[int, Article]]:
    key = articles.c.id
    columns = (key, articles.c.identifier, articles.c.line, articles.c.seq)
    query = select(*columns).where(*_conditions(wanted))
    if first is not None:
        query = query.where(key >= first)
    if last is not None:
        query = query.where(key < last if newest_first else key > last)
    query = query.order_by(key.desc() if newest_first else key).limit(CHUNK)
    return _newest(connection, connection.execute(query).all())


def _newest(connection: Connection, rows: Sequence[Any]) -> list[tuple[int, Article]]:
    """The key of each row and its article in the newest version that is published."""
    later = _later(connection, [row.identifier for row in rows])
    return [(row.id, _article(*later.get(row.identifier, (row.line, row.seq)))) for row in rows]


def _article(line: str, seq: int | None) -> Article:
    """The article of a row, with the number that its line has in the feed."""
    article = Article.model_validate_json(line)
    article.metadata.seq = seq
    return article


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    made: list[ColumnElement[bool]] = [
        articles.c.batch.is_not(None),
        articles.c.duplicate_of.is_(None),
    ]
    if wanted.site:
        own = articles.c.site.startswith(f"{wanted.site}@", autoescape=True)
        made.append(or_(articles.c.site == wanted.site, own))
    if wanted.since:
        renewed = select(versions.c.identifier).where(versions.c.created >= wanted.since)
        made.append(or_(articles.c.first_seen >= wanted.since, articles.c.identifier.in_(renewed)))
    return made


def _later(connection: Connection, identifiers: list[str]) -> dict[str, tuple[str, int | None]]:
    """Line and number of the newest published version of each article that has one."""
    query = select(versions.c.identifier, versions.c.line, versions.c.seq).where(
        versions.c.identifier.in_(identifiers), versions.c.batch.is_not(None)
    )
    rows = connection.execute(query.order_by(versions.c.version))
    return {row.identifier: (row.line, row.seq) for row in rows}
