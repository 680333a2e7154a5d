"""A new store is made at once, and is what the migrations would have made of it."""

from __future__ import annotations

import re
import sqlite3
import sys

import pytest

from crawler.store import migrations
from crawler.store.database import database_url, open_database
from crawler.store.migrations import new_store

GAPS = re.compile(r"\s+")
OUTER_COMMA = re.compile(r",(?![^(]*\))")


def parts_of(sql):
    """What a statement makes, in any order: migrations add columns and constraints at the end."""
    head, _, rest = GAPS.sub(" ", sql).partition("(")
    parts = OUTER_COMMA.split(rest.rpartition(")")[0])
    return head, sorted(part.strip() for part in parts)


def made(folder):
    """All that a new store consists of, and the rows that it begins with."""
    open_database(database_url(folder)).dispose()
    connection = sqlite3.connect(folder / "rasid.db")
    try:
        tables = dict(connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master"))
        rows = {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()  # noqa: S608
            for name in ("alembic_version", "state")
        }
    finally:
        connection.close()
    return {name: parts_of(sql) for name, sql in tables.items()}, rows


@pytest.fixture
def by_migrations(tmp_path, monkeypatch):
    """A store that was made by all migrations in their order."""
    folder = tmp_path / "old"
    with monkeypatch.context() as patch:
        patch.setattr(new_store, "REVISION", "another")
        return made(folder)


def test_it_is_what_the_migrations_make(tmp_path, by_migrations):
    tables, rows = made(tmp_path / "new")
    assert tables == by_migrations[0]
    assert {"articles", "ix_articles_waiting", "headlines"} <= tables.keys()
    assert rows["alembic_version"] == by_migrations[1]["alembic_version"]
    (epoch, name), *others = rows["state"]
    (_, other_name), *others_before = by_migrations[1]["state"]
    assert others == others_before
    assert epoch == "epoch"
    assert re.fullmatch("[0-9a-f]{12}", name)
    assert name != other_name


def test_the_order_of_columns_is_the_same(tmp_path, by_migrations):
    """Who copies a store into another reads columns by their place."""
    made(tmp_path / "new")
    columns = []
    for folder in ("old", "new"):
        connection = sqlite3.connect(tmp_path / folder / "rasid.db")
        query = "SELECT t.name, c.cid, c.name FROM sqlite_master t, pragma_table_info(t.name) c"
        columns.append(sorted(connection.execute(query)))
        connection.close()
    assert columns[0] == columns[1]


def test_a_new_store_loads_no_migrations(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "alembic", None)  # to import it raises ImportError
    tables, _ = made(tmp_path)
    assert "articles" in tables


def test_an_older_newest_is_made_by_its_migrations(tmp_path, monkeypatch):
    monkeypatch.setattr(migrations, "HEAD", "0001")
    tables, rows = made(tmp_path)
    assert rows["alembic_version"] == [("0001",)]
    assert "hosts" not in tables


def test_the_schema_is_that_of_the_newest_migration():
    assert new_store.REVISION == migrations.HEAD
