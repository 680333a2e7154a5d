"""What a run says that it has published, also when its store is lost in the middle of it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from crawler import crawl
from crawler.calls.summary import line_of
from crawler.core.errors import MachineError
from crawler.extensions import feed_publisher
from crawler.extensions.feed_publisher import FeedPublisher
from crawler.store.feed import Part

FIRST, SECOND = (
    Part(f"part-aa-{first:09}-{last:09}.jsonl", first, last, last - first + 1, "0" * 64)
    for first, last in ((1, 1000), (1001, 1003))
)
LOST = MachineError("the connection is lost")


class LosingFeed:
    """Publishes or seals some, then the store is gone."""

    def __init__(self, *, here=True):
        self.here = here

    def publishing(self, *, run):
        yield from (FIRST, SECOND)
        raise LOST

    def sealing(self, *, run):
        yield from (1000, 3)
        raise LOST


@pytest.fixture
def crawler(make_crawler, monkeypatch):
    """One that has not begun: no loop, and nobody who judges."""
    monkeypatch.setattr(feed_publisher, "create_looping_call", lambda _: None)
    monkeypatch.setattr(crawl, "end", lambda *_: None)
    made = make_crawler()
    made.get_extension = lambda _: None
    return made


@pytest.mark.parametrize("here", [True, False])
def test_what_was_published_before_the_store_was_lost_is_counted(crawler, here):
    FeedPublisher(crawler, LosingFeed(here=here), 0).publish()
    stats = crawler.stats.get_stats()
    assert stats["rasid/machine/exit_code"] == LOST.exit_code
    assert "1003 published" in line_of("windows", stats, LOST.exit_code)


class Feed:
    """Publishes one part each time."""

    here = True

    def publishing(self, *, run):
        yield FIRST


class Timer:
    running = True

    def stop(self):
        self.running = False


def test_at_its_end_a_run_publishes_the_rest(crawler):
    publisher = FeedPublisher(crawler, Feed(), 60)
    publisher.timer = Timer()
    publisher.closed()
    assert (publisher.parts, publisher.timer.running) == ([FIRST], False)


def test_a_run_whose_lock_is_lost_publishes_nothing(crawler):
    """Another one may have begun: what this one has stored is that one's to publish."""

    def check():
        raise MachineError("the lock is gone")

    publisher = FeedPublisher(crawler, Feed(), 0, locks=SimpleNamespace(check=check))
    publisher.publish()
    assert publisher.parts == []
    assert crawler.stats.get_value("rasid/machine/message") == "the lock is gone"


def test_a_part_of_an_earlier_run_is_counted_when_it_is_out(crawler):
    feed = LosingFeed()
    feed.starting = lambda: feed.publishing(run="")
    publisher = FeedPublisher(crawler, feed, 0)
    publisher.opened()
    assert publisher.parts == [FIRST, SECOND]
    assert crawler.stats.get_value("rasid/feed/parts") == 2
    assert crawler.stats.get_value("rasid/machine/exit_code") == LOST.exit_code


@pytest.mark.parametrize(("every_s", "started"), [(60, [(60, False)]), (0, [])])
def test_while_it_goes_on_a_run_publishes_only_where_it_is_told_how_often(
    crawler, every_s, started
):
    feed, given = Feed(), []
    feed.starting = lambda: ()
    publisher = FeedPublisher(crawler, feed, every_s)
    publisher.timer = SimpleNamespace(start=lambda each_s, *, now: given.append((each_s, now)))
    publisher.opened()
    assert given == started


def test_a_run_without_a_timer_publishes_at_its_end_all_the_same(crawler):
    publisher = FeedPublisher(crawler, Feed(), 0)
    publisher.timer = SimpleNamespace(running=False)  # one that stands still cannot be stopped
    publisher.closed()
    assert publisher.parts == [FIRST]


def test_what_is_sealed_is_what_the_watch_lets_go_after_a_look(crawler):
    asked = []
    watch = SimpleNamespace(look=lambda: asked.append("look"), run="run-1")
    crawler.get_extension = lambda _: watch
    feed = SimpleNamespace(here=True, publishing=lambda *, run: asked.append(run) or ())
    FeedPublisher(crawler, feed, 0).publish()
    assert asked == ["look", "run-1"]
