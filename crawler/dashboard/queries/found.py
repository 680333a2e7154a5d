"""What was searched for, and the articles that were found."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.dashboard.look import Look
from crawler.store.search import Hit, search

LIMIT = 50


@dataclass(frozen=True, slots=True)
class Found:
    """`more`: there are older ones than these."""

    query: str
    hits: list[Hit]
    more: bool


def read(look: Look) -> Found:
    """The newest articles with all words of the query."""
    hits = search(look.connection, look.about, LIMIT + 1)
    return Found(look.about, hits[:LIMIT], len(hits) > LIMIT)
