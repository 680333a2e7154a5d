"""The same pages and the same search on PostgreSQL, from a server of the test's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from crawler.core.errors import MachineError
from crawler.dashboard.opening import open_to_read
from crawler.dashboard.pages import PAGES
from crawler.dashboard.showing import Showing
from crawler.store.database import open_database, reading, writing
from crawler.store.search import add_headlines, search
from tests.dashboard.filled import NOW, SITES, Filling, fill
from tests.postgres.fixtures import execute

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def url(postgres) -> str:
    execute(postgres, "CREATE DATABASE looking")
    return postgres.url("looking")


@pytest.fixture(scope="module")
def looking(url) -> Iterator[Engine]:
    engine = open_database(url)
    fill(engine, Filling(days=8, articles=12, sites=SITES))
    looking = open_to_read({"RASID_DATABASE_URL": url})
    yield looking
    looking.dispose()
    engine.dispose()


@pytest.mark.parametrize("name", PAGES)
def test_every_page(looking, name):
    showing = Showing(looking, lambda: NOW, served=True)
    html = showing.page(name, "ar", {"source": "harbour_news", "search": "الميناء"}.get(name, ""))
    assert html is not None
    assert "<h1>" in html


@pytest.mark.parametrize(
    ("query", "number"), [("إنارَة الطريق", 1), ("مرفا", 1), ("للمره 9", 1), ("x' | '!", 0), ("", 0)]
)
def test_search(looking, query, number):
    with reading(looking) as connection:
        assert len(search(connection, query, 1)) == number


def test_nothing_can_be_written(looking, url):
    with pytest.raises(MachineError, match="read-only"), reading(looking) as connection:
        connection.execute(text("DELETE FROM runs"))


def test_an_article_can_be_indexed_again(looking, url):
    engine = open_database(url)
    with writing(engine) as connection:
        add_headlines(connection, [(1, '{"headline":"عنوان بديل"}')])
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM headlines WHERE article = 1")) == 1
    engine.dispose()
