"""The index of headlines is made anew in the new store: the two databases have different ones."""

from __future__ import annotations

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy import column as any_column
from sqlalchemy import table as any_table

from crawler.store.database import chunks
from crawler.store.moving.rows import Key, Row
from crawler.store.schema import HEADLINES, articles, versions
from crawler.store.search import add_headlines

_headlines = any_table(HEADLINES, any_column("article"))


def forget_headlines(target: Connection, table: Table, after: Key | None, until: Key) -> None:
    """Take a range of articles out of the index."""
    if table is articles:
        below = _headlines.c.article <= until[0]
        above = _headlines.c.article > (after[0] if after else -1)
        target.execute(delete(_headlines).where(above, below))


def index_chunk(source: Connection, target: Connection, table: Table, rows: list[Row]) -> None:
    """Index the articles of raw rows, each by the headline of its newest version.

    Rows of `versions` index their articles once more: an article may have been copied before.
    """
    if table not in {articles, versions}:
        return
    place = [column.name for column in table.c].index("identifier")
    for names in chunks(dict.fromkeys(row[place] for row in rows)):
        found = source.execute(
            select(articles.c.identifier, articles.c.id, articles.c.line)
            .where(articles.c.identifier.in_(names))
            .order_by(articles.c.id)
        ).all()
        newest = _newest(source, names)
        add_headlines(target, [(row.id, newest.get(row.identifier, row.line)) for row in found])


def _newest(source: Connection, identifiers: list[str]) -> dict[str, str]:
    query = select(versions.c.identifier, versions.c.line).order_by(versions.c.version)
    found = source.execute(query.where(versions.c.identifier.in_(identifiers)))
    return {row.identifier: row.line for row in found}
