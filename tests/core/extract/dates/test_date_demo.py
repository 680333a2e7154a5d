"""Every story of the demo, in all its markups: the span holds the moment of publication."""

from __future__ import annotations

from datetime import datetime

import pytest

from crawler.core.extract import extract_article
from tests.quality.own_pages import NOW, SELECTORS, demo_pages

SEED, ARTICLES = 4, 60


@pytest.mark.parametrize("markup", SELECTORS)
def test_the_moment_lies_in_the_span(markup):
    wrong = []
    for shown in demo_pages(markup, SEED, ARTICLES):
        article = extract_article(shown.html, shown.url, observed_at=NOW)
        bounds = (article.datePublishedEarliest, article.datePublishedLatest)
        earliest, latest = map(datetime.fromisoformat, map(str, bounds))
        if not earliest <= shown.story.published < latest:
            wrong.append((article.datePublishedRaw, bounds, shown.story.published))
    assert wrong == []
