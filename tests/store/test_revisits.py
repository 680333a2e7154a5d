"""Which articles a source may look at again, and what is written of a look."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.core.revisits import Looked
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from crawler.store.revisits import Revisits


@pytest.fixture
def revisits(engine):
    return Revisits(engine)


@pytest.fixture
def put(engine, article, tmp_path):
    def write(*given, publish=True):
        box = Outbox(engine)
        for each in given:
            box.add(each)
        box.flush()
        if publish:
            Feed(engine, tmp_path / "feed").publish()

    return write


def names(revisits, now, hours=48, site="windows"):
    return {each.url.rsplit("/", 1)[1] for each in revisits.recent(site, now, hours)}


def test_published_articles_of_the_last_hours(revisits, put, article, now):
    put(
        article(1),
        article(2, first_seen=now - timedelta(hours=49)),
        article(3, site="other"),
        article(4, duplicate_of="a" * 32, relation="same"),
    )
    put(article(5), publish=False)

    assert names(revisits, now) == {"1"}
    assert names(revisits, now, hours=50) == {"1", "2"}
    assert names(revisits, now, site="other") == {"3"}


def test_looks_are_counted_and_the_address_follows(revisits, put, article, now):
    put(article(1))
    (first,) = revisits.recent("windows", now, 48)
    assert first == Looked(article(1).identifier, article(1).url, now)

    moved = Looked(first.identifier, "https://news.example/story/1", now)
    later = now + timedelta(hours=2)
    revisits.looked(first, "windows", now, gone_run="run-1")
    revisits.looked(moved, "windows", later, gone_run=None)

    assert revisits.recent("windows", now, 48) == [
        Looked(first.identifier, moved.url, now, visits=2, last=later)
    ]
