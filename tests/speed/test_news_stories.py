"""The stories of the benches: as long and as unlike as news, and read whole from their pages."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from statistics import median

import pytest

from crawler.core.arabic.language import identify_language
from crawler.core.dedup import DuplicateIndex
from crawler.core.dedup.sketch import sketch_of
from crawler.core.extract import extract_article
from crawler.demo.aggregator import Aggregator
from crawler.demo.sections import SECTIONS
from crawler.demo.story import COPIES, COPY_AT, FIRST_ID, from_forms, story_of
from crawler.demo.website import Website
from tests.speed import news_stories
from tests.speed.bench import fetch, server
from tests.speed.news_stories import (
    AGENCY_AT,
    DOZEN,
    FOLLOW_UP_AT,
    GROUPS,
    NEW_PARAGRAPHS,
    Paragraphs,
    news,
)
from tests.speed.texts import PAGES_KB, TEXTS

NOW = datetime(2025, 11, 1, 12, tzinfo=UTC)
BASE = "http://127.0.0.1:9/"
SEED, FIRST, STORIES = 1, 100_000, 300
SHARED_SHARE = 0.35  # of articles that have another to be compared with, copies among them


@pytest.fixture(scope="module")
def drafts():
    return [news(SEED, FIRST + number) for number in range(STORIES)]


def site_of(writer, articles):
    return Aggregator(now=NOW, markup="cards", articles=articles, writer=writer)


def test_a_story_is_the_same_each_time_and_another_in_another_slot_or_site(drafts):
    first = tuple(drafts[0].paragraphs)
    news_stories._written.cache_clear()
    again = news(SEED, FIRST)
    assert (again.headline, tuple(again.paragraphs)) == (drafts[0].headline, first)
    assert tuple(news(SEED + 1, FIRST).paragraphs) != first
    assert len({tuple(each.paragraphs) for each in drafts}) == STORIES
    assert len({each.headline for each in drafts} | {each.other_headline for each in drafts}) == (
        2 * STORIES
    )


def test_lengths_are_those_of_news(drafts):
    lengths = sorted(len(" ".join(each.paragraphs).split()) for each in drafts)
    assert 170 < median(lengths) < 260
    assert lengths[STORIES // 10] < 110
    assert lengths[-STORIES // 10] > 420
    assert all(3 <= len(each.paragraphs) <= 12 for each in drafts)
    assert all(7 <= len(each.headline.split()) <= 12 for each in drafts)


def test_a_text_is_arabic_with_what_cleaning_and_dates_look_at(drafts):
    texts = ["\n".join(each.paragraphs) for each in drafts]
    assert {identify_language(text) for text in texts} == {"ar"}
    assert all(line.endswith((".", '".', "».")) for text in texts for line in text.split("\n"))
    for sign in '،\u064b«":(0123456789':
        assert sum(sign in text for text in texts) > STORIES / 20, sign
    towns = [text.startswith(news_stories.TOWNS) for text in texts]
    assert STORIES / 8 < sum(towns) < STORIES / 2
    assert {each.section for each in drafts} == set(SECTIONS)


def test_a_part_of_the_stories_is_common_to_a_group_of_sites():
    slots = range(FIRST, FIRST + 2 * DOZEN)
    ours, theirs, others = (
        [news(seed, slot).paragraphs for slot in slots] for seed in (SEED, SEED + GROUPS, SEED + 1)
    )
    common = [slot for slot, one, two in zip(slots, ours, theirs, strict=True) if one == two]
    assert common == [slot for slot in slots if slot % DOZEN == AGENCY_AT]
    assert len(common) == 2
    assert not any(one == two for one, two in zip(ours, others, strict=True))


def test_one_story_of_a_dozen_goes_on_with_an_earlier_one():
    first = FIRST - FIRST % DOZEN + FOLLOW_UP_AT
    earlier = {news(SEED, slot).paragraphs[0]: slot for slot in range(first - 600, first)}
    for slot in range(first, first + 5 * DOZEN, DOZEN):
        told = news(SEED, slot).paragraphs
        goes_on = earlier[told[NEW_PARAGRAPHS]]
        before = tuple(news(SEED, goes_on).paragraphs)
        assert goes_on < slot
        assert tuple(told[NEW_PARAGRAPHS:]) == before[: len(told) - NEW_PARAGRAPHS]
        assert told[0] not in earlier


def test_paragraphs_are_a_sequence_that_is_written_when_it_is_read():
    news_stories._written.cache_clear()
    paragraphs = Paragraphs("a story")
    assert news_stories._written.cache_info().currsize == 0
    told = tuple(paragraphs)
    assert len(paragraphs) == len(told)
    assert paragraphs[0] == told[0]
    assert paragraphs[1:] == told[1:]


def compared_share(writer):
    """How many of a site's articles the index would compare with another."""
    index, compared = DuplicateIndex(), 0
    stories = site_of(writer, STORIES).stories_at(NOW)
    for story in reversed(stories):
        sketch = sketch_of(story.headline, "\n".join(story.paragraphs))
        compared += bool(index.postings.find(sketch.keys))
        index.add_sketch(str(story.id), sketch)
    return compared / STORIES


def test_articles_are_as_unlike_as_news_which_fillings_of_forms_are_not():
    copied = 2 / COPIES  # a copy and a near copy, which have their original
    assert copied - 0.04 < compared_share(news) < SHARED_SHARE
    assert compared_share(from_forms) > 2 * SHARED_SHARE


def test_an_article_comes_out_whole_from_its_page():
    site = site_of(news, 40)
    website = Website(site, BASE, pages_kb=PAGES_KB)
    sizes = []
    for path, story in site.truth().items():
        body = website.reply(path).body
        found = extract_article(body.decode(), f"{BASE}{path[1:]}", observed_at=NOW)
        assert found.articleBody.split("\n\n") == list(story.paragraphs)
        assert found.headline == story.headline
        assert len(found.relatedLink) == len(story.related) == 4
        assert found.datePublishedEarliest
        sizes.append(len(body))
    assert 44_000 < median(sizes) < 47_000


def test_copies_of_the_aggregator_are_copies_of_these_texts():
    stories = site_of(news, 60).stories_at(NOW)
    by_id = {story.id: story for story in stories}
    copies = [story for story in stories if story.kind == "copy"]
    assert len(copies) >= 4
    for copy in copies:
        assert copy.id % COPIES == (FIRST_ID + COPY_AT) % COPIES
        assert copy.paragraphs == by_id[copy.of].paragraphs
        assert copy.publisher != by_id[copy.of].publisher
    near = [story for story in stories if story.kind == "near_copy"]
    assert all(story.headline != by_id[story.of].headline for story in near if story.of in by_id)


@pytest.mark.parametrize("texts", sorted(TEXTS))
def test_the_server_without_nginx_serves_the_same_texts(texts):
    with server(5, 0, texts) as url:
        told = json.loads(fetch(f"{url}__truth.json"))
    assert told
    for row in told.values():
        story = story_of(SEED, row["id"] - FIRST_ID, TEXTS[texts])
        assert (row["headline"], row["paragraphs"]) == (story.headline, list(story.paragraphs))
