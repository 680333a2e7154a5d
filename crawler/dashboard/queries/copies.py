"""Which of the newest articles are like an earlier one, of which source, in which groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, select

from crawler.core.dedup.match import DUPLICATES, SAME
from crawler.dashboard.look import Look, Source
from crawler.dashboard.queries.sources import read as read_sources
from crawler.store.schema import articles, sketches
from crawler.store.search import headline_of

NEWEST = 3_000  # articles that are looked at; the page says so
GROUPS = 8
EXACT = 0.9999
_heads = articles.alias("heads")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """So many articles of `site` are `relation` to one of `other`; `exact`: word for word."""

    site: str
    other: str
    relation: str
    exact: bool
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A group: its first article and how many of the newest repeat it."""

    identifier: str
    site: str
    url: str
    headline: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """`looked_at` counts the articles that are compared here."""

    sources: list[Source]
    looked_at: int
    pairs: list[Pairs]
    groups: list[Copied]


def read(look: Look) -> Copies:
    """The copies among the newest articles."""
    connection = look.connection
    last = int(connection.scalar(select(func.max(sketches.c.id))) or 0)
    since = max(last - NEWEST, 0)
    return Copies(
        sources=read_sources(look, ("new", "duplicates")),
        looked_at=last - since,
        pairs=_pairs(connection, since),
        groups=_groups(connection, since),
    )


def _pairs(connection: Connection, since: int) -> list[Pairs]:
    # A copy that is contained in its head has a similarity of 1 too, and is not word for word.
    likeness = func.coalesce(sketches.c.similarity, 1.0) >= EXACT
    exact = and_(sketches.c.relation == SAME, likeness).label("exact")
    columns = (articles.c.site, _heads.c.site.label("other"), sketches.c.relation, exact)
    query = (
        select(*columns, func.count().label("number"))
        .select_from(sketches)
        .join(articles, articles.c.id == sketches.c.article)
        .join(_heads, _heads.c.id == sketches.c.matched)
        .where(sketches.c.id > since, sketches.c.matched.is_not(None))
        .group_by(*columns)
    )
    return [
        Pairs(**{**row, "exact": bool(row["exact"])})
        for row in connection.execute(query).mappings()
    ]


def _groups(connection: Connection, since: int) -> list[Copied]:
    number = func.count().label("number")
    query = (
        select(sketches.c.matched, number)
        .where(sketches.c.id > since, sketches.c.relation.in_(DUPLICATES))
        .group_by(sketches.c.matched)
        .order_by(number.desc(), sketches.c.matched)
        .limit(GROUPS)
    )
    numbers = {row.matched: row.number for row in connection.execute(query)}
    rows = connection.execute(select(articles).where(articles.c.id.in_(numbers))).mappings()
    found = [_copied(row, numbers[row["id"]]) for row in rows]
    return sorted(found, key=lambda each: (-each.number, each.identifier))


def _copied(row: Mapping[Any, Any], number: int) -> Copied:
    return Copied(
        identifier=row["identifier"],
        site=row["site"],
        url=row["url"],
        headline=headline_of(row["line"]),
        number=number,
    )
