"""The newest addresses of a site, from the rows of its articles."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, text

from crawler.store import migrations
from crawler.store.addresses import Addresses
from crawler.store.database import reading, writing
from crawler.store.outbox import Outbox
from crawler.store.schema import articles


def put(engine, *articles):
    outbox = Outbox(engine)
    for each in articles:
        outbox.add(each)
    outbox.flush()


def test_newest_first_with_copies_and_of_this_site_only(engine, article):
    first, copy = article(1), article(2, duplicate_of="x")
    put(engine, first, article(3, site="doors"), copy)
    found = Addresses(engine)
    assert found.newest(first.site) == [
        (copy.url, copy.content_key),
        (first.url, first.content_key),
    ]
    assert found.newest(first.site, limit=1) == [(copy.url, copy.content_key)]
    assert found.newest("nobody") == []


@pytest.mark.sqlite_only("the plan; on a server: tests/postgres/test_store_plans")
def test_the_index_answers(engine):
    query = "SELECT url, content_key FROM articles WHERE site = 'a' ORDER BY id DESC LIMIT 9"
    with reading(engine) as connection:
        plan = " ".join(str(row) for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}")))
    assert "ix_articles_site_id" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.sqlite_only("on a server: tests/postgres/test_store_migrations")
def test_a_store_of_the_second_revision_is_brought_up(tmp_path, open_store, monkeypatch, article):
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "HEAD", "0002")
        with writing(open_store(tmp_path)) as connection:
            connection.execute(insert(articles).values(article(1).row()))
    assert len(Addresses(open_store(tmp_path)).newest(article(1).site)) == 1
