"""The sketch of an article that is being processed: made once, though two steps ask for it."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from crawler.core.article import Article
from crawler.core.dedup.sketch import Sketch, sketch_of


def article_sketch(item: Article, site: str) -> Sketch | None:
    """What its near copies are found by; None for a body without a word.

    It is dated by the day on which we first saw the article, not by its publication. So two sites
    that show the same old archive in one week are compared.
    """
    return _sketch(item.headline, item.articleBody, site, item.metadata.dateFirstSeen)


@lru_cache(maxsize=16)
def _sketch(headline: str, body: str, site: str, first_seen: str | None) -> Sketch | None:
    published = datetime.fromisoformat(first_seen) if first_seen else None
    return sketch_of(headline, body, site=site, published=published)
