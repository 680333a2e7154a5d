"""The addresses of a site's newest articles and what they led to; the rows are the articles' own.

What is learned from them needs no table and no transaction of its own: an article and what its
address has shown are one row.
"""

from __future__ import annotations

from sqlalchemy import Engine, select

from crawler.store.database import reading
from crawler.store.schema import articles

NEWEST = 1_000  # some weeks of a site; what is learned lasts as long as its proofs are among them


class Addresses:
    """Questions about addresses; every method may raise MachineError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def newest(self, site: str, limit: int = NEWEST) -> list[tuple[str, str]]:
        """Address and content key of the site's newest articles, copies included, newest first."""
        query = (
            select(articles.c.url, articles.c.content_key)
            .where(articles.c.site == site)
            .order_by(articles.c.id.desc())
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [(row.url, row.content_key) for row in connection.execute(query)]
