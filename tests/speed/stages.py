"""What each stage of a crawl costs on a page, one after the other on the same pages."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from crawler.core.checks import fault_of
from crawler.core.clean import clean_article
from crawler.core.dating import settle_date
from crawler.core.dedup import content_key
from crawler.core.encoding import decode_html
from crawler.core.extract.article import article_of
from crawler.core.extract.listing.reading import article_links
from crawler.core.extract.page import Page
from crawler.core.urls import shape_of

NOW = datetime(2026, 1, 15, tzinfo=UTC)


def stages_of(bodies: list[bytes], url: str) -> dict[str, float]:
    """CPU milliseconds a page for each stage, in the order of the crawl."""
    spent: dict[str, float] = {}
    shapes = {shape_of(url)}

    def stage(name: str, work: Callable[[Any], Any], inputs: list[Any]) -> list[Any]:
        begun = time.process_time()
        results = [work(each) for each in inputs]
        spent[name] = 1000 * (time.process_time() - begun) / len(inputs)
        return results

    texts = stage("decode", lambda body: decode_html(body, None).text, bodies)
    pages = stage("parse", lambda text: Page(text, url), texts)
    articles = stage("extract", lambda page: article_of(page, observed_at=NOW), pages)
    stage("links of an article", lambda page: article_links(page, shapes), pages)
    articles = stage("clean", clean_article, articles)
    stage("date, checks", lambda article: (settle_date(article), fault_of(article)), articles)
    stage("duplicate key", lambda article: content_key(article.articleBody), articles)
    stage("JSON line", lambda article: article.to_line(), articles)
    return spent
