"""A kept page that is read again beside others who renew its article: each version comes once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.core.article import Article
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from crawler.store.reparsed import Reparsed
from crawler.store.versions import Versions

READ_ANEW = "وصلت القافلة رقم 1 إلى الميناء صباح اليوم.\n\nوقال السائق إن الطريق آمن ومفتوح."


@pytest.fixture
def old(engine, article, tmp_path):
    """A published article."""
    box = Outbox(engine)
    box.add(article(1))
    box.flush()
    Feed(engine, tmp_path / "feed").publish()
    return Article.model_validate_json(article(1).line)


@pytest.fixture
def pair(old):
    return old, old.model_copy(update={"articleBody": READ_ANEW})


@pytest.fixture
def renew(engine, old, now):
    """The site's own change of the article, found by a run."""

    def look(**changes):
        found = old.model_copy(update={"version": 2} | changes)
        later = now + timedelta(hours=1)
        found.metadata.dateDownloaded = later.isoformat()
        versions = Versions(engine)
        return versions.offer(found, site="windows", run_id="run-2", now=later)[0]

    return look


def test_a_reading_is_stored_once(engine, pair, now):
    store = Reparsed(engine, run_id="reparse-1")
    assert [store.write([pair], now), store.write([pair], now)] == [1, 0]
    newest = Versions(engine).newest(pair[0].identifier)
    assert (newest.version, newest.articleBody) == (2, READ_ANEW)


@pytest.mark.parametrize("changes", [{"headline": "القافلة ترسو"}, {"pubStatus": "canceled"}])
def test_what_was_renewed_meanwhile_is_left_alone(engine, pair, renew, now, changes):
    assert renew(**changes) in {"edited", "withdrawn"}
    assert Reparsed(engine, run_id="reparse-1").write([pair], now) == 0
    assert Versions(engine).newest(pair[0].identifier).version == 2


def test_what_is_withdrawn_is_not_brought_back(engine, pair, renew, now):
    assert renew(pubStatus="canceled") == "withdrawn"
    canceled = Versions(engine).newest(pair[0].identifier)
    reading = canceled.model_copy(update={"articleBody": READ_ANEW, "pubStatus": "usable"})
    assert Reparsed(engine, run_id="reparse-1").write([(canceled, reading)], now) == 0
