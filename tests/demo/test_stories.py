"""Stories: the same from the same seed, long enough, distinct, and copies that are copies."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from crawler.demo.story import DAILY, SLOTS_A_DAY, Story, slot_at, story_of

SHARED_MAX = 0.3  # share of word 5-grams that two stories may have in common


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return [story_of(1, slot) for slot in range(120_000, 120_300)]


def grams(story: Story) -> set[tuple[str, ...]]:
    words = " ".join(story.paragraphs).split()
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def containment(left: set, right: set) -> float:
    return len(left & right) / min(len(left), len(right))


def test_the_same_slot_gives_the_same_story_and_another_seed_another(stories):
    story_of.cache_clear()
    assert story_of(1, 120_100) == stories[100]
    assert story_of(2, 120_100).paragraphs != stories[100].paragraphs


def test_lengths_are_those_of_news(stories):
    for story in stories:
        assert 3 <= len(story.paragraphs) <= 8
        least = 20 if story.kind == "template" else 30
        assert all(least <= len(text.split()) <= 110 for text in story.paragraphs), story
        assert 6 <= len(story.headline.split()) <= 14, story.headline
        assert all(text.endswith((".", "».")) for text in story.paragraphs), story


def test_all_kinds_and_sections_come(stories):
    kinds = Counter(each.kind for each in stories)
    assert set(kinds) == {"story", "copy", "near_copy", "template"}
    assert kinds["copy"] >= 20
    assert kinds["near_copy"] >= 20
    assert kinds["template"] >= 15
    assert len({each.section for each in stories}) == 9
    assert len({each.publisher for each in stories}) == 10


def test_stories_are_distinct(stories):
    written = [each for each in stories if each.kind == "story"]
    worst = max(containment(a, b) for a, b in combinations(map(grams, written), 2))
    assert worst < SHARED_MAX
    assert len({each.headline for each in written}) == len(written)


def test_a_copy_has_the_text_of_its_original_under_another_publisher(stories):
    by_id = {each.id: each for each in stories}
    for copy in (each for each in stories if each.kind == "copy"):
        original = by_id[copy.of]
        assert (copy.headline, copy.paragraphs) == (original.headline, original.paragraphs)
        assert copy.publisher != original.publisher
        assert copy.published > original.published


def test_a_near_copy_has_another_headline_and_nearly_the_same_text(stories):
    by_id = {each.id: each for each in stories}
    near = [each for each in stories if each.kind == "near_copy"]
    changes = Counter()
    for copy in near:
        original = by_id[copy.of]
        assert copy.headline != original.headline
        assert containment(grams(copy), grams(original)) > 0.9
        changes[len(original.paragraphs) - len(copy.paragraphs)] += 1
        changes["added"] += any(text not in original.paragraphs for text in copy.paragraphs)
    assert changes[1] > 0
    assert changes["added"] > 0
    assert max(Counter(each.of for each in near).values()) == 1


def test_templates_come_daily_in_the_same_words_with_other_numbers(stories):
    templates = [each for each in stories if each.kind == "template"]
    rates = [each for each in templates if each.headline.startswith("أسعار صرف")]
    assert len(rates) == len(stories) // SLOTS_A_DAY
    assert {slot_at(each.published) % SLOTS_A_DAY for each in templates} == set(DAILY)
    without_digits = {"".join(c for c in each.paragraphs[1] if not c.isdigit()) for each in rates}
    assert len(without_digits) == 1
    assert len({each.paragraphs for each in rates}) == len(rates)
    assert len({each.headline for each in rates}) == len(rates)


def test_stories_appear_in_the_order_of_their_slots(stories):
    moments = [each.published for each in stories]
    assert moments == sorted(moments)
    assert all(each.published.utcoffset() is not None for each in stories)
