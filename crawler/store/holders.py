"""Whose text is whose: the first article that says something word for word, for ever."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from crawler.store.question import Question
from crawler.store.schema import articles

_HOLDERS = Question(
    select(articles.c.content_key, articles.c.identifier)
    .where(
        articles.c.content_key.in_(bindparam("names", expanding=True)),
        articles.c.duplicate_of.is_(None),
    )
    .order_by(articles.c.id.desc())
)


def holders_of(connection: Connection, keys: list[str]) -> dict[str, str]:
    """Content key to the identifier of the first article that is published or will be."""
    # The lowest id comes last and stays.
    return {row[0]: row[1] for row in _HOLDERS.ask_within(connection, keys)}
