"""RASID_PUBLISH=off: a crawl seals what it has stored, and another process writes the parts."""

from __future__ import annotations

import asyncio
import json

import pytest
from scrapy.settings import Settings

from crawler.core.errors import ConfigError
from crawler.extensions.feed_publisher import FeedPublisher
from crawler.queue.publishing import Publishing
from crawler.store import feed_of, publishes_here, store_of
from crawler.store.outbox import Outbox
from crawler.store.published_by import note_publisher
from tests.store.conftest import make_article


@pytest.fixture
def store(make_crawler):
    """A crawler of settings with three stored articles; those settings."""
    settings = make_crawler().settings
    outbox = Outbox(store_of(settings))
    for number in range(3):
        outbox.add(make_article(number))
    outbox.flush()
    return settings


def parts(settings):
    return sorted(feed_of(settings)._folder.glob("*"))


def test_a_seal_is_an_order_and_no_file(store):
    feed = feed_of(store)
    assert feed.seal() == 3
    assert feed.seal() == 0
    assert parts(store) == []

    (part,) = feed_of(store).publish()
    lines = (feed_of(store)._folder / part.file).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["metadata"]["seq"] for line in lines] == [1, 2, 3]


def test_only_what_fills_a_part(store):
    assert feed_of(store).seal(everything=False) == 0


@pytest.mark.parametrize(("publish", "files", "counted"), [("on", 2, 1), ("off", 0, None)])
def test_a_crawl_and_its_publisher(make_crawler, store, publish, files, counted):
    crawler = make_crawler(RASID_PUBLISH=publish, RASID_SEAL_AFTER_S="0")
    crawler.get_extension = lambda _: None

    async def crawl():
        publisher = FeedPublisher.from_crawler(crawler)
        publisher.opened()
        publisher.closed()

    asyncio.run(crawl())
    assert crawler.stats.get_value("rasid/feed/published") == 3
    assert crawler.stats.get_value("rasid/feed/parts") == counted
    assert len(parts(store)) == files  # a part and the manifest


@pytest.mark.parametrize(("value", "here"), [("on", True), ("off", False)])
def test_what_was_said_holds(value, here):
    assert publishes_here(Settings({"RASID_PUBLISH": value})) == here


def test_another_word():
    with pytest.raises(ConfigError, match="RASID_PUBLISH is 'never'; use auto, on or off"):
        publishes_here(Settings({"RASID_PUBLISH": "never"}))


def test_who_stores_publishes_until_the_store_has_a_publisher(engine, queue_url, tmp_path):
    """A run by hand would put parts into a folder that no reader looks into."""
    settings = Settings({"RASID_DATABASE_URL": queue_url, "RASID_DATA_DIR": str(tmp_path)})
    assert feed_of(settings).here
    Publishing(settings, "one", print).once()
    assert not feed_of(settings).here
    assert feed_of(settings).start() == feed_of(settings).publish() == []
    assert feed_of(settings, here=True).here
    note_publisher(engine, "two")
    store_of(settings).dispose()


def test_a_file_has_its_feed_beside_it(store):
    note_publisher(store_of(store), "one")
    assert feed_of(store).here
