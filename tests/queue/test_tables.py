"""The queue's tables are made once, whoever comes first, and brought up to date later."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, text

from crawler.core.errors import ConfigError, MachineError
from crawler.queue import tables


@pytest.fixture
def engine(postgres_url):
    """A store of this test's own: its tables are changed."""
    made = create_engine(postgres_url)
    tables.make_tables(made)
    yield made
    made.dispose()


def test_a_second_time_changes_nothing(engine):
    assert tables.make_tables(engine) == []


def test_all_that_the_installed_version_has_is_noted(engine, rows):
    noted = [name for (name,) in rows("SELECT name FROM queue_schema ORDER BY name")]
    assert noted == tables.migrations()
    assert len(noted) > 30


def test_of_workers_that_start_at_once_one_makes_them(postgres_url):
    def start(_):
        engine = create_engine(postgres_url)
        try:
            return len(tables.make_tables(engine))
        finally:
            engine.dispose()

    with ThreadPoolExecutor(6) as threads:
        made = sorted(threads.map(start, range(6)))

    assert made == [0] * 5 + [len(tables.migrations())]


def test_a_newer_version_brings_what_is_missing(engine, rows, monkeypatch):
    names = [*tables.migrations(), "99.00.00_01_pre_more.sql"]
    sql = "CREATE TABLE more (a int);\nINSERT INTO more VALUES (7); -- 100 %"
    monkeypatch.setattr(tables, "migrations", lambda: names)
    monkeypatch.setattr(tables, "migration", {names[-1]: sql}.__getitem__)

    assert tables.make_tables(engine) == [names[-1]]
    assert tables.make_tables(engine) == []
    assert rows("SELECT a FROM more") == [(7,)]


def test_what_fails_leaves_nothing_half_made(engine, rows, monkeypatch):
    names = [*tables.migrations(), "99.00.00_01_pre_more.sql"]
    monkeypatch.setattr(tables, "migrations", lambda: names)
    monkeypatch.setattr(tables, "migration", lambda _: "CREATE TABLE more (a int); SELECT 1 / 0;")

    with pytest.raises(MachineError):
        tables.make_tables(engine)
    assert rows("SELECT to_regclass('more')") == [(None,)]


def test_the_queue_of_somebody_else_is_left_alone(postgres_url):
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE procrastinate_jobs (id int)"))

    with pytest.raises(ConfigError, match="a database of its own"):
        tables.make_tables(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT to_regclass('queue_schema')")) is None
    engine.dispose()
