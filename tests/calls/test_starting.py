"""Where a crawl begins, and what a store that cannot be read does to it."""

from __future__ import annotations

import asyncio

import pytest

from crawler.core.errors import MachineError

HOME = "http://127.0.0.1:9/"


class Engine:
    """Only what closes a spider."""

    spider = object()

    async def close_spider_async(self, *, reason):
        self.reason = reason


@pytest.fixture
def spider(still_spider):
    made = still_spider()
    made.crawler.engine = Engine()
    return made


def urls_of(spider):
    async def asked():
        return [request.url async for request in spider.start()]

    return asyncio.run(asked())


def test_it_asks_the_start_pages_and_then_what_failed_before(spider, monkeypatch):
    monkeypatch.setattr(spider.frontier, "due", lambda _: [f"{HOME}a", f"{HOME}b", f"{HOME}a"])
    assert urls_of(spider) == [HOME, f"{HOME}a", f"{HOME}b"]
    assert spider.crawler.stats.get_value("rasid/links/retried") == 2


@pytest.mark.parametrize("part", ["due", "revisits"])
def test_a_store_that_cannot_be_read_is_an_error_of_the_machine(spider, monkeypatch, part):
    def fail(*_args, **_more):
        raise MachineError("the store cannot be read")

    if part == "due":
        monkeypatch.setattr(spider.frontier, "due", fail)
    else:
        monkeypatch.setattr(spider, "revisit_requests", fail)
    assert urls_of(spider) == [HOME]
    assert spider.crawler.stats.get_value("rasid/machine/exit_code") == 74
