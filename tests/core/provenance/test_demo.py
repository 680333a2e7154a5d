"""The embedded aggregator knows whose story each page shows; where a page says it, it is read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.core.extract import extract_article
from crawler.demo.aggregator import Aggregator
from crawler.demo.website import Website

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
BASE = "http://127.0.0.1:8000/"
METHODS = {"cards": "class", "tables": "source_line", "hashed": "jsonld", "blog": "beside"}


def read(markup):
    """Story and article of every page of a site in one markup."""
    aggregator = Aggregator(now=NOW, articles=80, markup=markup)
    site = Website(aggregator, BASE)
    for path, story in aggregator.truth().items():
        if story.kind != "broken":
            html = site.reply(path).body.decode(aggregator.markup_of(story.section).encoding)
            yield story, extract_article(html, BASE + path[1:], observed_at=NOW)


@pytest.mark.parametrize("markup", METHODS)
def test_every_publisher_that_a_page_shows(markup):
    pages = list(read(markup))
    assert len(pages) >= 70
    wrong = [story.id for story, article in pages if article.publisher.name != story.publisher]
    assert wrong == []
    assert {article.publisher.method for _, article in pages} == {METHODS[markup]}


def test_a_markup_that_shows_none_gives_none():
    assert [article.publisher for _, article in read("br") if article.publisher] == []


@pytest.mark.parametrize("markup", [*METHODS, "br"])
def test_no_original_and_no_dateline_is_made_up(markup):
    assert [a.url for _, a in read(markup) if a.isBasedOn or a.dateline] == []
