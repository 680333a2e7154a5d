"""The questions that come often are answered by an index on PostgreSQL too."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql

from crawler.store import batches
from crawler.store.database import open_database, reading
from crawler.store.quarantine import sealable
from crawler.store.schema import articles, sketches

QUESTIONS = {
    "ix_articles_site_id": (
        select(articles.c.url, articles.c.content_key)
        .where(articles.c.site == "a")
        .order_by(articles.c.id.desc())
        .limit(9)
    ),
    "ix_articles_waiting": (
        select(articles.c.id, articles.c.line)
        .where(batches.UNSEALED[0][1], sealable("", articles))
        .order_by(articles.c.id)
        .limit(9)
    ),
    "uq_articles_identifier": select(articles.c.id).where(articles.c.identifier.in_(["a", "b"])),
    "ix_articles_content_key": (
        select(articles.c.identifier).where(
            articles.c.content_key.in_(["a", "b"]), articles.c.duplicate_of.is_(None)
        )
    ),
    "ix_articles_discarded": select(articles.c.id).where(articles.c.relation == "discarded"),
    "pk_sketches": select(sketches.c.mark).order_by(sketches.c.id.desc()).limit(1),
}


@pytest.fixture(scope="module")
def engine(postgres_stores):
    url = postgres_stores.take()
    made = open_database(url)
    yield made
    made.dispose()
    postgres_stores.give_back(url)


@pytest.mark.parametrize("index", QUESTIONS)
def test_the_index_answers(engine, index):
    asked = QUESTIONS[index].compile(
        dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}
    )
    with reading(engine) as connection:
        # A table of no rows is read whole in any case: is the index of any use at all?
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        connection.execute(text("SET LOCAL enable_sort = off"))
        plan = " ".join(connection.scalars(text(f"EXPLAIN {asked}".replace(":", r"\:"))))
    assert index in plan
    assert "Seq Scan on articles" not in plan
