"""Step 300 counts what dates rest on."""

from __future__ import annotations

import pytest

from pipelines.resolve_date import ResolveDate


@pytest.fixture
def step(make_crawler):
    return ResolveDate.from_crawler(make_crawler())


def test_an_undated_article_is_bounded_by_its_first_sight(step, make_article):
    article = step.process_item(make_article())
    assert article.datePublishedLatest == "2025-03-01T12:00:00Z"
    assert step.stats.get_stats() == {"rasid/resolve_date/basis/first-seen": 1}


def test_a_date_of_the_future_is_taken_out_and_counted(step, make_article):
    stamp = "2031-01-01T00:00:00Z"
    future = make_article(
        datePublished=stamp,
        datePublishedEarliest=stamp,
        datePublishedLatest=stamp,
        dateBasis="meta",
    )
    assert step.process_item(future).datePublished is None
    assert step.stats.get_stats() == {
        "rasid/resolve_date/future": 1,
        "rasid/resolve_date/basis/first-seen": 1,
    }


def test_a_stated_date_is_counted_by_its_basis(step, make_article):
    stated = make_article(
        datePublishedEarliest="2025-03-01T10:00:00Z",
        datePublishedLatest="2025-03-01T11:00:00Z",
        dateBasis="text-relative",
    )
    step.process_item(stated)
    assert step.stats.get_stats() == {"rasid/resolve_date/basis/text-relative": 1}
