"""What the steps of a crawl do to an article without a store, in their order."""

from __future__ import annotations

from crawler.core.article import Article
from crawler.core.clean import clean_article
from crawler.core.dating import settle_date
from crawler.core.noise.cut import cut_edges


def finished(article: Article) -> Article:
    """The article as a crawl would publish it: clean, without noise at its ends, dated."""
    article, _ = settle_date(cut_edges(clean_article(article)))
    return article
