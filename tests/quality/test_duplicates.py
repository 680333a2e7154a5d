"""How many copies among the demo's stories are told, kind by kind, through the steps of a crawl.

The figures are exact floors: each copy and each near copy of two weeks is found, with its own
original, and no story and no daily template is taken for one. The mark that a step gives and the
decision of the store are held against each other.
"""

from __future__ import annotations

import json
from collections import Counter

import pytest
from scrapy.exceptions import DropItem
from sqlalchemy import select

from crawler.core.article import Metadata
from crawler.demo.story import Story, story_of
from crawler.store import sketches_of
from crawler.store.database import reading
from crawler.store.schema import articles
from pipelines.find_duplicates import FindDuplicates
from pipelines.store_article import StoreArticle

SEED, SLOTS = 23, 14 * 48
FIRST = 48 * 60  # slots of two weeks, some while after the first
DUPLICATES = ("same", "contained", "extends")


def url_of(story: Story) -> str:
    return f"https://windows.example/{story.id}"


@pytest.fixture
def judged(make_crawler, make_article):
    """Stories with what the step and what the store say of each: (story, mark, decision)."""
    crawler = make_crawler()
    find, store = FindDuplicates.from_crawler(crawler), StoreArticle.from_crawler(crawler)
    told = [story_of(SEED, slot) for slot in range(FIRST, FIRST + SLOTS)]
    marks, names = {}, {}
    for story in told:
        seen = story.published.isoformat()
        article = make_article(
            url=url_of(story), headline=story.headline,
            articleBody="\n\n".join(story.paragraphs), metadata=Metadata(dateFirstSeen=seen),
        )  # fmt: skip
        names[article.identifier] = story.id
        marks[story.id] = find.process_item(article).duplicate
        try:
            store.process_item(article)
        except DropItem:
            assert marks[story.id]
    store.close_spider()
    with reading(sketches_of(crawler.settings).engine) as connection:
        lines = {
            names[row.identifier]: json.loads(row.line).get("duplicate")
            for row in connection.execute(select(articles.c.identifier, articles.c.line))
        }
    return [
        (story, marks[story.id] and marks[story.id].model_dump(), lines[story.id]) for story in told
    ], names


def test_each_kind_has_its_floor(judged):
    rows, names = judged
    kinds, found, wrong = Counter(), Counter(), []
    for story, _, decision in rows:
        kinds[story.kind] += 1
        of = names[decision["of"]] if decision else None
        if of == story.of:
            found[story.kind] += 1
        else:
            wrong.append((story.kind, story.id, story.of, decision))
    assert kinds["copy"] >= 50
    assert kinds["near_copy"] >= 50
    assert kinds["template"] >= 42
    assert found == kinds, wrong[:5]


def test_the_mark_of_the_step_is_the_decision_of_the_store(judged):
    rows, _ = judged
    assert [row[0].id for row in rows if row[1] != row[2]] == []
    assert {row[2]["relation"] for row in rows if row[2]} <= set(DUPLICATES)
