"""Results go on in groups, so that the engine begins with the first while others are made."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from scrapy.http import Request, Response
from scrapy.utils.misc import build_from_crawler

from crawler.middlewares.reach import Reach
from crawler.middlewares.results import Plain, Results

URL = "https://windows.example/"
GROUP = 8  # two for each of four items at a time


class Steps:
    def process_item(self, item):
        return item

    async def waits(self, item):
        return item


STEPS = Steps()


class Foreign:
    """A part that has no plain way."""

    async def process_spider_output(self, response, result):
        async for each in result:
            yield each


class Scraper:
    """Writes down what comes, and what the loop does meanwhile."""

    concurrent_items = 4

    def __init__(self, *outputs, step=STEPS.process_item):
        self.log = []
        self.spidermw = SimpleNamespace(
            methods={"process_spider_output": outputs},
            scrape_response_async="Scrapy's",
            _process_spider_input=self.called,
        )
        self.itemproc = SimpleNamespace(methods={"process_item": [step]})
        self.handle_spider_output_async = self.by_scrapy

    async def called(self, call, response, request):
        return await call(response, request)

    async def by_scrapy(self, result, request, response):
        self.log.append(("Scrapy's", result))

    async def _process_spidermw_output_async(self, each, response):
        if len(self.log) % (GROUP + 1) == 0:
            asyncio.get_running_loop().call_soon(self.log.append, "the engine")
        self.log.append(each)


@pytest.fixture
def reach(make_crawler):
    return build_from_crawler(Reach, make_crawler(DEPTH_LIMIT=0, URLLENGTH_LIMIT=0))


def led(scraper, found):
    """What a scraper writes down of the results of a callback."""

    async def call(response, request):
        return found

    async def run():
        results, page = Results(scraper), Response(URL, request=Request(URL))
        await results.handle(await results.scrape(call, page, page.request), page.request, page)
        return scraper.log

    return asyncio.run(run())


@pytest.mark.parametrize("number", [0, 1, GROUP - 1, GROUP, GROUP + 1, 3 * GROUP])
def test_all_results_come_in_their_order(reach, number):
    log = led(Scraper(reach.process_spider_output), iter(range(number)))
    assert [each for each in log if each != "the engine"] == list(range(number))


def test_the_engine_has_its_turn_after_each_group(reach):
    log = led(Scraper(reach.process_spider_output, None), iter(range(2 * GROUP)))
    first, second = list(range(GROUP)), list(range(GROUP, 2 * GROUP))
    assert log == [*first, "the engine", *second, "the engine"]


def test_what_comes_behind_an_error_is_not_asked_for(reach, monkeypatch):
    class Broken:
        numbers = iter(range(10))

        def __iter__(self):
            return self

        def __next__(self):
            number = next(self.numbers)
            if number % 2:
                raise ValueError(number)
            return number

    told = []

    async def failed(self, error, request, response):
        told.append(repr(error))

    monkeypatch.setattr(Results, "_failed", failed)
    scraper = Scraper()
    assert [each for each in led(scraper, Broken()) if each != "the engine"] == [0]
    assert told == ["ValueError(1)"]


def test_a_callback_is_asked_for_one_group_before_the_first_of_it_goes_on(reach):
    scraper, asked = Scraper(reach.process_spider_output), []

    def callback():
        for number in range(2 * GROUP):
            asked.append((number, len(scraper.log)))
            yield number

    led(scraper, callback())
    assert {seen for number, seen in asked if number < GROUP} == {0}
    assert {seen for number, seen in asked if number >= GROUP} == {GROUP + 1}


@pytest.mark.parametrize(
    ("output", "step"),
    [(Foreign().process_spider_output, STEPS.process_item), (None, STEPS.waits)],
)
def test_what_may_wait_is_left_to_scrapy(reach, output, step):
    scraper = Scraper(reach.process_spider_output, output, step=step)
    results = Results(scraper)
    results.take_over()
    assert not results.is_plain
    assert scraper.spidermw.scrape_response_async == "Scrapy's"
    assert scraper.handle_spider_output_async == scraper.by_scrapy


def test_what_waits_not_is_taken_over_and_all_else_goes_to_scrapy(reach):
    scraper = Scraper(reach.process_spider_output)
    results = Results(scraper)
    results.take_over()
    assert scraper.handle_spider_output_async == results.handle
    asyncio.run(results.handle("an answer of an errback", Request(URL), None))
    asyncio.run(results.handle(Plain(iter([7])), Request(URL), None))
    assert scraper.log == [("Scrapy's", "an answer of an errback"), 7]
