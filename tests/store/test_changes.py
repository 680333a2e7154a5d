"""Whether a store has sketches that a process does not know."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from crawler.core.errors import MachineError
from crawler.store.changes import Changes
from crawler.store.database import writing
from crawler.store.outbox import Outbox
from crawler.store.revisits import Revisits
from crawler.store.schema import sketches
from crawler.store.sketches import Sketches

NONE = (0, 0)


@pytest.fixture
def changes(engine):
    return Changes(engine)


@pytest.fixture
def add(engine, tmp_path, told):
    """Stores an article; the newest row after it."""
    known = Sketches(engine, tmp_path / "duplicates")

    def store(number):
        outbox = Outbox(engine, sketches=known)
        outbox.add(told.article_of(told.stories(0, number + 1)[number]))
        outbox.flush()
        log = known.current()
        return log.rows, log.mark

    return store


def test_a_new_store_has_none(changes):
    assert not changes.since(NONE)
    assert changes.since((1, 7))


def test_a_row_of_anybody_is_told_until_it_is_known(changes, add):
    assert not changes.since(NONE)
    newest = add(0)
    assert changes.since(NONE)
    assert not changes.since(newest)
    assert not changes.since(newest)
    assert add(1) != newest
    assert changes.since(newest)


def test_a_commit_of_something_else_is_none(changes, add, engine, now):
    newest = add(0)
    assert not changes.since(newest)
    Revisits(engine).looked(
        type("Looked", (), {"identifier": "a", "url": "u"})(), "windows", now, gone_run=None
    )
    assert not changes.since(newest)


def test_another_row_of_the_same_number_is_told(changes, add):
    number, mark = add(0)
    assert changes.since((number, mark + 1))


def test_rows_that_are_gone_are_told(changes, add, engine):
    newest = add(0)
    assert not changes.since(newest)
    with writing(engine) as connection:
        connection.execute(delete(sketches))
    assert changes.since(newest)
    assert not changes.since(NONE)


@pytest.mark.sqlite_only("closing its connection")
def test_a_connection_that_fails_has_the_tables_asked(changes, add):
    newest = add(0)
    changes._listening.close()
    assert changes.since(newest)


def test_a_store_that_cannot_be_asked_is_said(engine, changes, monkeypatch):
    if changes._listening is not None:
        monkeypatch.setattr(changes, "_listening", None)

    def refuse(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(engine, "connect", refuse)
    with pytest.raises(MachineError):
        changes.since(NONE)
