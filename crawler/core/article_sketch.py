"""The sketch of an article on its way: two steps ask for it, it is made once."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from crawler.core.article import Article
from crawler.core.dedup.sketch import Sketch, sketch_of


def article_sketch(item: Article, site: str) -> Sketch | None:
    """What near copies of it are found by; None for a body without a word.

    Its day is that on which we first saw it: the window counts from there, so that an archive
    which two sites show in one week is compared, however old it is.
    """
    return _sketch(item.headline, item.articleBody, site, item.metadata.dateFirstSeen)


@lru_cache(maxsize=16)
def _sketch(headline: str, body: str, site: str, first_seen: str | None) -> Sketch | None:
    published = datetime.fromisoformat(first_seen) if first_seen else None
    return sketch_of(headline, body, site=site, published=published)
