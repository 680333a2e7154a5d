"""Step 500 knows the articles of this run and of all runs before."""

from __future__ import annotations

import pytest

from crawler.store import store_of
from crawler.store.seen import Seen
from pipelines.find_duplicates import FindDuplicates
from pipelines.store_article import StoreArticle

OTHER = "https://windows.example/other/8"


@pytest.fixture
def crawler(make_crawler):
    return make_crawler()


@pytest.fixture
def step(crawler):
    return FindDuplicates.from_crawler(crawler)


def test_a_new_text_is_unique(step, make_article):
    article = step.process_item(make_article())
    assert article.duplicate is None
    assert step.stats.get_stats() == {"rasid/find_duplicates/unique": 1}


def test_a_copy_in_this_run(step, make_article):
    first = step.process_item(make_article())
    copy = step.process_item(make_article(url=OTHER, headline="عنوان آخر"))

    assert copy.duplicate.model_dump() == {
        "of": first.identifier,
        "relation": "same",
        "similarity": 1.0,
    }
    assert step.stats.get_value("rasid/find_duplicates/same") == 1


def test_a_copy_of_an_earlier_run(crawler, step, make_article):
    first = make_article()
    store = StoreArticle.from_crawler(crawler)
    store.process_item(first)
    store.close_spider()

    copy = step.process_item(make_article(url=OTHER))
    assert copy.duplicate.of == first.identifier


def test_an_article_is_no_copy_of_itself(crawler, step, make_article):
    store = StoreArticle.from_crawler(crawler)
    store.process_item(make_article())
    store.close_spider()
    assert Seen(store_of(crawler.settings)).known([make_article().identifier])

    assert step.process_item(make_article()).duplicate is None
    assert step.process_item(make_article()).duplicate is None


def test_a_copy_does_not_become_the_original_of_others(step, make_article):
    first = step.process_item(make_article())
    step.process_item(make_article(url=OTHER))
    third = step.process_item(make_article(url=f"{OTHER}/9"))
    assert third.duplicate.of == first.identifier
