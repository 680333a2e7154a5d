"""Several machines publish one store into one folder: each article once, in the order of seals."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from crawler.store import batches
from crawler.store.database import epoch, open_database, reading
from crawler.store.feed import Feed
from crawler.store.outbox import Outbox
from crawler.store.schema import articles
from tests.store.conftest import make_article
from tests.store.consumer import EXACTLY_ONCE, Reader

MACHINES, EACH = 3, 40


@pytest.fixture
def engine(postgres_url):
    made = open_database(postgres_url)
    yield made
    made.dispose()


def test_what_somebody_changes_comes_with_the_next_part(engine, postgres_url):
    outbox = Outbox(engine)
    given = [make_article(number) for number in range(3)]
    for each in given:
        outbox.add(each)
    outbox.flush()
    other = open_database(postgres_url)
    with other.begin() as changing:
        of_second = articles.c.identifier == given[1].identifier
        changing.execute(update(articles).where(of_second).values(run_id="another"))
        assert batches.seal(engine, epoch(engine), articles_max=9, partly=True) == 2
    assert batches.seal(engine, epoch(engine), articles_max=9, partly=True) == 1
    other.dispose()
    assert _in_order(engine) == [given[0].identifier, given[2].identifier, given[1].identifier]


def _in_order(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.scalars(select(articles.c.identifier).order_by(articles.c.seq)))


def test_all_at_once(engine, tmp_path):
    url = engine.url.render_as_string(hide_password=False)
    readers = [Reader(tmp_path / "feed", by_name=by) for by in (True, False)]
    with ThreadPoolExecutor(MACHINES) as threads:
        working = [threads.submit(_machine, url, tmp_path, number) for number in range(MACHINES)]
        while not all(each.done() for each in working):
            for reader in readers:
                reader.poll()
    for each in working:
        each.result()
    expected = {make_article(number).identifier for number in range(MACHINES * EACH)}
    for reader in readers:
        reader.poll()
        assert reader.judge(expected) == EXACTLY_ONCE
    assert not list((tmp_path / "feed").glob(".*"))


def _machine(url: str, folder: Path, number: int) -> None:
    """Stores articles and publishes all the time, with a lock file that no other machine sees."""
    engine = open_database(url)
    outbox = Outbox(engine, group_max=5)
    feed = Feed(engine, folder / "feed", lock_path=folder / f"{number}.lock", part_articles_max=10)
    for place in range(EACH):
        if outbox.add(make_article(number * EACH + place)):
            feed.publish(everything=place % 2 == 0)
    outbox.flush()
    feed.publish()
    engine.dispose()
