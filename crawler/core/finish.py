"""What the steps of a crawl do to an article without a store, in their order."""

from __future__ import annotations

from crawler.core.article import Article
from crawler.core.clean import clean_article
from crawler.core.dating import settle_date
from crawler.core.noise.cut import cut_edges
from crawler.core.noise.edges import IsNoise


def finished(article: Article, is_noise: IsNoise | None = None) -> Article:
    """The article as a crawl would publish it: clean, without noise at its ends, dated.

    `is_noise` tells the lines that the site's own pages taught.
    """
    article, _ = settle_date(cut_edges(clean_article(article), is_noise))
    return article
