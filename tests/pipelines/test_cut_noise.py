"""Step 200 counts what was taken out, by its rule."""

from __future__ import annotations

import pytest

from crawler.core.article import Removed
from pipelines.cut_noise import CutNoise


@pytest.fixture
def step(make_crawler):
    return CutNoise.from_crawler(make_crawler())


def test_an_article_without_noise_passes(step, make_article):
    assert step.process_item(make_article()) == make_article()
    assert step.stats.get_stats() == {}


def test_noise_at_the_ends_goes_and_is_counted(step, make_article):
    body = make_article().articleBody
    article = step.process_item(make_article(articleBody=f"شارك\n\n{body}\n\nاقرأ أيضا"))

    assert article.articleBody == body
    assert [(each.rule, each.text) for each in article.removed] == [
        ("share", "شارك"),
        ("related", "اقرأ أيضا"),
    ]
    assert step.stats.get_stats() == {"rasid/cut_noise/share": 1, "rasid/cut_noise/related": 1}


def test_what_the_extraction_took_out_is_counted_too(step, make_article):
    step.process_item(make_article(removed=[Removed(rule="tags", text="وسوم: ميناء")]))
    assert step.stats.get_stats() == {"rasid/cut_noise/tags": 1}
