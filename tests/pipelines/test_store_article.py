"""Step 600: the row is the mark, and nothing is counted before it is written."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from scrapy.exceptions import DropItem
from sqlalchemy import select

from crawler.core.article import Duplicate, StoryCluster
from crawler.core.errors import ConfigError, MachineError
from crawler.store import store_of
from crawler.store.database import reading
from crawler.store.schema import articles
from crawler.store.seen import Seen
from pipelines.store_article import StoreArticle


@pytest.fixture
def crawler(make_crawler):
    made = make_crawler()
    made.spider = SimpleNamespace(source="windows@127.0.0.1:80")
    return made


@pytest.fixture
def step(crawler):
    return StoreArticle.from_crawler(crawler)


@pytest.fixture
def seen(crawler):
    return Seen(store_of(crawler.settings))


class FullDisk:
    """An outbox whose disk is full."""

    def add(self, article):
        return self.flush()

    def flush(self):
        raise MachineError("no space")

    def close(self):
        return self.flush()


def test_an_article_is_known_after_the_group_is_written(step, seen, make_article):
    article = make_article()
    assert step.process_item(article) is article
    assert step.stats.get_stats() == {}

    step.close_spider()
    assert step.stats.get_stats() == {"rasid/store_article/new": 1}
    assert seen.known([article.identifier]) == {article.identifier}


def test_articles_are_kept_under_the_source_of_the_spider(step, make_crawler):
    assert step.source == "windows@127.0.0.1:80"
    plain = make_crawler()
    plain.spider = SimpleNamespace()
    assert StoreArticle.from_crawler(plain).source == plain.spidercls.name


def test_a_copy_is_recorded_and_dropped(step, seen, make_article):
    first, copy = make_article(), make_article(url="https://windows.example/8")
    copy.duplicate = Duplicate(of=first.identifier, relation="same", similarity=1.0)
    step.process_item(first)
    with pytest.raises(DropItem, match=r"^duplicate$"):
        step.process_item(copy)

    step.close_spider()
    assert step.stats.get_stats() == {
        "rasid/store_article/new": 1,
        "rasid/store_article/duplicate": 1,
    }
    assert seen.known([copy.identifier]) == {copy.identifier}


def test_an_article_that_came_twice_is_stored_once(step, make_article):
    step.process_item(make_article())
    step.process_item(make_article())
    step.close_spider()
    assert step.stats.get_stats() == {
        "rasid/store_article/new": 1,
        "rasid/store_article/known": 1,
    }


def test_a_full_disk_is_said_and_nothing_is_counted(crawler, make_article):
    step = StoreArticle(crawler.stats, FullDisk(), "windows")
    with pytest.raises(MachineError):
        step.process_item(make_article())
    with pytest.raises(MachineError):
        step.close_spider()
    assert crawler.stats.get_stats() == {
        "rasid/machine/exit_code": 74,
        "rasid/machine/message": "no space",
    }


def test_a_copy_is_published_when_that_is_set(make_crawler, make_article):
    crawler = make_crawler(RASID_DUPLICATES="publish")
    step = StoreArticle.from_crawler(crawler)
    copy = make_article(url="https://windows.example/8")
    copy.duplicate = Duplicate(of=make_article().identifier, relation="same", similarity=1.0)
    step.process_item(make_article())
    assert step.process_item(copy) is copy
    step.close_spider()
    assert step.stats.get_stats() == {"rasid/store_article/new": 2}


@pytest.mark.parametrize("mark", ["duplicate", "storyCluster"])
def test_a_mark_that_does_not_hold_any_more_is_not_published(step, make_article, mark):
    article, plain = make_article(), make_article()
    cluster = StoryCluster(id="0" * 32, size=2, firstSeen="2025-03-01T09:30:00Z")
    duplicate = Duplicate(of="x", relation="extends", similarity=1.0)
    setattr(article, mark, {"duplicate": duplicate, "storyCluster": cluster}[mark])
    step.process_item(article)
    step.close_spider()
    with reading(step.outbox._engine) as connection:
        assert connection.scalar(select(articles.c.line)) == plain.to_line()


def test_a_longer_version_goes_on(step, make_article):
    longer = make_article(url="https://windows.example/8")
    longer.duplicate = Duplicate(of="x", relation="extends", similarity=1.0)
    assert step.process_item(longer) is longer


class TestLaterVersions:
    """What was looked at again is compared with what was published."""

    @pytest.fixture
    def later(self, step, crawler, make_article):
        step.process_item(make_article())
        step.outbox.flush()
        return lambda **changes: make_article(**({"version": 2} | changes))

    def test_an_edit_goes_on_as_it_will_be_published(self, step, later):
        made = step.process_item(later(headline="عودة الرحلات إلى الجزيرة", version=9))

        assert (made.version, made.event) == (2, "edited")
        assert step.stats.get_value("rasid/versions/edited") == 1

    @pytest.mark.parametrize(
        ("changes", "word"), [({}, "unchanged"), ({"url": "https://windows.example/9"}, "unknown")]
    )
    def test_what_is_no_news_is_dropped(self, step, later, make_article, changes, word):
        item = later(**changes)
        if changes:
            item.identifier = "f" * 32
        with pytest.raises(DropItem, match=f"^{word}$"):
            step.process_item(item)
        assert step.stats.get_value(f"rasid/versions/{word}") == 1

    def test_a_disk_that_fails_is_said(self, step, later):
        def full():
            raise MachineError("no space")

        step.versions._before_write = full
        with pytest.raises(MachineError):
            step.process_item(later(headline="عودة الرحلات إلى الجزيرة"))
        assert step.stats.get_value("rasid/machine/exit_code") == 74


@pytest.mark.parametrize(
    ("name", "value"),
    [("RASID_DUPLICATES", "drop"), ("RASID_DUPLICATES_WINDOW", "-1"),
     ("RASID_DUPLICATES_WINDOW", "soon")],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_named(make_crawler, name, value):
    with pytest.raises(ConfigError, match=name):
        StoreArticle.from_crawler(make_crawler(**{name: value}))


def test_the_end_of_a_run_saves_the_index(step, make_article, monkeypatch):
    monkeypatch.setattr("crawler.store.sketch_snapshot.SAVED_ROWS", 1)
    step.process_item(make_article())
    step.close_spider()
    assert step.stats.get_value("rasid/find_duplicates/snapshots") == 1


def test_a_snapshot_that_cannot_be_written_is_no_failure(step, make_article, monkeypatch):
    monkeypatch.setattr("crawler.store.sketch_snapshot.SAVED_ROWS", 1)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("crawler.store.sketch_snapshot.save_index", full)
    step.process_item(make_article())
    step.close_spider()
    assert step.stats.get_value("rasid/find_duplicates/not_saved") == 1
    assert step.stats.get_value("rasid/store_article/new") == 1
