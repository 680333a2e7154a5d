"""`scrapy migrate-store` as it is called: what it refuses, what it says, what is left behind."""

from __future__ import annotations

import pytest

from crawler.store import data_dir_of, store_of
from tests.postgres import moving as made

CONFIG, USAGE = 78, 64


@pytest.fixture
def folder(settings):
    """A data folder with a store of twenty articles."""
    made.crawl(data_dir_of(settings), "", 0)
    return data_dir_of(settings)


def test_it_moves_and_the_old_store_says_where_to(run, settings, folder, postgres_url):
    code, said, errors = run("migrate_store", "--to", postgres_url)
    assert code == 0, errors
    assert "articles              20" in said
    assert "is moved; no crawl could begin for" in said
    assert "rows copied in" in errors

    code, _, errors = run("repair")
    assert code == CONFIG
    assert "this store was moved to 127.0.0.1:" in errors
    settings.set("RASID_DATABASE_URL", postgres_url, priority="cmdline")
    code, said, _ = run("repair")
    assert code == 0
    assert "0 part(s) taken in" in said
    store_of(settings).dispose()


def test_the_target_may_be_in_the_environment(run, settings, folder, postgres_url):
    settings.set("RASID_DATABASE_URL", postgres_url, priority="cmdline")
    code, said, _ = run("migrate_store", "--dry-run")
    assert code == 0
    assert "target: can be used" in said
    made.crawl(folder, "", 20)


def test_a_password_is_not_told(run, folder, postgres_url):
    told = postgres_url.replace("rasid@", "rasid:secret@")
    code, said, errors = run("migrate_store", "--to", told)
    assert code == 0
    assert "secret" not in said + errors
    assert "secret" not in run("repair")[2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "no target: give --to"),
        (("--to", "sqlite:////tmp/x.db"), "moved to PostgreSQL, not to sqlite"),
        (("--to", "nonsense"), "RASID_DATABASE_URL cannot be used"),
    ],
)
def test_a_target_that_cannot_be(run, folder, arguments, words):
    code, _, errors = run("migrate_store", *arguments)
    assert code == CONFIG
    assert words in errors


def test_no_store_to_move(run, postgres_url):
    code, _, errors = run("migrate_store", "--to", postgres_url)
    assert code == CONFIG
    assert "there is no store to move" in errors


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--wait", "soon"), "--wait: not a time: 'soon'"),
        (("there",), "unknown argument 'there'; see scrapy migrate-store -h"),
    ],
)
def test_wrong_usage(run, folder, postgres_url, arguments, words):
    code, _, errors = run("migrate_store", "--to", postgres_url, *arguments)
    assert code == USAGE
    assert words in errors
