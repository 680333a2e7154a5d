"""What a PostgreSQL server refuses is told as something to do; nothing is lost or written twice."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from crawler.core.errors import ConfigError, MachineError
from crawler.store.database import open_database, reading, writing
from crawler.store.outbox import Outbox
from crawler.store.postgres_errors import postgres_error
from crawler.store.schema import articles
from tests.postgres.fixtures import execute
from tests.store.conftest import make_article

ENDS_OTHERS = text(
    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def opened(postgres_url):
    made = []

    def open_it(options: str = ""):
        made.append(open_database(postgres_url + options))
        return made[-1]

    yield open_it
    for engine in made:
        engine.dispose()


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (("/postgres", "/nowhere"), MachineError, "no database of that name"),
        (("rasid@", "nobody@"), MachineError, "refuses this user"),
        (("rasid@", "locked:false@"), MachineError, "refuses this user or its password"),
        (("/postgres", "/postgres?colour=red"), ConfigError, "invalid connection option"),
        (("+psycopg", "+nodriver"), ConfigError, "cannot be used"),
        (("rasid@127.0.0.1", "rasid:hidden@127.0.0.1:x"), ConfigError, "its port is no number"),
    ],
)
def test_an_address_that_leads_nowhere(postgres, with_password, change, kind, words):
    with pytest.raises(kind, match=words) as caught:
        open_database(postgres.url().replace(*change))
    assert "false" not in str(caught.value)
    assert "hidden" not in str(caught.value)


@pytest.fixture(scope="module")
def with_password(postgres):
    """A user whom the server asks for a password, as it asks nobody else here."""
    rules = Path(postgres.folder) / "data" / "pg_hba.conf"
    kept = rules.read_text()
    rules.write_text(f"host all locked 127.0.0.1/32 scram-sha-256\n{kept}")
    execute(postgres, "CREATE ROLE locked LOGIN PASSWORD 'right'", "SELECT pg_reload_conf()")
    yield
    rules.write_text(kept)
    execute(postgres, "DROP ROLE locked", "SELECT pg_reload_conf()")


def test_a_server_that_is_not_there(postgres):
    with pytest.raises(MachineError, match=r"does not answer.*run again later") as caught:
        open_database(postgres.url().replace(str(postgres.port), "1"))
    assert caught.value.exit_code == os.EX_IOERR


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_each_name_of_the_scheme(postgres_url, scheme):
    engine = open_database(postgres_url.replace("postgresql+psycopg", scheme))
    assert engine.driver == "psycopg"
    engine.dispose()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("08006", "connection to the database is lost"),
        ("25006", "read-only.*name the primary"),
        ("28P01", "refuses this user"),
        ("3D000", "no database of that name"),
        ("40P01", "in each other's way, this one wrote nothing"),
        ("40001", "in each other's way"),
        ("42501", "lacks a right.*grant it"),
        ("53100", "disk of the database is full.*nothing is lost"),
        ("53200", "no memory left"),
        ("53300", "no connection left"),
        ("55P03", "held the store too long"),
        ("57014", "took too long"),
        ("57P03", "stops or starts again"),
        ("58030", "disk of the database gives errors"),
        ("XX001", "damaged; restore a backup"),
        ("XX002", "REINDEX"),
    ],
)
def test_what_the_server_says(opened, state, words):
    raising = f"DO $$ BEGIN RAISE EXCEPTION 'so it is' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(MachineError, match=words) as caught, writing(opened()) as connection:
        connection.execute(text(raising))
    assert caught.value.exit_code == os.EX_IOERR
    assert "so it is" in str(caught.value)


def test_what_is_no_error_of_a_machine_passes(opened):
    with pytest.raises(DBAPIError), reading(opened()) as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))
    assert postgres_error(psycopg.errors.UniqueViolation()) is None
    assert postgres_error(psycopg.ProgrammingError("the connection cannot be so")) is None
    assert postgres_error(ValueError("not psycopg's")) is None


def test_too_many_connections():
    full = psycopg.OperationalError("connection failed: FATAL:  sorry, too many clients already")
    assert "no connection left" in str(postgres_error(full))


def test_a_group_whose_connection_breaks_is_written_later_and_once(opened, monkeypatch):
    engine, other = opened(), opened()
    outbox = Outbox(engine, group_max=100)
    for number in range(20):
        outbox.add(make_article(number))
    with monkeypatch.context() as patch:
        patch.setattr("crawler.store.outbox._insert", lambda *_: _end_others(other))
        with pytest.raises(MachineError):
            outbox.flush()
    assert count(other) == 0
    assert len(outbox.flush()) == 20  # on a new connection
    assert count(engine) == 20


def _end_others(engine) -> None:
    with engine.begin() as connection:
        connection.execute(ENDS_OTHERS)


def count(engine) -> int:
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(articles))


def test_a_connection_that_broke_while_it_was_not_used_is_made_anew(opened):
    engine, other = opened(), opened()
    assert count(engine) == 0
    _end_others(other)
    assert count(engine) == 0


def test_a_store_that_another_holds(opened):
    with (
        writing(opened()),
        pytest.raises(MachineError, match="held the store too long"),
        writing(opened("?options=-c%20lock_timeout%3D50")),
    ):
        pytest.fail("two writers at once")


def test_a_writer_that_hangs_is_put_out_and_told_so(opened):
    hanging, next_one = opened(), opened()
    told = pytest.raises(MachineError, match=r"idle in a transaction|connection .*lost|not answer")
    with told, writing(hanging) as connection:
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 50"))
        with writing(next_one):
            pass  # it has waited for its turn, and got it


def test_a_reader_changes_nothing(opened):
    with pytest.raises(MachineError, match="read-only"), reading(opened()) as connection:
        connection.execute(text("DELETE FROM state"))


def test_what_is_committed_is_on_the_disk(postgres_url, opened):
    name = postgres_url.rpartition("/")[2]
    with opened().begin() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    with reading(opened()) as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"
        assert connection.scalar(text("SHOW transaction_isolation")) == "repeatable read"
    with writing(opened()) as connection:
        assert connection.scalar(text("SHOW transaction_isolation")) == "read committed"


def test_a_reader_sees_one_state(opened):
    engine, other = opened(), opened()
    with reading(engine) as connection:
        query = select(func.count()).select_from(articles)
        assert connection.scalar(query) == 0
        outbox = Outbox(other)
        outbox.add(make_article(1))
        outbox.flush()
        assert connection.scalar(query) == 0
    assert count(engine) == 1
