"""A request from the queue to its last article in one task: Scrapy makes ten, and six Deferreds.

Scrapy has no setting for the engine or the scraper. What stands here are five of their methods with
fewer steps; what they call, count, log and send is Scrapy's, and so is what they do with errors.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from scrapy import signals
from scrapy.core.engine import ExecutionEngine
from scrapy.core.engine import _Slot as EngineSlot
from scrapy.http import Request, Response
from scrapy.utils.log import failure_to_exc_info, logformatter_adapter
from twisted.python.failure import Failure

from crawler.middlewares.downloader import QuickDownloader
from crawler.middlewares.ended import Ended
from crawler.middlewares.quick_signals import QuickSignals
from crawler.middlewares.results import Results

logger = logging.getLogger("scrapy.core.engine")  # who reads logs knows these lines by that name


def shorten(engine: ExecutionEngine) -> None:
    """From now on the engine leads its requests by one task each; another downloader stays."""
    downloader = engine.downloader
    if not isinstance(downloader, QuickDownloader):
        return
    quick = QuickSignals(engine.signals.sender)
    engine.signals = engine.scraper.signals = downloader.signals = quick
    Results(engine.scraper).take_over()
    engine._start_scheduled_request = OneTask(engine, downloader).start  # type: ignore[method-assign] # noqa: SLF001


class OneTask:
    """Stands for `_start_scheduled_request` of an engine and for what that sets going."""

    def __init__(self, engine: ExecutionEngine, downloader: QuickDownloader) -> None:
        self._engine = engine
        self._downloader = downloader
        # asyncio keeps no hold on a task by itself
        self._under_way: set[asyncio.Task[None]] = set()

    def start(self) -> bool:
        """Take the next request of the queue; False when there is none."""
        slot = self._engine._slot  # noqa: SLF001 - Scrapy has no public way
        assert slot is not None  # noqa: S101 - as in Scrapy: it is asked by the open slot
        request = slot.scheduler.next_request()
        if request is None:
            self._engine.signals.send_catch_log(signals.scheduler_empty)
            return False
        slot.add_request(request)
        self._downloader.active.add(request)
        task = asyncio.get_running_loop().create_task(self._lead(request, slot))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return True

    async def _lead(self, request: Request, slot: EngineSlot) -> None:
        try:
            with Ended() as download:
                result: Any = await self._download(request, slot)
            with Ended() as rest:
                await self._go_on(download.failure or result, request)
            if rest.failure:
                self._log("Error while handling downloader output", rest.failure, logging.INFO)
        finally:
            slot.remove_request(request)
            slot.nextcall.schedule()

    async def _download(self, request: Request, slot: EngineSlot) -> Response | Request:
        """As `_download` of the engine and `fetch` of the downloader."""
        try:
            result = await self._downloader.answer(request)
        finally:
            self._downloader.active.remove(request)
            slot.nextcall.schedule()
        if isinstance(result, Response):
            self._received(result, request)
        return result

    def _received(self, response: Response, request: Request) -> None:
        engine, spider = self._engine, self._engine.spider
        asked = response.request = response.request or request
        assert spider is not None  # noqa: S101 - as in Scrapy
        line = engine.logformatter.crawled(asked, response, spider)
        if line is not None:
            logger.log(*logformatter_adapter(line), extra={"spider": spider})
        engine.signals.send_catch_log(
            signals.response_received, response=response, request=asked, spider=spider
        )

    async def _go_on(self, result: Response | Request | Failure, request: Request) -> None:
        """As `_handle_downloader_output` of the engine and `enqueue_scrape` of the scraper."""
        if isinstance(result, Request):
            self._engine.crawl(result)
            return
        scraper, slot = self._engine.scraper, self._engine.scraper.slot
        assert slot is not None  # noqa: S101 - as in Scrapy
        size = len(result.body) if isinstance(result, Response) else 0
        slot.active.add(request)
        slot.active_size += max(size, slot.MIN_RESPONSE_SIZE)
        try:
            with Ended() as scraped:
                await scraper._scrape(result, request)  # noqa: SLF001
            if scraped.failure:
                self._log(f"Scraper bug processing {request}", scraped.failure, logging.ERROR)
        finally:
            slot.finish_response(result, request)
            scraper._check_if_closing()  # noqa: SLF001

    def _log(self, what: str, failure: Failure, level: int) -> None:
        more = {"spider": self._engine.spider}
        logger.log(level, what, exc_info=failure_to_exc_info(failure), extra=more)
