"""Scrapy's downloader with fewer steps between a request and its handler."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

from scrapy import signals
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.utils.misc import load_object

from crawler.core.access.hosts import hostname_of
from crawler.middlewares.chain import join

SCHEMES = ("http", "https")
WEB = ("http:", "https:")


class QuickDownloader(Downloader):
    """As Scrapy's; its parts are those of DOWNLOADER_MIDDLEWARES, called as `join` says.

    A request whose turn it is goes on in the task that brought it: Scrapy makes a task, a Deferred
    and a Future for each turn. Slots, delays and signals are Scrapy's, and the limit of a slot
    holds also for requests that come at once.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        join(self.middleware.methods)
        self._handed_by_scrapy = self.handlers.download_request_async
        self.handlers.download_request_async = self._handed  # type: ignore[method-assign]
        self._handler: Any = None

    async def _handed(self, request: Request) -> Response:
        """Hand a request to the handler of its scheme: ours is one for both, once it is there."""
        if self._handler is not None and request.url.startswith(WEB):
            response: Response = await self._handler.download_request(request)
            return response
        response = await self._handed_by_scrapy(request)
        self._handler = self._one_handler()
        return response

    def _one_handler(self) -> Any:
        """Our handler where it is that of http and of https."""
        from crawler.middlewares.handler import RasidHandler  # aiohttp: not before it is needed

        paths = self.settings.getwithbase("DOWNLOAD_HANDLERS")
        handlers = {load_object(path) if path else None for path in map(paths.get, SCHEMES)}
        return RasidHandler.of_crawlers.get(self.crawler) if handlers == {RasidHandler} else None

    def get_slot_key(self, request: Request) -> str:
        """The name of the slot of a request: of its meta, or its host. Raises ValueError."""
        given: str | None = request.meta.get(self.DOWNLOAD_SLOT)
        if given is None and self.ip_concurrency:
            return super().get_slot_key(request)
        return hostname_of(request.url) if given is None else given

    async def answer(self, request: Request) -> Response | Request:
        """What comes of a request, by way of all parts; raises what they or the network raise."""
        return await self.middleware.download_async(self._enqueue_request, request)

    async def _enqueue_request(self, request: Request) -> Response:
        key = self.get_slot_key(request)
        slot = self.slots.get(key) or self._get_slot(request)[1]
        request.meta[self.DOWNLOAD_SLOT] = key
        slot.active.add(request)
        try:
            self.signals.send_catch_log(
                signal=signals.request_reached_downloader,
                request=request,
                spider=self.crawler.spider,
            )
            await self._turn(slot, request)
            return await self._download(slot, request)
        finally:
            slot.active.remove(request)
            if request in slot.transferring:  # it was cancelled when its turn had come
                slot.transferring.remove(request)
                self._process_queue(slot)

    async def _turn(self, slot: Slot, request: Request) -> None:
        """Wait until the slot lets the request pass."""
        is_free = not (slot.delay or slot.latercall or slot.queue)
        if is_free and slot.free_transfer_slots() > 0:
            slot.lastseen = monotonic()
            return
        turn: Any = asyncio.get_running_loop().create_future()  # where Scrapy has a Deferred
        slot.queue.append((request, turn))
        self._process_queue(slot)
        await turn

    def _process_queue(self, slot: Slot) -> None:
        if slot.delay or slot.latercall:
            super()._process_queue(slot)
            return
        while slot.queue and slot.free_transfer_slots() > 0:
            slot.lastseen = monotonic()
            request, turn = slot.queue.popleft()
            _pass(slot, request, turn)

    async def _wait_for_download(self, slot: Slot, request: Request, turn: Any) -> None:
        """Called by Scrapy when a delay is over: the request's own task sends it."""
        _pass(slot, request, turn)


def _pass(slot: Slot, request: Request, turn: Any) -> None:
    if not turn.done():  # nobody waits for one that was cancelled
        slot.transferring.add(request)
        turn.set_result(None)
