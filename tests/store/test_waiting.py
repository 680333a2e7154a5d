"""What waits beside the store's index costs nothing while other crawls store theirs."""

from __future__ import annotations

import pytest

from crawler.core.dedup.frequency import RARE_AT_LEAST
from crawler.core.dedup.sketch import sketch_of
from crawler.store import waiting
from crawler.store.story_index import StoryIndex
from crawler.store.waiting import Waiting

OURS, THEIRS = 4, 30


def sketches(told, first, last):
    stories = told.stories(first, last)
    return [
        (str(each.id), sketch_of(each.headline, "\n".join(each.paragraphs))) for each in stories
    ]


@pytest.fixture
def made(monkeypatch):
    """How often a small index was made."""
    calls, real = [], waiting._beside
    monkeypatch.setattr(waiting, "_beside", lambda index: calls.append(index) or real(index))
    return calls


def test_the_articles_of_others_change_nothing(told, made):
    index, ours = StoryIndex(), Waiting()
    given = sketches(told, 0, OURS + THEIRS)
    ours.follow(index)
    for name, sketch in given[:OURS]:
        ours.add(name, sketch)
    for name, sketch in given[OURS:]:
        index.add_sketch(name, sketch)
        ours.follow(index)
    assert len(made) == 1
    assert [ours.match(sketch).identifier for _, sketch in given[:OURS]] == [
        name for name, _ in given[:OURS]
    ]

    name, sketch = given[0]
    index.add_sketch(name, sketch)
    ours.follow(index)
    assert len(made) == 2
    assert ours.match(sketch) is None
    assert ours.match(given[1][1]).identifier == given[1][0]


def test_an_index_that_is_opened_anew_is_followed(told, made):
    given = sketches(told, 0, OURS)
    index, ours = StoryIndex(), Waiting()
    ours.follow(index)
    for name, sketch in given:
        ours.add(name, sketch)
    again = StoryIndex()
    again.add_sketch(*given[0])
    ours.follow(again)
    assert made == [index, again]
    assert ours.match(given[0][1]) is None
    assert ours.match(given[1][1]).identifier == given[1][0]


def test_what_waits_is_counted_once(told):
    (name, sketch), *_ = sketches(told, 0, 1)
    index, ours = StoryIndex(), Waiting()
    ours.follow(index)
    for number in range(RARE_AT_LEAST + 1):
        ours.add(f"{name}{number}", sketch)
    assert index.frequency.is_rare(int(sketch.codes[0]))
