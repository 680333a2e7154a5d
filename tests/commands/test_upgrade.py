"""`scrapy upgrade`: the tables as this release wants them, on both databases, again and again."""

from __future__ import annotations

import argparse

import pytest
from scrapy.settings import Settings
from sqlalchemy import create_engine, inspect

from crawler import store
from crawler.commands.upgrade import Command
from crawler.store.migrations import HEAD, revision_of


@pytest.fixture
def upgrade(tmp_path, capsys):
    """Run it on a store; the exit code and what it said."""
    opened = set(store._engines)

    def run(url: str, *arguments: str) -> tuple[int, str]:
        command = Command()
        command.settings = Settings({"RASID_DATA_DIR": str(tmp_path), "RASID_DATABASE_URL": url})
        command.run(list(arguments), argparse.Namespace())
        said = capsys.readouterr()
        return command.exitcode, said.out + said.err

    yield run
    for key in store._engines.keys() - opened:
        store._engines.pop(key).dispose()


def test_a_new_store_of_one_machine_has_no_queue(upgrade, tmp_path):
    assert upgrade("") == (0, f"store: revision {HEAD}\n")
    assert (tmp_path / "rasid.db").is_file()


def test_on_postgresql_the_queue_is_made_once(upgrade, postgres_urls):
    url = postgres_urls(empty=True)
    code, said = upgrade(url)
    assert code == 0
    assert said.startswith(f"store: revision {HEAD}, queue: ")
    assert said.endswith("steps applied\n")
    assert upgrade(url) == (0, f"store: revision {HEAD}, queue: up to date\n")
    engine = create_engine(url)
    with engine.connect() as connection:
        assert revision_of(connection) == HEAD
        assert {"procrastinate_jobs", "queue_members"} <= set(inspect(connection).get_table_names())
    engine.dispose()


def test_what_cannot_be_is_refused(upgrade):
    assert upgrade("", "now") == (64, "rasid: unknown argument 'now'; see scrapy upgrade -h\n")
    code, said = upgrade("mysql://db/rasid")
    assert code == 78
    assert "RASID_DATABASE_URL" in said
