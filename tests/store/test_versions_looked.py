"""A look at an article again is counted with what it found, and a moved address is known."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.core.article import Article, identifier_of
from crawler.core.revisits import Looked
from crawler.core.urls import canonical_url
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from crawler.store.revisits import Revisits
from crawler.store.seen import Seen
from crawler.store.versions import Versions

HOURS = 48
CORRECTED = "وصلت القافلة إلى الميناء مساء اليوم بعد تأخير طويل.\n\nوقال السائق إن الطريق آمن."


@pytest.fixture
def published(engine, article, tmp_path):
    box = Outbox(engine)
    box.add(article(1))
    box.flush()
    Feed(engine, tmp_path / "feed").publish()
    return article(1)


@pytest.fixture
def look(engine, published, now):
    """What is found at a second look, some hours later."""
    later = now + timedelta(hours=3)

    def offer(**changes):
        read = Article.model_validate_json(published.line).model_copy(
            update={"version": 2} | changes
        )
        read.metadata.dateDownloaded = later.isoformat()
        return Versions(engine).offer(read, site="windows", run_id="run-2", now=later)

    return offer


@pytest.mark.parametrize(
    ("changes", "outcome"), [({}, "unchanged"), ({"articleBody": CORRECTED}, "edited")]
)
def test_a_look_is_counted_whatever_it_finds(engine, look, published, changes, outcome):
    begun = published.first_seen
    assert look(**changes)[0] == outcome
    assert Revisits(engine).recent("windows", begun, HOURS) == [
        Looked(published.identifier, published.url, begun, 1, begun + timedelta(hours=3))
    ]


def test_a_page_that_is_there_again_was_never_gone(engine, look, published, now):
    gone = Looked(published.identifier, published.url, now)
    Revisits(engine).looked(gone, "windows", now, gone_run="run-1")
    look()
    (known,) = Revisits(engine).recent("windows", now, HOURS)
    assert (known.gone_run, known.visits) == (None, 2)


def test_the_new_address_is_known_as_listings_will_show_it(engine, look):
    url = "https://news.example/story/1?utm_source=share"
    assert look(url=url)[0] == "moved"
    plain = identifier_of(canonical_url(url))
    assert plain != identifier_of(url)
    assert Seen(engine).known([plain, identifier_of(url)]) == {plain}
