"""The running crawl as our parts see it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy.settings import Settings

from crawler import crawl
from crawler.core.errors import ConfigError, CreateError, MachineError


class Engine:
    """Remembers why it was told to close."""

    def __init__(self):
        self.spider = object()
        self.reasons = []

    async def close_spider_async(self, *, reason):
        self.reasons.append(reason)


def test_counts_are_ours(make_crawler):
    crawler = make_crawler()
    crawl.count(crawler, "links/found", 3)
    crawl.count(crawler, "links/found")
    assert crawler.stats.get_stats() == {"rasid/links/found": 4}


@pytest.mark.parametrize(("value", "number"), [("0", 0), (2, 2), ("1.5", 1.5)])
def test_number_setting(value, number):
    assert crawl.number_setting(Settings({"RASID_X": value}), "RASID_X") == number


@pytest.mark.parametrize("value", [None, "", "x", "-1", "nan", "inf", []])
def test_what_is_no_number_is_refused_by_name(value):
    with pytest.raises(ConfigError, match="RASID_X is not a number"):
        crawl.number_setting(Settings({"RASID_X": value}), "RASID_X")


def test_the_clock_can_be_moved(monkeypatch):
    moment = datetime(2025, 3, 1, tzinfo=UTC)
    monkeypatch.setattr(crawl, "datetime", SimpleNamespace(now=lambda _: moment))
    for value, moved in ((None, 0), ("", 0), ("0", 0), ("-90", -90), (3600, 3600)):
        settings = Settings({"RASID_CLOCK_OFFSET_S": value})
        assert crawl.now(settings) == moment + timedelta(seconds=moved)


def test_a_clock_that_cannot_be_moved_so_is_an_error_of_configuration():
    with pytest.raises(ConfigError, match="RASID_CLOCK_OFFSET_S is not a number: 'soon'"):
        crawl.now(Settings({"RASID_CLOCK_OFFSET_S": "soon"}))


def test_end_closes_the_spider_of_a_running_crawl():
    engine = Engine()

    async def ended():
        crawl.end(SimpleNamespace(engine=engine), "budget")
        await asyncio.gather(*crawl.ending)

    asyncio.run(ended())
    assert engine.reasons == ["budget"]
    assert not crawl.ending


def test_end_before_a_crawl_has_begun_does_nothing():
    crawl.end(SimpleNamespace(engine=None), "budget")
    crawl.end(SimpleNamespace(engine=SimpleNamespace(spider=None)), "budget")
    assert not crawl.ending


def test_a_failing_machine_is_written_down_and_ends_the_crawl_once(make_crawler, caplog):
    crawler = make_crawler()
    crawler.engine = engine = Engine()

    async def failed():
        crawl.machine_failed(crawler, CreateError("disk full"))
        crawl.machine_failed(crawler, MachineError("still full"))
        await asyncio.gather(*crawl.ending)

    asyncio.run(failed())
    assert engine.reasons == ["machine_error"]
    assert crawler.stats.get_stats() == {
        "rasid/machine/exit_code": 73,
        "rasid/machine/errors": 2,
        "rasid/machine/message": "disk full",
    }
    assert [record.levelname for record in caplog.records] == ["ERROR"]
