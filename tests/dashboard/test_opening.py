"""Looking changes nothing, and what cannot be looked at is said."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from crawler.core.errors import ConfigError, MachineError
from crawler.dashboard.opening import open_to_read
from crawler.store.database import reading, writing


def test_nothing_can_be_written(read_only):
    with (
        pytest.raises((OperationalError, MachineError), match=r"readonly|read-only|query_only"),
        reading(read_only) as connection,
    ):
        connection.execute(text("DELETE FROM runs"))


def test_a_writer_is_not_kept_waiting(engine, tmp_path):
    looking = open_to_read({"RASID_DATA_DIR": str(tmp_path)})
    with reading(looking) as connection:
        connection.execute(text("SELECT count(*) FROM runs")).scalar()
        with writing(engine) as other:
            other.execute(text("INSERT INTO state (key, value) VALUES ('x', 'y')"))
        assert not connection.scalar(text("SELECT count(*) FROM state WHERE key = 'x'"))
    with reading(looking) as connection:
        assert connection.scalar(text("SELECT count(*) FROM state WHERE key = 'x'")) == 1
    looking.dispose()


def test_no_store_yet(tmp_path):
    with pytest.raises(ConfigError, match=r"no store at .* first `scrapy run`"):
        open_to_read({"RASID_DATA_DIR": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("revision", "step"), [("0003", "`scrapy run` once"), ("0999", "use a newer release")]
)
def test_a_store_of_another_release(engine, tmp_path, revision, step):
    """A run brings older tables up; it refuses newer ones, so it must not be advised."""
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
    with pytest.raises(ConfigError, match=rf"revision {revision}, .*; {step}$"):
        open_to_read({"RASID_DATA_DIR": str(tmp_path)})


def test_a_name_with_odd_characters(tmp_path):
    from crawler.store.database import database_url, open_database

    folder = tmp_path / "a ?#% b"
    open_database(database_url(folder)).dispose()
    looking = open_to_read({"RASID_DATA_DIR": str(folder)})
    with reading(looking) as connection:
        assert connection.scalar(text("SELECT count(*) FROM articles")) == 0
    looking.dispose()
