"""A crawl that is cut off from the database ends by itself, another takes over: nothing twice."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.store.database import open_database
from tests.campaigns.campaign import Site, aggregator, has_published, stories
from tests.campaigns.consumer import Consumer
from tests.campaigns.store_state import ADDRESS, copies
from tests.postgres.far import NOT_RUN, Cable, FarSite, NoCableError, cable, far_aggregator
from tests.postgres.fixtures import ABSENT
from tests.postgres.server import PROGRAMS, Server, server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
ARTICLES = 20
DEADLINE_S = 60
LOCKED = 75
MACHINE = 74
# As docs/scale-out.md has them, but ten times shorter: first what this end does, then the server.
LIMITS = (
    "connect_timeout=2&keepalives_idle=1&keepalives_interval=1&keepalives_count=2"
    "&tcp_user_timeout=2000&options=-c%20tcp_keepalives_idle%3D1%20-c%20tcp_keepalives_interval"
    "%3D1%20-c%20tcp_keepalives_count%3D2%20-c%20tcp_user_timeout%3D2000"
)


@pytest.fixture
def cabled(request: pytest.FixtureRequest) -> Iterator[tuple[Cable, Server]]:
    """A cable, and a server that listens at its near end."""
    if PROGRAMS is None:
        assert os.environ.get("CI") != "true", ABSENT
        pytest.skip(f"NOT RUN: {ABSENT}")
    with ExitStack() as until_over:
        try:
            made = until_over.enter_context(cable())
        except NoCableError as error:
            NOT_RUN.append(f"{request.node.nodeid}: {error}")
            pytest.skip(f"NOT RUN: {error}")
        running = until_over.enter_context(server(address=made.addresses[0]))
        open_database(running.url()).dispose()
        yield made, running


def test_a_crawl_that_is_cut_off_ends_and_another_takes_over(
    cabled: tuple[Cable, Server], tmp_path: Path
) -> None:
    made, running = cabled
    same = ("--seed", "7", "--now", datetime.now(UTC).isoformat())
    with (
        aggregator(ARTICLES, "cards", *same) as url,
        far_aggregator(made, ARTICLES, urlsplit(url).port or 0, *same) as far_url,
    ):
        assert far_url == url
        near, far = sites(made, running, url, tmp_path)
        readers = Consumer(near.folder / "feed")
        crawl = far.start()
        assert has_published(crawl, readers), crawl.communicate()[0]
        readers.poll()
        made.cut()

        output, _ = crawl.communicate(timeout=DEADLINE_S)
        readers.poll()
        assert crawl.returncode == MACHINE, output
        assert readers.highest < ARTICLES

        code, output = next(each for each in runs(near) if each[0] != LOCKED)
        assert code == 0, output
        readers.poll()
        told = copies(near.folder, readers.identifiers)
        expected = [body for path, body in stories(url).items() if path not in told]
    assert readers.verdict(expected) == {"lost": 0, "twice": 0, "torn": 0}


def sites(made: Cable, running: Server, url: str, folder: Path) -> tuple[Site, FarSite]:
    """A machine here and one there; both write into one feed, whoever has the store."""
    settings = {"RASID_DELAY_S": "0", "RASID_REPORT": "0"}
    near = Site(url, folder / "near", settings | {"RASID_DATABASE_URL": running.url()})
    (near.folder / "feed").mkdir(parents=True)
    (near.folder / ADDRESS).write_text(running.url().replace("+psycopg", ""))
    there = running.url().replace("127.0.0.1", made.addresses[0]) + f"?{LIMITS}"
    far = FarSite(
        url, folder / "far", settings | {"RASID_DATABASE_URL": there, "RASID_DELAY_S": "0.4"},
        cable=made,
    )  # fmt: skip
    far.folder.mkdir()
    (far.folder / "feed").symlink_to(near.folder / "feed")
    return near, far


def runs(site: Site) -> Iterator[tuple[int, str]]:
    """The exit codes of one run after the other, and what they said."""
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        yield site.finish()
