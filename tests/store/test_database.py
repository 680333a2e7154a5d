"""Opening a store, its schema, its settings, and what the machine may refuse."""

from __future__ import annotations

import errno
import re
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.schema import CreateIndex, CreateTable

from crawler import store
from crawler.core.errors import ConfigError, CreateError, MachineError
from crawler.store import database, migrations
from crawler.store.database import (
    chunks,
    database_url,
    epoch,
    insert_into,
    open_database,
    reading,
    translate_errors,
    writing,
)
from crawler.store.outbox import Outbox
from crawler.store.schema import HEADLINES, UtcTime, articles, metadata, runs


def pragma(engine, name):
    with reading(engine) as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.sqlite_only("PRAGMA")
def test_a_commit_is_on_the_disk(engine):
    assert pragma(engine, "journal_mode") == "wal"
    assert pragma(engine, "synchronous") == 2
    assert pragma(engine, "foreign_keys") == 1
    assert pragma(engine, "busy_timeout") == 30_000


def test_the_epoch_is_given_once(tmp_path, open_store):
    first = epoch(open_store())
    assert re.fullmatch(r"[0-9a-f]{12}", first)
    assert epoch(open_store()) == first
    assert epoch(open_store(tmp_path / "other")) != first


def test_a_store_without_an_epoch_is_damaged(engine):
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM state"))
    with pytest.raises(MachineError, match="no epoch"):
        epoch(engine)


def test_the_address_of_the_store(tmp_path):
    assert database_url(Path("x"), "postgresql://db/rasid") == "postgresql://db/rasid"
    folder = tmp_path / "a ? b % c" / "بيانات"
    engine = open_database(database_url(folder))
    engine.dispose()
    assert (folder / "rasid.db").is_file()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("rasid.db", "cannot be used"),
        ("mysql://h/d", "cannot be used|use sqlite or postgresql"),
        ("oracle+oracledb://h/d", "use sqlite or postgresql"),
        ("nothing://h/d", "names 'nothing'"),
        ("sqlite://", "no plain file"),
        ("sqlite:///:memory:", "no plain file"),
        ("sqlite:///file:x.db?uri=true", "no plain file"),
        ("postgresql+nodriver://h/d", "cannot be used"),
    ],
)
def test_an_address_that_cannot_work(url, message):
    with pytest.raises(ConfigError, match=message):
        open_database(url)


def is_not_of_search(name, kind, _parents):
    return kind != "table" or not str(name).startswith(HEADLINES)  # FTS5 has tables of its own


def test_the_migrations_make_what_the_code_expects(engine):
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_not_of_search})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == migrations.HEAD
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert scripts.get_heads() == [migrations.HEAD]


def test_a_store_of_a_newer_release_is_refused(engine, open_store):
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ConfigError, match="newer release"):
        open_store()


def test_a_half_made_store_is_made_whole(tmp_path):
    with sqlite3.connect(tmp_path / "rasid.db") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    connection.close()
    engine = open_database(database_url(tmp_path))
    assert epoch(engine)
    engine.dispose()


def test_the_tables_can_be_made_on_postgresql():
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect))
        assert "SERIAL" not in made or "BIGSERIAL" in made
        for index in table.indexes:
            CreateIndex(index).compile(dialect=dialect)
    assert "BIGSERIAL" in str(CreateTable(articles).compile(dialect=dialect))


@pytest.mark.parametrize("module", [postgresql, sqlite])
def test_inserts_speak_the_dialect(module):
    class Connection:
        dialect = module.dialect()

    statement = insert_into(Connection(), articles).on_conflict_do_nothing()
    assert "ON CONFLICT DO NOTHING" in str(statement.compile(dialect=Connection.dialect))


# --- What the machine refuses ---------------------------------------------------------------------


@pytest.mark.sqlite_only("PRAGMA; a full disk of a server is in tests/postgres")
def test_a_full_disk(engine, article):
    with writing(engine) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
    outbox = Outbox(engine, group_max=200)
    for number in range(199):
        outbox.add(article(number))
    with pytest.raises(MachineError, match=r"disk is full.*nothing is lost") as caught:
        outbox.flush()
    assert caught.value.exit_code == 74
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert len(outbox.flush()) == 199


@pytest.mark.sqlite_only("PRAGMA; a standby is in tests/postgres")
def test_a_store_that_may_not_be_written(engine):
    with reading(engine) as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(MachineError, match="read-only"), writing(engine) as connection:
        connection.execute(text("DELETE FROM state"))


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "rasid.db").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(MachineError, match="no SQLite database"):
        open_database(database_url(tmp_path))


@pytest.mark.sqlite_only("it damages the file")
def test_a_damaged_store(tmp_path, engine, article):
    outbox = Outbox(engine)
    for number in range(50):
        outbox.add(article(number))
    engine.dispose()
    path = tmp_path / "rasid.db"
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(bytes(data))
    with pytest.raises(MachineError, match="damaged"):
        open_database(database_url(tmp_path))


@pytest.mark.sqlite_only("PRAGMA; a server that is held is in tests/postgres")
def test_a_store_that_another_holds(engine, open_store):
    other = open_store()
    with reading(engine) as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    with (
        writing(other),
        pytest.raises(MachineError, match="held the store"),
        writing(engine),
    ):
        pytest.fail("two writers at once")


def test_a_folder_in_the_place_of_the_store(tmp_path):
    (tmp_path / "rasid.db").mkdir()
    with pytest.raises(CreateError, match="cannot be created") as caught:
        open_database(database_url(tmp_path))
    assert caught.value.exit_code == 73


def test_a_file_in_the_place_of_the_folder(tmp_path):
    (tmp_path / "data").write_text("x")
    with pytest.raises(CreateError, match="cannot be made"):
        open_database(database_url(tmp_path / "data"))


def test_a_disk_without_write_ahead_log():
    class Refusing:  # a network folder: SQLite stays with the mode it had and tells it
        def raw_connection(self):
            return self

        cursor = raw_connection

        def execute(self, _):
            return self

        def fetchone(self):
            return ("delete",)

        def close(self):
            pass

    with pytest.raises(MachineError, match=r"'delete'.*local disk"):
        database._use_wal(Refusing())


def test_errors_of_the_system_say_what_to_do():
    with pytest.raises(MachineError, match=r"'/x/y'.*No space.*free space"), translate_errors():
        raise OSError(errno.ENOSPC, "No space left on device", "/x/y")
    with pytest.raises(MachineError, match="the store failed"), translate_errors():
        raise OSError(errno.EIO, "I/O error")


def test_what_no_driver_knows_is_a_bug():
    with pytest.raises(ProgrammingError), translate_errors():
        raise ProgrammingError("SELECT x", {}, ValueError("no such column"))


def test_a_bug_is_no_error_of_the_machine(engine):
    with pytest.raises(DBAPIError), reading(engine) as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(text("INSERT INTO state VALUES ('epoch', 'again')"))


# --- Small things ---------------------------------------------------------------------------------


def test_times_are_aware_and_sort_as_text(engine):
    cairo = timezone(timedelta(hours=2))
    kind = UtcTime()
    bound = kind.process_bind_param(datetime(2025, 1, 2, 1, 0, tzinfo=cairo), None)
    assert bound == "2025-01-01T23:00:00.000000Z"
    assert kind.process_result_value(bound, None) == datetime(2025, 1, 1, 23, tzinfo=UTC)
    with pytest.raises(ValueError, match="has a zone"):
        kind.process_bind_param(datetime(2025, 1, 1), None)  # noqa: DTZ001 - the wrong value
    assert kind.process_bind_param(None, None) is None


def test_arabic_is_readable_in_the_store(engine, now):
    row = {"id": "r", "site": "s", "argv": ["نوافذ"], "started": now, "versions": {}}
    with writing(engine) as connection:
        connection.execute(insert(runs).values(row | {"settings_hash": "h"}))
        assert "نوافذ" in connection.execute(text("SELECT argv FROM runs")).scalar()
        assert connection.scalar(select(runs.c.argv)) == ["نوافذ"]


def test_chunks_keep_the_order():
    assert [len(chunk) for chunk in chunks(str(number) for number in range(1200))] == [
        500,
        500,
        200,
    ]
    assert list(chunks([])) == []


def test_a_process_opens_a_store_once(tmp_path, monkeypatch):
    settings = {"RASID_DATA_DIR": str(tmp_path), "RASID_DATABASE_URL": ""}
    engine = store.store_of(settings)
    assert store.store_of(settings) is engine
    feed = store.feed_of(settings)
    assert feed.publish() == []
    assert (tmp_path / "locks" / "feed.lock").is_file()
    assert (tmp_path / "feed" / "manifest.json").is_file()
    assert store.data_dir_of({}) == Path("data")
    engine.dispose()
