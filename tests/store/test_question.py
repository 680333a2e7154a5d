"""Questions that are put together once give what SQLAlchemy gives, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, func, literal_column, select, union_all

from crawler.core.errors import MachineError
from crawler.store.database import CHUNK, asking, database_url, engine_of, writing
from crawler.store.kept_connection import kept_connection
from crawler.store.outbox import Outbox
from crawler.store.question import Question
from crawler.store.schema import articles

NAMES = bindparam("names", expanding=True)
NAMED = articles.c.identifier.in_(NAMES)
RELATIONS = ("same", "moved")  # a list of the statement's own
STATEMENTS = {
    "times": select(articles.c.identifier, articles.c.first_seen).where(NAMED),
    "values": select(articles.c.identifier).where(
        articles.c.first_seen <= bindparam("now"), NAMED, articles.c.site == bindparam("site")
    ),
    "own lists": select(articles.c.site, func.count()).where(
        func.coalesce(articles.c.relation, "same").in_(RELATIONS), NAMED
    ).group_by(articles.c.site),
    "twice": union_all(
        select(articles.c.identifier, literal_column("1").label("one")).where(NAMED),
        select(articles.c.url, literal_column("2").label("one")).where(
            NAMED, articles.c.first_seen >= bindparam("now")
        ),
    ),
}  # fmt: skip
BY_NAME = Question(STATEMENTS["times"])
GIVEN = {"values": ("now", "site"), "twice": ("now",)}


@pytest.fixture
def stored(engine, article):
    outbox = Outbox(engine)
    for number in range(9):
        outbox.add(article(number))
    outbox.flush()
    return [article(number).identifier for number in range(12)]  # three that it has not


@pytest.mark.parametrize("name", list(STATEMENTS))
def test_rows_are_those_of_sqlalchemy(engine, stored, now, name):
    values = {"now": now, "site": "windows"}
    given = {key: values[key] for key in GIVEN.get(name, ())}
    question = Question(STATEMENTS[name])
    for length in (1, 2, 5, len(stored)):
        names = stored[:length]
        with asking(engine) as connection:
            wanted = connection.execute(STATEMENTS[name], {"names": names, **given}).all()
        assert wanted
        assert ordered(question.ask(engine, names, **given)) == ordered(wanted)
        with writing(engine) as connection:
            assert ordered(question.ask_within(connection, names, **given)) == ordered(wanted)


def ordered(rows):
    return sorted(map(tuple, rows))


def test_a_time_is_aware(engine, stored, now):
    assert {row[1] for row in BY_NAME.ask(engine, stored)} == {now}


def test_many_names_and_none(engine, stored):
    many = [f"unknown-{number}" for number in range(2 * CHUNK)]
    assert len(BY_NAME.ask(engine, iter([*many, *stored]))) == 9
    assert BY_NAME.ask(engine, []) == []


def test_what_others_commit_is_seen_at_once(engine, stored, article):
    name = article(20).identifier
    assert BY_NAME.ask(engine, [name]) == []
    outbox = Outbox(engine)
    outbox.add(article(20))
    outbox.flush()
    assert len(BY_NAME.ask(engine, [name])) == 1


def test_what_is_not_committed_is_seen_within_alone(engine, stored):
    question = Question(STATEMENTS["values"])
    asked = {"now": datetime(2999, 1, 1, tzinfo=UTC), "site": "elsewhere"}
    with writing(engine) as connection:
        connection.execute(articles.update().values(site="elsewhere"))
        assert len(question.ask_within(connection, stored, **asked)) == 9
        assert question.ask(engine, stored, **asked) == []


@pytest.mark.sqlite_only("of PostgreSQL nothing is kept")
def test_what_is_kept_holds_nobody_up(engine, stored):
    BY_NAME.ask(engine, stored)
    assert not kept_connection(engine).in_transaction
    with engine.connect() as other:
        busy, *_ = other.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    assert busy == 0


@pytest.mark.sqlite_only("its file")
def test_what_the_machine_refuses(database, tmp_path):
    nowhere = engine_of(database_url(tmp_path / "no folder"))
    with pytest.raises(MachineError, match="cannot be created or opened"):
        BY_NAME.ask(nowhere, ["a"])
