"""A publisher that is no longer the only one writes no file and no manifest from then on."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from crawler.core.errors import MachineError
from crawler.store import feed as feed_module
from crawler.store.feed import Feed
from crawler.store.manifest import read_manifest
from crawler.store.outbox import Outbox
from crawler.store.part import names_in

pytestmark = pytest.mark.sqlite_only("the lock itself is a stand-in")
PARTS = 3


@pytest.fixture
def lost_after(monkeypatch):
    """The lock of the publisher is lost after so many questions; None: never."""
    left = [None]

    def still_ours():
        if left[0] is not None:
            left[0] -= 1
            if left[0] < 0:
                raise MachineError("another one publishes")

    @contextmanager
    def only_publisher(_engine):
        yield still_ours

    def lost(questions):
        left[0] = questions

    monkeypatch.setattr(feed_module, "only_publisher", only_publisher)
    return lost


@pytest.fixture
def feed(engine, article, tmp_path):
    box = Outbox(engine)
    for number in range(PARTS):
        box.add(article(number))
    box.flush()
    made = Feed(engine, tmp_path / "feed", part_articles_max=1)
    made.start()
    return made


@pytest.mark.parametrize("questions", range(PARTS + 1))
def test_nothing_is_written_after_the_lock_is_lost(feed, lost_after, tmp_path, questions):
    lost_after(questions)
    told = []
    with pytest.raises(MachineError):
        told.extend(feed.publishing())
    folder = tmp_path / "feed"
    assert len(names_in(folder)) == questions
    assert read_manifest(folder) == {}


def test_the_next_publisher_goes_on_where_it_stopped(feed, lost_after, tmp_path):
    lost_after(1)
    with pytest.raises(MachineError):
        feed.publish()
    lost_after(None)
    assert [(part.first, part.last) for part in feed.publish()] == [(2, 2), (3, 3)]
    assert set(read_manifest(tmp_path / "feed")) == names_in(tmp_path / "feed")
