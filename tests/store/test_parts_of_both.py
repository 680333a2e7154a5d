"""A part of new articles and later versions: as large as any other, and found by what they say."""

from __future__ import annotations

import pytest

from crawler.core.article import Article
from crawler.store.database import reading
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from crawler.store.search import search
from crawler.store.versions import Versions

PART_MAX = 5


@pytest.fixture
def store(engine, article):
    def put(*numbers):
        box = Outbox(engine)
        for number in numbers:
            box.add(article(number))
        box.flush()

    return put


@pytest.fixture
def edit(engine, article, now):
    def offer(number, headline):
        read = Article.model_validate_json(article(number).line)
        read = read.model_copy(update={"version": 2, "headline": headline})
        read.metadata.dateDownloaded = now.isoformat()
        return Versions(engine).offer(read, site="windows", run_id="run-2", now=now)[0]

    return offer


def test_versions_fill_a_part_up_and_no_further(engine, store, edit, tmp_path):
    feed = Feed(engine, tmp_path / "feed", part_articles_max=PART_MAX)
    store(*range(3))
    feed.publish()
    for number in range(3):
        assert edit(number, f"قافلة ثانية {number}") == "edited"
    store(*range(3, 7))

    parts = feed.publish()
    assert [(part.first, part.last, part.count) for part in parts] == [(4, 8, 5), (9, 10, 2)]


def test_an_article_is_found_by_the_words_of_its_new_headline(engine, store, edit, tmp_path):
    store(1, 2)
    Feed(engine, tmp_path / "feed").publish()
    assert edit(1, "السفينة ترسو في الميناء") == "edited"
    with reading(engine) as connection:
        (hit,) = search(connection, "السفينة", limit=9)
    assert hit.headline == "السفينة ترسو في الميناء"
