"""Two workers and a publisher, of which some are killed: each article is published once."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.postgres.fixtures import ABSENT
from tests.postgres.server import PROGRAMS, server
from tests.queue.cluster import again, cluster

CLEAN = {"lost": 0, "twice": 0, "torn": 0}
QUICK = "tests.queue.quick"
WAITING = "SELECT lock FROM procrastinate_jobs WHERE queue_name = 'crawl' AND status = 'todo'"
DOING = "SELECT lock FROM procrastinate_jobs WHERE status = 'doing'"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(sys.platform != "linux", reason="NOT RUN: needs /proc"),
]


@pytest.fixture(autouse=True)
def _postgresql() -> None:
    if PROGRAMS is None:
        assert os.environ.get("CI") != "true", ABSENT
        pytest.skip(ABSENT)


def test_two_crawls_at_once_would_be_seen():
    assert not again(["7", "8", "9"])
    assert again(["7", "8", "7"])


def test_what_dies_is_replaced_and_nothing_is_lost_or_twice(tmp_path: Path) -> None:
    with (
        server(fsync=True) as database,
        cluster(tmp_path, database, sites=4, articles=8, every="8s", program=QUICK) as made,
    ):
        worker, _ = made.start("worker"), made.start("worker")
        made.start("publisher")
        made.until_complete()

        made.until(made.crawls, "crawl")  # one of them dies
        with suppress(ProcessLookupError, IndexError):
            os.kill(made.crawls()[0], signal.SIGKILL)
        made.move(1)
        made.until_complete()

        made.kill(worker)
        made.kill("publisher")
        database.stop("immediate")
        database.start()
        made.start("worker")
        made.start("publisher")
        made.move(1)
        made.until_complete()

        over = [name for name, each in made.processes.items() if each.poll() is not None]
        assert over == [], f"what outlived the database is over: {made.logs()}"
        codes = {name: made.end(name) for name in list(made.processes)}
        assert set(codes.values()) == {0}, made.logs()
        assert made.verdict() == CLEAN
        assert made.met() == []
        assert made.rows(DOING) == []
        waiting = [row.lock for row in made.rows(WAITING)]
        assert len(waiting) == len(set(waiting)), "a pile-up"


def test_without_locks_and_ties_two_crawls_of_a_site_are_seen(tmp_path: Path) -> None:
    """What the test above does not see when all is sound."""
    how = {"every": "1h", "program": "tests.queue.broken", "delay_s": 5.0}
    with (
        server() as database,
        cluster(tmp_path, database, sites=1, articles=60, **how) as made,  # a crawl of minutes
    ):
        worker = made.start("worker")
        made.until(lambda: made.seen()["site1"], "crawl")
        outliving = made.crawls()
        made.kill(worker)
        try:
            made.start("worker")
            made.until(made.met, "second crawl beside the first")
            assert made.met() == ["site1"]
        finally:
            for pid in (*outliving, *made.crawls()):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
