"""Step 100 counts what it changed and what had been lost before."""

from __future__ import annotations

import pytest

from pipelines.clean_text import CleanText


@pytest.fixture
def step(make_crawler):
    return CleanText.from_crawler(make_crawler())


def test_a_clean_article_passes_uncounted(step, make_article):
    assert step.process_item(make_article()).articleBody == make_article().articleBody
    assert step.stats.get_stats() == {}


def test_changes_are_counted(step, make_article):
    article = step.process_item(make_article(headline="خبر\u200f  عاجل \u200b"))
    assert article.headline == "خبر عاجل"
    assert step.stats.get_stats() == {"rasid/clean_text/changed": 1}


def test_lost_characters_are_counted(step, make_article):
    step.process_item(make_article(articleBody="قال الوز\ufffdر إن الطريق مفتوح"))
    assert step.stats.get_value("rasid/clean_text/replacement_characters") == 1
