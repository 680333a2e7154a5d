"""Shapes of addresses that turned out to be articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from crawler.core.urls import shape_of

ARTICLES_MIN = 3


def article_shapes(urls: Iterable[str]) -> frozenset[str]:
    """The shapes that at least three articles have, with a number or a slug in them.

    >>> sorted(article_shapes(f"http://site.example/news/{n}" for n in range(3)))
    ['/news/#']
    """
    found = Counter(map(shape_of, urls))
    return frozenset(
        shape
        for shape, count in found.items()
        if count >= ARTICLES_MIN and ("#" in shape or "*" in shape)
    )
