"""The last word on a date: never of the future, never made up, always with a bound."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.article import Metadata
from crawler.core.dating import settle_date

SEEN = "2025-03-01T12:00:00Z"


def dated(make_article, earliest, latest, **more):
    return make_article(
        datePublished=earliest,
        datePublishedRaw="قبل قليل",
        datePublishedEarliest=earliest,
        datePublishedLatest=latest,
        datePrecision="minute",
        dateBasis="meta",
        **more,
    )


def test_a_date_that_can_be_true_stays(make_article):
    article = dated(make_article, "2025-03-01T11:00:00Z", "2025-03-01T11:01:00Z")
    before = article.model_copy(deep=True)
    assert settle_date(article) == (before, None)


@pytest.mark.parametrize(
    ("earliest", "problem"),
    [
        ("2025-03-01T12:10:01Z", "future"),
        ("2026-01-01T00:00:00+03:00", "future"),
        ("1970-01-01T00:00:00Z", "epoch"),
        ("0001-01-01T00:00:00Z", "epoch"),
    ],
)
def test_a_date_that_cannot_be_true_goes_but_its_text_stays(make_article, earliest, problem):
    article, said = settle_date(dated(make_article, earliest, earliest))

    assert said == problem
    assert article.datePublished is article.datePublishedEarliest is article.datePrecision is None
    assert article.datePublishedRaw == "قبل قليل"
    assert (article.datePublishedLatest, article.dateBasis) == (SEEN, "first-seen")
    assert article.metadata.validationMessages == {"datePublished": [problem]}


def test_clocks_may_differ_by_minutes(make_article):
    ahead = dated(make_article, "2025-03-01T12:09:00Z", "2025-03-01T12:10:00Z")
    article, problem = settle_date(ahead)
    assert problem is None
    assert article.datePublishedEarliest == "2025-03-01T12:09:00Z"


def test_a_day_that_is_not_over_ends_when_it_was_seen(make_article):
    article, problem = settle_date(
        dated(make_article, "2025-02-28T21:00:00Z", "2025-03-01T21:00:00Z")
    )
    assert problem is None
    assert article.datePublishedLatest == SEEN


def test_without_a_date_the_first_sight_is_the_bound(make_article):
    article, problem = settle_date(make_article())
    assert problem is None
    assert (article.datePublishedLatest, article.dateBasis) == (SEEN, "first-seen")
    assert article.datePublished is article.datePublishedEarliest is None


def test_without_a_moment_of_sight_nothing_is_bounded(make_article):
    article, problem = settle_date(make_article(metadata=Metadata()))
    assert (article.datePublishedLatest, article.dateBasis, problem) == (None, None, None)
    future = dated(
        make_article, "2999-01-01T00:00:00Z", "2999-01-02T00:00:00Z", metadata=Metadata()
    )
    assert settle_date(future)[1] is None


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**8))
def test_settled_twice_is_settled_once(start_s, length_s):
    from crawler.core.article import Article, Provider

    seen = datetime(2025, 3, 1, 12, tzinfo=UTC)
    earliest = seen + timedelta(seconds=start_s)
    article = Article(
        identifier="i", url="u", headline="h", articleBody="b", inLanguage="ar",
        provider=Provider(name="n", url="u"),
        datePublishedEarliest=earliest.isoformat(),
        datePublishedLatest=(earliest + timedelta(seconds=length_s)).isoformat(),
        metadata=Metadata(dateDownloaded=seen.isoformat()),
    )  # fmt: skip
    once = settle_date(article)[0].model_copy(deep=True)

    assert settle_date(article)[0] == once
    if once.datePublishedEarliest:
        first, last = map(
            datetime.fromisoformat, (once.datePublishedEarliest, str(once.datePublishedLatest))
        )
        assert first < last
        assert first <= seen + timedelta(minutes=10)
