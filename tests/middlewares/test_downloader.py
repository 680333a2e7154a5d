"""The project's downloader calls its parts as one, and sends what they let through."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

import pytest
from scrapy import Spider
from scrapy.core.downloader import Downloader
from scrapy.exceptions import IgnoreRequest, NotSupported
from scrapy.http import Request, Response
from scrapy.utils.misc import load_object
from scrapy.utils.project import get_project_settings

from crawler.middlewares import downloader as downloader_module
from crawler.middlewares import handler as handler_module
from crawler.middlewares.downloader import QuickDownloader


class Marks:
    """Marks each request, and lets one of two pass."""

    def process_request(self, request):
        request.meta["marked"] = True
        if request.url.endswith("closed"):
            raise IgnoreRequest("closed")

    def process_response(self, request, response):
        return response.replace(body=b"seen")


class Awaits:
    """A part that has to wait."""

    async def process_request(self, request):
        await asyncio.sleep(0)
        assert request.meta["marked"]  # nearer to the network


def test_its_parts_are_those_of_the_settings_and_are_called_as_one(make_crawler):
    parts = {Marks: 1, Awaits: 2}
    crawler = make_crawler(DOWNLOADER_MIDDLEWARES_BASE={}, DOWNLOADER_MIDDLEWARES=parts)
    chain = QuickDownloader(crawler).middleware
    assert [type(each) for each in chain.middlewares] == [Marks, Awaits]
    assert [len(chain.methods[f"process_{what}"]) for what in ("request", "response")] == [1, 1]

    async def send(request):
        return Response(request.url)

    async def asked(name):
        return await chain.download_async(send, Request(f"https://windows.example/{name}"))

    async def both():
        return await asyncio.gather(asked("open"), asked("closed"), return_exceptions=True)

    page, refused = asyncio.run(both())
    assert page.body == b"seen"
    assert isinstance(refused, IgnoreRequest)


@pytest.mark.parametrize("url", ["https://Windows.example:8443/1", "http://u@[::1]/", "data:,x"])
@pytest.mark.parametrize("meta", [{}, {"download_slot": "named"}])
@pytest.mark.parametrize("by_address", [0, 4])
def test_the_slot_of_a_request_is_scrapys(make_crawler, url, meta, by_address):
    crawler = make_crawler(
        DOWNLOADER_MIDDLEWARES_BASE={}, DOWNLOAD_HANDLERS={"http": None, "https": None}
    )
    downloader, request = QuickDownloader(crawler), Request(url, meta=meta)
    downloader.ip_concurrency = by_address
    assert downloader.get_slot_key(request) == Downloader.get_slot_key(downloader, request)


class Handler:
    """A handler that says which one it is."""

    lazy = True

    def __init__(self, name):
        self.name = name

    @classmethod
    def from_crawler(cls, _crawler):
        return cls("another")

    async def download_request(self, request):
        return Response(request.url, body=self.name.encode())

    async def close(self):
        """Nothing is open."""


class Own(Handler):
    """Stands for ours: of a crawler there is one, from the first request on."""

    of_crawlers: ClassVar[dict[Any, Any]] = {}

    @classmethod
    def from_crawler(cls, crawler):
        return cls.of_crawlers.setdefault(crawler, cls("own"))


@pytest.mark.parametrize(
    ("handlers", "answers"),
    [
        ({"http": Own, "https": Own}, ["own", "own", "own", "another"]),
        ({"http": Own, "https": Handler}, ["own", "own", "another", "another"]),
        ({"http": Handler, "https": Own}, ["another", "another", "own", "another"]),
        ({"http": Own, "https": None}, ["own", "own", "unsupported", "another"]),
    ],
)
def test_each_scheme_has_its_own_handler(make_crawler, monkeypatch, handlers, answers):
    monkeypatch.setattr(handler_module, "RasidHandler", Own)
    crawler = make_crawler(
        DOWNLOADER_MIDDLEWARES_BASE={}, DOWNLOAD_HANDLERS=handlers | {"data": Handler}
    )

    async def came(downloader, url):
        try:
            return (await downloader.handlers.download_request_async(Request(url))).body.decode()
        except NotSupported:
            return "unsupported"

    async def all_of_them():
        crawler.spider = Spider("site")
        downloader = QuickDownloader(crawler)
        urls = ("http://a.example/", "http://b.example/", "https://a.example/", "data:,x")
        return [await came(downloader, url) for url in urls]

    assert asyncio.run(all_of_them()) == answers


def test_the_project_uses_it():
    assert load_object(get_project_settings()["DOWNLOADER"]) is QuickDownloader


class Slow:
    """A network that answers when it is told to, and counts who waits for it."""

    def __init__(self):
        self.under_way, self.most = {}, 0

    async def download_request_async(self, request):
        self.under_way[request.url] = asyncio.get_running_loop().create_future()
        self.most = max(self.most, len(self.under_way))
        try:
            return await self.under_way[request.url]
        finally:
            del self.under_way[request.url]

    def answer(self, url):
        self.under_way[url].set_result(Response(url))


def asked(make_crawler, scene, *, limit):
    """What a scene gives that is told a downloader and its network."""
    crawler = make_crawler(
        CONCURRENT_REQUESTS_PER_DOMAIN=limit,
        DOWNLOADER_MIDDLEWARES_BASE={},
        DOWNLOAD_DELAY=0,
        DOWNLOAD_HANDLERS={"http": None, "https": None},
    )

    async def run():
        downloader = QuickDownloader(crawler)
        downloader.handlers = network = Slow()
        try:
            return await scene(downloader, network)
        finally:
            downloader.close()

    return asyncio.run(run())


def url_of(number):
    return f"https://windows.example/{number}"


def begun(downloader, numbers):
    return [asyncio.ensure_future(downloader.answer(Request(url_of(each)))) for each in numbers]


async def settled():
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_slot_lets_no_more_pass_than_its_limit_also_when_they_come_at_once(make_crawler):
    async def scene(downloader, network):
        tasks, order = begun(downloader, range(6)), []
        await settled()
        while network.under_way:
            first = next(iter(network.under_way))
            order.append(first)
            network.answer(first)
            await settled()
        return [each.result().url for each in tasks], order, network.most, downloader.slots

    answers, order, most, slots = asked(make_crawler, scene, limit=2)
    assert answers == order == [url_of(each) for each in range(6)]
    assert most == 2
    (slot,) = slots.values()
    assert [*slot.active, *slot.queue, *slot.transferring] == []


def test_a_request_that_is_cancelled_takes_nobodys_turn(make_crawler):
    async def scene(downloader, network):
        tasks = begun(downloader, range(4))
        await settled()
        tasks[1].cancel()  # while it waits
        await settled()
        network.answer(url_of(0))
        tasks[2].cancel()  # when its turn has come, or is about to
        await settled()
        network.answer(url_of(3))
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        return [type(each).__name__ for each in ends], downloader.slots

    ends, slots = asked(make_crawler, scene, limit=1)
    assert ends == ["Response", "CancelledError", "CancelledError", "Response"]
    (slot,) = slots.values()
    assert [*slot.active, *slot.queue, *slot.transferring] == []


def test_one_that_is_cancelled_when_its_turn_has_come_lets_the_next_pass(make_crawler, monkeypatch):
    passing = downloader_module._pass

    async def scene(downloader, network):
        tasks = begun(downloader, range(3))
        await settled()

        def passed(slot, request, turn):
            passing(slot, request, turn)
            if request.url == url_of(1):
                tasks[1].cancel()

        monkeypatch.setattr(downloader_module, "_pass", passed)
        network.answer(url_of(0))
        await settled()
        network.answer(url_of(2))
        return [
            type(each).__name__ for each in await asyncio.gather(*tasks, return_exceptions=True)
        ]

    ends = asked(make_crawler, scene, limit=1)
    assert ends == ["Response", "CancelledError", "Response"]


def test_a_delay_is_kept_by_scrapy_and_each_request_goes_on_by_itself(make_crawler, monkeypatch):
    later = []

    class Call:
        def cancel(self):
            """Nothing waits."""

    monkeypatch.setattr(
        "scrapy.core.downloader.call_later",
        lambda delay, function, *given: later.append((delay, function, given)) or Call(),
    )
    monkeypatch.setattr("scrapy.core.downloader.monotonic", lambda: 100.0)

    async def scene(downloader, network):
        downloader._delay, downloader._jitter = 5.0, 0.0
        tasks = begun(downloader, range(2))
        await settled()
        before = list(network.under_way)
        (waits, function, given), *_ = later
        monkeypatch.setattr("scrapy.core.downloader.monotonic", lambda: 105.0)
        function(*given)
        await settled()
        after = list(network.under_way)
        for each in after:
            network.answer(each)
        return before, waits, after, [each.url for each in await asyncio.gather(*tasks)]

    before, waits, after, answers = asked(make_crawler, scene, limit=8)
    assert (before, waits) == ([url_of(0)], 5.0)
    assert after == answers == [url_of(0), url_of(1)]
