"""What a feed said of an article before its page was read."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.core.hints import with_feed_date

MOMENT = datetime(2025, 3, 1, 9, 5, tzinfo=UTC)


def test_a_page_without_a_date_gets_that_of_its_feed(make_article):
    article = with_feed_date(make_article(), MOMENT)

    assert article.datePublished == article.datePublishedEarliest == "2025-03-01T09:05:00Z"
    assert article.datePublishedLatest == "2025-03-01T09:05:01Z"
    assert (article.datePrecision, article.dateBasis) == ("second", "feed")
    assert article.metadata.fieldMethods["datePublished"] == "feed"


def test_the_page_has_the_first_word(make_article):
    stated = make_article(datePublishedEarliest="2025-02-01T00:00:00Z", dateBasis="meta")
    article = with_feed_date(stated, MOMENT)
    assert (article.datePublishedEarliest, article.dateBasis) == ("2025-02-01T00:00:00Z", "meta")
    assert article.datePublished is None


def test_no_feed_no_date(make_article):
    assert with_feed_date(make_article(), None) == make_article()
