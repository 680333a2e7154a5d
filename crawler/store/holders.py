"""Whose text is whose: the first article that says something word for word, for ever."""

from __future__ import annotations

from sqlalchemy import Connection, select

from crawler.store.schema import articles


def holders_of(connection: Connection, keys: list[str]) -> dict[str, str]:
    """Content key to the identifier of the first article that is published or will be."""
    found = connection.execute(
        select(articles.c.content_key, articles.c.identifier)
        .where(articles.c.content_key.in_(keys), articles.c.duplicate_of.is_(None))
        .order_by(articles.c.id.desc())
    )
    # The lowest id comes last and stays.
    return {row.content_key: row.identifier for row in found}
