"""Step 600 writes no row that a lost lock or a page that is not on the disk speaks against."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from crawler.core.article import Article
from crawler.core.errors import MachineError
from crawler.store import store_of
from crawler.store.archive.writer import use_writer
from crawler.store.database import reading
from crawler.store.outbox import Outbox
from crawler.store.schema import articles, versions
from crawler.store.shared_locks import LostLockError
from pipelines import store_article
from pipelines.store_article import StoreArticle

FIRST_SEEN, LATER = "2025-03-01T12:00:00Z", "2025-03-02T06:30:00Z"


def lost():
    raise LostLockError("another run of the site may have begun")


def full():
    raise MachineError("no space left")


@pytest.fixture
def crawler(make_crawler):
    made = make_crawler()
    made.spider = SimpleNamespace(source="windows")
    return made


@pytest.fixture(params=["lock", "page"])
def hindered(request, crawler, monkeypatch):
    """A step whose lock is lost, or whose pages cannot be made durable."""
    if request.param == "lock":
        locks = SimpleNamespace(check=lost)
        monkeypatch.setattr(store_article, "shared_locks_of", lambda _: locks)
    else:
        use_writer(crawler, SimpleNamespace(sync=full))
    return StoreArticle.from_crawler(crawler)


def stored(crawler, *columns):
    with reading(store_of(crawler.settings)) as connection:
        return connection.execute(select(*columns)).all()


def test_no_article_is_written(hindered, crawler, make_article):
    hindered.process_item(make_article())
    with pytest.raises(MachineError):
        hindered.close_spider()
    assert stored(crawler, articles.c.identifier) == []
    assert hindered.stats.get_value("rasid/store_article/new") is None


def test_no_version_is_written(hindered, crawler, make_article):
    box = Outbox(store_of(crawler.settings))
    box.add(StoreArticle(crawler.stats, box, "windows")._row(make_article()))
    box.flush()
    with pytest.raises(MachineError):
        hindered.process_item(make_article(version=2, headline="عودة الرحلات إلى الجزيرة"))
    assert stored(crawler, versions.c.identifier) == []


def moments(make_article, **changes):
    article = make_article(**changes)
    article.metadata.dateFirstSeen, article.metadata.dateDownloaded = FIRST_SEEN, LATER
    return article


def test_an_article_is_as_old_as_its_first_sight_and_a_version_as_its_look(crawler, make_article):
    step = StoreArticle.from_crawler(crawler)
    step.process_item(moments(make_article))
    step.outbox.flush()
    step.process_item(moments(make_article, version=2, headline="عودة الرحلات إلى الجزيرة"))
    step.close_spider()
    assert stored(crawler, articles.c.first_seen) == [(datetime(2025, 3, 1, 12, tzinfo=UTC),)]
    ((created, line),) = stored(crawler, versions.c.created, versions.c.line)
    assert created == datetime(2025, 3, 2, 6, 30, tzinfo=UTC)
    assert Article.model_validate_json(line).version == 2
