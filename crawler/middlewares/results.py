"""What a page leads to, from its callback to the queue and the steps, without tasks of its own.

Scrapy leads each result through eight asynchronous generators, a queue and a task of its own. Here
they are called one after the other where nobody on the way has to wait; else all is Scrapy's.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from inspect import iscoroutinefunction
from itertools import islice
from typing import Any, cast

from scrapy.core.scraper import Scraper
from scrapy.http import Request, Response
from scrapy.utils.defer import _process_pending_io

from crawler.middlewares.ended import Ended

# So many results for each of CONCURRENT_ITEMS are asked of a callback before the first of them goes
# on, as in Scrapy's queue.
ASKED = 2


@dataclass(slots=True)
class Plain:
    """Results that came without waiting, behind all parts of SPIDER_MIDDLEWARES."""

    found: Iterator[Any]


class Results:
    """Takes the place of two methods of a scraper; its errors and its order are Scrapy's.

    A spider middleware that has `passing` beside `process_spider_output` does not wait. Where one
    has none, or a step is a coroutine, `is_plain` is False.
    """

    def __init__(self, scraper: Scraper) -> None:
        self._scraper = scraper
        self._parts = scraper.spidermw
        self._by_scrapy = scraper.spidermw.scrape_response_async, scraper.handle_spider_output_async
        ways = filter(None, self._parts.methods["process_spider_output"])
        self._passing: list[Any] = [
            getattr(getattr(way, "__self__", None), "passing", None) for way in ways
        ]
        waits = any(map(iscoroutinefunction, scraper.itemproc.methods["process_item"]))
        self.is_plain = all(self._passing) and not waits

    def take_over(self) -> None:
        """From now on the scraper's results come this way."""
        if self.is_plain:
            parts, scraper = cast("Any", self._parts), cast("Any", self._scraper)
            parts.scrape_response_async = self.scrape
            scraper.handle_spider_output_async = self.handle

    async def scrape(self, call: Any, response: Response, request: Request) -> Any:
        """The results of a response, as `SpiderMiddlewareManager.scrape_response_async`."""
        with Ended() as ended:
            found = await self._parts._process_spider_input(call, response, request)  # noqa: SLF001
        if ended.error:
            await _process_pending_io()
            return self._parts._process_spider_exception(response, ended.error)  # noqa: SLF001
        if isinstance(found, AsyncIterator):
            return await self._parts._process_callback_output(response, found)  # noqa: SLF001
        results = iter(found)
        for passing in self._passing:
            results = passing(response, results)
        return Plain(results)

    async def handle(self, result: Any, request: Request, response: Any) -> None:
        """Requests go to the queue, articles through the steps."""
        if not isinstance(result, Plain):
            await self._by_scrapy[1](result, request, response)
            return
        most, is_last = ASKED * self._scraper.concurrent_items, False
        while not is_last:
            found: list[Any] = []
            with Ended() as ended:
                found.extend(islice(result.found, most))  # it keeps those before an error
            if ended.error:
                await self._failed(ended.error, request, response)
            for each in found:
                await self._scraper._process_spidermw_output_async(each, response)  # noqa: SLF001
            is_last = ended.error is not None or len(found) < most
            if not is_last:
                await asyncio.sleep(0)  # the engine begins with these, as it does in Scrapy

    async def _failed(self, error: BaseException, request: Request, response: Response) -> None:
        """Scrapy asks the parts what comes of an error, and tells who listens."""
        chain = await self._parts._process_callback_output(response, _raising(error))  # noqa: SLF001
        await self._by_scrapy[1](chain, request, response)


async def _raising(error: BaseException) -> AsyncIterator[Any]:
    raise error
    yield  # what makes it an iterator
