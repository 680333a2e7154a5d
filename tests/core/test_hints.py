"""What a feed said of an article before its page was read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.dating import settle_date
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


RELATIVE = {
    "datePublishedRaw": "1 day ago",
    "datePublishedEarliest": "2025-02-28T00:00:00Z",
    "datePublishedLatest": "2025-03-01T12:00:00Z",
    "datePrecision": "day",
    "dateBasis": "text-relative",
}
STATED_DAY = RELATIVE | {
    "datePublished": "2025-03-01",
    "datePublishedRaw": "1 مارس 2025",
    "datePublishedEarliest": "2025-02-28T21:00:00Z",
    "datePublishedLatest": "2025-03-01T21:00:00Z",
    "dateBasis": "meta",
}


@pytest.mark.parametrize("page", [RELATIVE, STATED_DAY])
def test_a_feed_narrows_what_the_page_says(make_article, page):
    article = with_feed_date(make_article(**page), MOMENT)

    assert article.datePublished == article.datePublishedEarliest == "2025-03-01T09:05:00Z"
    assert article.datePublishedLatest == "2025-03-01T09:05:01Z"
    assert (article.datePrecision, article.dateBasis) == ("second", "feed")
    assert article.datePublishedRaw == page["datePublishedRaw"]
    assert article.metadata.fieldMethods["datePublished"] == "feed"
    assert article.metadata.validationMessages == {}


@pytest.mark.parametrize("page", [RELATIVE, STATED_DAY])
@pytest.mark.parametrize("days", [-3, 3])
def test_where_they_exclude_each_other_the_page_is_believed(make_article, page, days):
    article = with_feed_date(make_article(**page), MOMENT + timedelta(days=days))

    assert article.metadata.validationMessages == {"datePublished": ["feed_disagrees"]}
    expected = make_article(**page)
    expected.metadata.validationMessages = article.metadata.validationMessages
    assert article == expected


@pytest.mark.parametrize(
    ("minutes", "messages"), [(9, {}), (-9, {}), (12, {"datePublished": ["feed_disagrees"]})]
)
def test_clocks_may_differ_by_minutes(make_article, minutes, messages):
    page = STATED_DAY | {
        "datePublished": "2025-03-01T12:05:00+03:00",
        "datePublishedEarliest": "2025-03-01T09:05:00Z",
        "datePublishedLatest": "2025-03-01T09:06:00Z",
        "datePrecision": "minute",
    }
    article = with_feed_date(make_article(**page), MOMENT + timedelta(minutes=minutes))
    assert (article.datePublished, article.dateBasis) == (page["datePublished"], "meta")
    assert article.metadata.validationMessages == messages


def test_a_second_cannot_be_narrowed(make_article):
    page = STATED_DAY | {
        "datePublished": "2025-03-01T12:05:00+03:00",
        "datePublishedEarliest": "2025-03-01T09:05:00Z",
        "datePublishedLatest": "2025-03-01T09:05:01Z",
        "datePrecision": "second",
    }
    assert with_feed_date(make_article(**page), MOMENT) == make_article(**page)


def test_a_disagreement_stays_when_the_date_of_the_page_turns_out_impossible(make_article):
    page = STATED_DAY | {
        "datePublishedEarliest": "2025-03-05T21:00:00Z",
        "datePublishedLatest": "2025-03-06T21:00:00Z",
    }
    article, problem = settle_date(with_feed_date(make_article(**page), MOMENT))
    assert problem == "future"
    assert article.metadata.validationMessages == {"datePublished": ["feed_disagrees", "future"]}
