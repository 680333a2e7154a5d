"""The migrations on a real server: a new store, one of each older release, several at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from crawler.core.errors import MachineError
from crawler.store import migrations, search
from crawler.store.database import _migrating, epoch, open_database, reading, writing
from crawler.store.migrations import new_store
from crawler.store.schema import HEADLINES, metadata
from tests.store.conftest import make_article

SCRIPTS = ScriptDirectory(str(Path(migrations.__file__).parent))
REVISIONS = [each.revision for each in reversed(list(SCRIPTS.walk_revisions()))]
ARTICLE = text(
    "INSERT INTO articles (identifier, url, site, content_key, run_id, first_seen, line) "
    "VALUES (:identifier, :url, :site, :content_key, :run_id, '2025-01-01T00:00:00.000000Z', :line)"
)
RUN = text(
    "INSERT INTO runs (id, site, argv, started, ended, versions, settings_hash, exit_code, figures)"
    " VALUES ('run-1', 'windows', '[]', '2025-01-01T00:00:00.000000Z', "
    "'2025-01-01T00:01:00.000000Z', '{}', 'h', 0, '{\"funnel\": {\"new\": 1}}')"
)


def differences(engine) -> list[object]:
    def is_ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name != HEADLINES

    with reading(engine) as connection:
        options = {"include_name": is_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert context.get_current_revision() == migrations.HEAD
        return list(compare_metadata(context, metadata))


def test_a_new_store_is_as_the_code_expects(postgres_url):
    engine = open_database(postgres_url)
    assert differences(engine) == []
    engine.dispose()


def test_a_store_of_each_older_release_is_brought_up(postgres_urls, monkeypatch):
    """One after the other: each release finds what the one before has left, with rows in it."""
    url = postgres_urls(empty=True)
    for number, revision in enumerate(REVISIONS):
        monkeypatch.setattr(migrations, "HEAD", revision)
        engine = open_database(url)
        with writing(engine) as connection:
            connection.execute(ARTICLE, make_article(number).row())
            if not number:
                connection.execute(RUN)
        engine.dispose()
    engine = open_database(url)
    assert differences(engine) == []
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM articles")) == len(REVISIONS)
        assert connection.execute(text("SELECT runs, new FROM hours")).all() == [(1, 1)]
        assert len(search.search(connection, "القافلة 0", 9)) == 1
    engine.dispose()


def test_several_open_a_new_store_at_once(postgres_urls):
    url = postgres_urls(empty=True)
    with ThreadPoolExecutor(4) as threads:
        engines = list(threads.map(open_database, [url] * 4))
    assert len({epoch(engine) for engine in engines}) == 1
    for engine in engines:
        engine.dispose()


def test_who_waits_for_a_migration_waits_long(postgres_url):
    engine = open_database(postgres_url)
    with _migrating(engine) as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == "10min"
    with writing(engine) as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == "30s"
    engine.dispose()


def test_a_migration_that_fails_leaves_nothing(postgres_urls, monkeypatch):
    url = postgres_urls(empty=True)
    with monkeypatch.context() as patch:
        full = "DO $$ BEGIN RAISE USING ERRCODE = '53100'; END $$"
        patch.setitem(new_store.CREATE, "postgresql", ("CREATE TABLE headlines (a INT)", full))
        with pytest.raises(MachineError, match="disk of the database is full"):
            open_database(url)
    engine = open_database(url)
    assert differences(engine) == []
    engine.dispose()


def test_the_order_of_text_is_that_of_its_bytes_or_does_not_matter(postgres_url):
    """Times are text: what is compared with `<` sorts by ASCII in every collation."""
    engine = open_database(postgres_url)
    with reading(engine) as connection:
        for collation in ("C", "en-x-icu", "ar-x-icu"):
            ordered = text(
                f"SELECT '2025-01-01T09:00:00.000000Z' COLLATE \"{collation}\""
                f" < '2025-01-01T10:00:00.000000Z' AND '2024-12-31T23' COLLATE \"{collation}\" < "
                "'2025-01-01T00'"
            )
            assert connection.scalar(ordered)
    engine.dispose()
