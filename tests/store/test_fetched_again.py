"""An article that was given up and comes again, with the index of copies beside the rows."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from crawler.store.database import reading
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from crawler.store.quarantine import Quarantine
from crawler.store.schema import sketches
from crawler.store.sketch_log import is_whole
from crawler.store.sketches import Sketches

DOUBTED = "run-doubted"


@pytest.fixture
def store(engine, tmp_path):
    """Stores articles as one more process does; what became of them."""

    def put(*group):
        box = Outbox(engine, sketches=Sketches(engine, tmp_path / "duplicates"))
        for each in group:
            box.add(each)
        return [each.outcome for each in box.flush()]

    return put


@pytest.fixture
def stories(told):
    """Some stories of the demo, by the run that found them."""
    return lambda run: [told.article_of(story, run_id=run) for story in told.stories(0, 3)]


def test_it_is_published_once_and_the_index_stays_whole(engine, store, stories, now, tmp_path):
    quarantine = Quarantine(engine)
    quarantine.hold(DOUBTED, "windows", "drift", now)
    assert store(*stories(DOUBTED)) == ["new", "new", "new"]
    assert quarantine.discard(DOUBTED, now) == 3

    assert store(*stories("run-2")) == ["new", "new", "new"]
    assert store(*stories("run-3")) == ["known", "known", "known"]
    assert [part.count for part in Feed(engine, tmp_path / "feed").publish()] == [3]
    assert is_whole(engine)
    with reading(engine) as connection:
        twice = select(sketches.c.article).group_by(sketches.c.article).having(func.count() > 1)
        assert connection.execute(twice).all() == []
