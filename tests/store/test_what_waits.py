"""What waits to be sealed is found by itself: copies, which never get a batch, are not read."""

from __future__ import annotations

import pytest
from sqlalchemy import event, text

from crawler.store import batches
from crawler.store.database import reading
from crawler.store.likely import likely
from crawler.store.outbox import Outbox
from crawler.store.schema import articles

WAITING = {"ix_articles_waiting", "ix_versions_waiting"}


@pytest.fixture
def plans(engine):
    """How SQLite answers each question to the tables of what is published, in the test's order."""
    asked = []

    def note(_connection, _cursor, statement, parameters, *_rest):
        if statement.startswith("SELECT") and "batch IS NULL" in statement:
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield lambda: [_plan(engine, *each) for each in list(asked)]
    event.remove(engine, "before_cursor_execute", note)


def _plan(engine, statement, parameters):
    with reading(engine) as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return " / ".join(row.detail for row in rows)


def _seal(engine):
    return batches.seal(engine, "0123456789ab", articles_max=10, partly=True)


def _uses_the_index(plan):
    return any(name in plan for name in WAITING) and "TEMP B-TREE" not in plan


@pytest.mark.sqlite_only("likely() is a function of SQLite")
def test_a_part_is_read_in_its_order(engine, plans):
    _seal(engine)
    batches.waiting(engine)
    assert len(plans()) == 4
    assert [plan for plan in plans() if not _uses_the_index(plan)] == []


@pytest.mark.sqlite_only("as above")
def test_without_the_word_the_planner_takes_the_other_index(engine, plans, monkeypatch):
    plain = articles.c.duplicate_of.is_(None) & articles.c.batch.is_(None)
    monkeypatch.setattr(batches, "UNSEALED", ((articles, plain),))
    _seal(engine)
    assert [_uses_the_index(plan) for plan in plans()] == [False]


def test_the_word_changes_no_answer(engine, article):
    outbox = Outbox(engine)
    outbox.add(article(1))
    outbox.add(article(2, duplicate_of=article(1).identifier, relation="same"))
    outbox.flush()
    with reading(engine) as connection:
        for condition in (articles.c.duplicate_of.is_(None), ~articles.c.duplicate_of.is_(None)):
            query = articles.select().where(condition)
            hinted = articles.select().where(likely(condition))
            assert connection.execute(query).all() == connection.execute(hinted).all()
        assert connection.scalar(text("SELECT count(*) FROM articles")) == 2
    assert batches.waiting(engine) == 1
    assert _seal(engine) == 1
    assert batches.waiting(engine) == 0
