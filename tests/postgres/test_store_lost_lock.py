"""A real crawl whose lock is lost in the middle: it ends with 74, and the next one goes on."""

from __future__ import annotations

import os
import time

import psycopg
import pytest
from sqlalchemy import select

from crawler.store.database import open_database, reading
from crawler.store.schema import runs
from tests.campaigns.campaign import ended, is_over
from tests.campaigns.consumer import Consumer
from tests.campaigns.store_state import ADDRESS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
WAIT_S = 120
POLL_S = 0.02
STORED = "SELECT count(*) FROM articles"
CUT = (
    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND application_name LIKE 'rasid 2%'"
)


def test_a_crawl_that_lost_its_lock(on_postgres, tmp_path):
    # A group is written after a second; nothing is published before the end.
    site = on_postgres.site(tmp_path / "data", RASID_DELAY_S="0.05", RASID_SEAL_AFTER_S="0")
    address = (site.folder / ADDRESS).read_text()
    reader = Consumer(site.folder / "feed")
    crawl = site.start()
    with psycopg.connect(address, autocommit=True) as database:
        end = time.monotonic() + WAIT_S
        while not database.execute(STORED).fetchone()[0]:
            assert not is_over(crawl, POLL_S), ended(crawl)
            assert time.monotonic() < end
        assert database.execute(CUT).fetchall() == [(True,)]
        code, output = ended(crawl)
        stored = database.execute(STORED).fetchone()[0]
    assert code == os.EX_IOERR, output
    assert "lock in the database is lost" in output
    reader.poll()
    assert not reader.identifiers  # nothing was published after
    assert 0 < stored < on_postgres.articles
    assert _reasons(address) == ["machine_error"]

    assert on_postgres.last_run(site) == []
    reader.poll()
    assert not any(on_postgres.verdict(site, reader).values())


def _reasons(address: str) -> list[str]:
    engine = open_database(address)
    with reading(engine) as connection:
        found = connection.scalars(select(runs.c.reason)).all()
    engine.dispose()
    return [str(reason).partition(":")[0] for reason in found]
