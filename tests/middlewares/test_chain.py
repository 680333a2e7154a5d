"""A joined chain asks the same parts in the same order and ends as Scrapy's own does."""

from __future__ import annotations

import asyncio
from itertools import product
from types import MethodType

import pytest
from scrapy.core.downloader.middleware import DownloaderMiddlewareManager
from scrapy.downloadermiddlewares.stats import DownloaderStats
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from twisted.internet.defer import succeed

from crawler.middlewares.chain import _bare, join

URL = "https://windows.example/news/1"
OTHER = "https://windows.example/news/2"
NOTHING, PAGE, AGAIN, ERROR, WRONG = "nothing", "page", "again", "error", "wrong"


def answer(what):
    match what:
        case "page":
            return Response(URL, body=b"made by a part")
        case "again":
            return Request(OTHER)
        case "error":
            raise IgnoreRequest("no")
        case "wrong":
            return "no answer at all"
    return None


class Part:
    """Answers as it is told, and writes down that it was asked."""

    def __init__(self, name, log, *, asked=NOTHING, answered=NOTHING, failed=NOTHING):
        self.name, self.log = name, log
        self.asked, self.answered, self.failed = asked, answered, failed

    def process_request(self, request):
        self.log.append((self.name, "request", request.url))
        return answer(self.asked)

    def process_response(self, request, response):
        self.log.append((self.name, "response", response.body))
        return answer(self.answered) or response

    def process_exception(self, request, exception):
        self.log.append((self.name, "exception", type(exception)))
        return answer(self.failed)


class Later(Part):
    """The same by coroutines."""

    async def process_request(self, request):
        await asyncio.sleep(0)
        return super().process_request(request)

    async def process_response(self, request, response):
        return super().process_response(request, response)


class OldPart(Part):
    """One that still wants the spider."""

    def process_request(self, request, spider):
        return super().process_request(request)


def ended(manager, log):
    """How a request ends, and who was asked on the way."""

    async def send(request):
        log.append(("network", "request", request.url))
        return Response(request.url, body=b"by the network")

    async def run():
        return await manager.download_async(send, Request(URL))

    try:
        result = asyncio.run(run())
    except (IgnoreRequest, TypeError) as error:  # the latter for what no part may answer
        return type(error), list(log)
    return type(result), result.url, getattr(result, "body", b""), list(log)


def both(crawler, parts):
    """The end of the same request in Scrapy's chain and in the joined one."""
    ends = []
    for joined in (False, True):
        log = []
        manager = DownloaderMiddlewareManager(*parts(log), crawler=crawler)
        if joined:
            join(manager.methods)
        ends.append(ended(manager, log))
    return ends


@pytest.mark.parametrize("kind", [Part, Later])
@pytest.mark.parametrize("where", ["asked", "answered", "failed"])
def test_the_middle_part_ends_a_request_as_in_scrapys_own_chain(make_crawler, kind, where):
    crawler, ends = make_crawler(), set()
    for told, first in product((NOTHING, PAGE, AGAIN, ERROR, WRONG), (NOTHING, ERROR)):

        def parts(log, told=told, first=first):
            more = {"asked": first} if where == "failed" else {"answered": first}
            yield Part("outer", log)
            yield kind("middle", log, **{where: told})
            yield Part("inner", log, **more)

        scrapys, ours = both(crawler, parts)
        assert ours == scrapys
        ends.add(ours[0])
    assert {Response, IgnoreRequest} <= ends


def test_all_methods_of_a_chain_become_one_and_its_errors_stay(make_crawler):
    log = []
    manager = DownloaderMiddlewareManager(Part("a", log), Part("b", log), crawler=make_crawler())
    join(manager.methods)
    assert {name: len(found) for name, found in manager.methods.items()} == {
        "process_request": 1,
        "process_response": 1,
        "process_exception": 2,
    }


def test_an_empty_chain_sends_what_it_is_given(make_crawler):
    manager = DownloaderMiddlewareManager(crawler=make_crawler())
    join(manager.methods)
    assert ended(manager, [])[1:3] == (URL, b"by the network")


@pytest.mark.filterwarnings("ignore:.*requires a spider argument")
def test_a_part_that_wants_the_spider_leaves_the_chain_to_scrapy(make_crawler):
    crawler, log = make_crawler(), []
    crawler.spider = object()
    manager = DownloaderMiddlewareManager(Part("a", log), OldPart("b", log), crawler=crawler)
    join(manager.methods)
    assert len(manager.methods["process_request"]) == 2
    assert ended(manager, log)[1:3] == (URL, b"by the network")


@pytest.mark.filterwarnings("ignore:.*returned a Deferred")
def test_a_deferred_is_waited_for(make_crawler, monkeypatch):
    monkeypatch.setattr("scrapy.utils.defer.is_asyncio_available", lambda: True)

    class Deferring(Part):
        def process_request(self, request):
            super().process_request(request)
            return succeed(Response(URL, body=b"deferred"))

    manager = DownloaderMiddlewareManager(Deferring("a", []), crawler=make_crawler())
    join(manager.methods)
    assert ended(manager, [])[2] == b"deferred"


def test_what_scrapy_has_wrapped_to_warn_of_a_spider_is_called_itself(make_crawler):
    crawler, log = make_crawler(), []
    stats, own = DownloaderStats(crawler.stats), Part("a", log)
    assert _bare(stats.process_request) == MethodType(
        DownloaderStats.process_request.__wrapped__, stats
    )
    assert _bare(own.process_request) == own.process_request

    def plain(request):
        return None

    assert _bare(plain) is plain
    manager = DownloaderMiddlewareManager(stats, own, crawler=crawler)
    join(manager.methods)
    assert ended(manager, log)[1:3] == (URL, b"by the network")
    assert crawler.stats.get_value("downloader/request_count") == 1
