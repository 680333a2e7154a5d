"""How many turns a process claims at once: more while it is alone, one as soon as others ask."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from crawler.middlewares.politeness import Politeness
from crawler.store.politeness import OwnHosts

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
HOST = "windows.example"
SECOND = timedelta(seconds=1)


class Claims(OwnHosts):
    """Writes down how many seconds were claimed each time."""

    def __init__(self):
        super().__init__()
        self.seconds = []

    def claim(self, host, at, span, *, mine=None):
        """As the base class."""
        self.seconds.append(int(span / SECOND))
        return super().claim(host, at, span, mine=mine)


@pytest.fixture
def moment():
    """The present moment; it passes only while somebody sleeps."""
    return [NOW]


@pytest.fixture
def process(make_crawler, moment):
    """Makes the politeness of one process, with its claims; all of them know one host."""

    async def sleep(seconds):
        moment[0] += seconds * SECOND
        await asyncio.sleep(0)

    def make(records):
        return Politeness(make_crawler(DOWNLOAD_DELAY=1.0), records, lambda: moment[0], sleep)

    return make


def test_a_process_that_meets_another_goes_back_to_one_turn(process, moment):
    claims = Claims()
    polite = process(claims)
    polite.crawler.engine = SimpleNamespace(spider=None)  # nothing to close

    async def turns(number):
        for _ in range(number):
            await polite.turn(HOST)

    asyncio.run(turns(7))
    assert claims.seconds == [1, 2, 4]
    OwnHosts.claim(claims, HOST, moment[0], 3 * SECOND)  # another process, before our next claim
    asyncio.run(turns(10))
    assert claims.seconds[3:6] == [8, 1, 2]
