"""Step 500 knows the articles of this run and of all runs before."""

from __future__ import annotations

import pytest

from crawler.core.dedup.sketch_bytes import SketchError
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


def test_a_later_version_is_compared_with_nothing(step, make_article):
    step.process_item(make_article())
    later = step.process_item(make_article(version=2))

    assert later.duplicate is None
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


ADDED = " وأضاف أن سفينتين أخريين تصلان مطلع الأسبوع المقبل محملتين بالقمح وقطع الغيار."


def test_a_longer_version_is_linked_and_its_likeness_said(step, make_article):
    first = step.process_item(make_article())
    longer = step.process_item(make_article(url=OTHER, articleBody=first.articleBody + ADDED))
    assert (longer.duplicate.of, longer.duplicate.relation) == (first.identifier, "extends")
    assert step.stats.get_value("rasid/find_duplicates/extends") == 1


def test_another_day_of_a_daily_page_is_no_copy(step, make_article):
    body = (
        "تعلن إدارة الميناء أن العبارة تبحر يوم {} من الرصيف الشرقي إلى الجزيرة وتعود عند المغرب."
    )
    step.process_item(make_article(articleBody=body.format("السبت")))
    second = step.process_item(make_article(url=OTHER, articleBody=body.format("الاثنين")))
    assert second.duplicate is None
    assert step.stats.get_value("rasid/find_duplicates/template") == 1


def test_a_body_without_a_word_is_unique(step, make_article):
    assert step.process_item(make_article(articleBody="…")).duplicate is None
    assert step.stats.get_value("rasid/find_duplicates/unique") == 1


def test_what_waits_is_forgotten_when_it_is_stored(crawler, step, make_article):
    store = StoreArticle.from_crawler(crawler)
    store.process_item(step.process_item(make_article()))
    assert len(step.waiting._sketches) == 1
    store.close_spider()
    copy = step.process_item(make_article(url=OTHER))
    assert step.waiting._sketches == {}
    assert copy.duplicate.of == make_article().identifier


def test_what_never_comes_to_the_store_is_forgotten_in_the_end(step, make_article, monkeypatch):
    monkeypatch.setattr("crawler.store.waiting.MOST", 3)
    for place, word in enumerate(("قمر", "شمس", "نجم", "بحر", "جبل")):
        body = " ".join(word + other for other in ("أرض", "سماء", "نهر", "واد", "تل", "غيم", "ريح"))
        step.process_item(make_article(url=f"{OTHER}{place}", articleBody=body))
    assert len(step.waiting._sketches) <= 4


def test_a_snapshot_that_lies_is_left_and_the_article_compared(
    step, crawler, make_article, monkeypatch
):
    store = StoreArticle.from_crawler(crawler)
    store.process_item(make_article())
    store.close_spider()
    index = step.sketches.current().index

    def damaged(_):
        raise SketchError("a sketch is damaged")

    monkeypatch.setattr(index, "judge", damaged)
    assert step.process_item(make_article(url=OTHER)).duplicate.of == make_article().identifier
    assert step.sketches.current().index is not index
