"""Keeps a browser alive: four places for pages, a new one when it dies or grows too large."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

from playwright._impl._errors import TargetClosedError  # has no public name
from scrapy import exceptions
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawler import crawl
from crawler.middlewares.browser import PAGES_MAX
from crawler.middlewares.browser_memory import browser_mb

logger = logging.getLogger(__name__)
LOOK_EVERY = 8  # pages between two looks at the browser's memory
STEP_S, STOP_STEPS = 0.05, 200
WATCH_S = 0.5
# What playwright was asked of a browser that then died is sometimes never answered; a page that
# has not failed so long after its browser waits for such an answer.
GONE_S = 2.0
OPENING_S = 40.0  # a browser's start and a page's, on top of the page's own deadline
TRIES = 2


class BrowserGoneError(Exception):
    """The browser died under a page."""


class LivingBrowser(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc] # has no types
    """Pages whose browser dies are drawn once more in a new one.

    Stats: `rasid/render/restarts` for memory, `/lost` pages whose browser died under them.
    """

    def __init__(self, crawler: Crawler, program: str) -> None:
        super().__init__(crawler)
        self.program = program
        self.memory_mb = crawl.number_setting(crawler.settings, "RASID_BROWSER_MB")
        self._places = asyncio.Semaphore(PAGES_MAX)
        self._gate = asyncio.Lock()
        self._nothing_drawn = asyncio.Event()
        self._nothing_drawn.set()
        self._drawing = self._since_look = 0

    async def download_request(self, request: Request) -> Response:
        """The page as scrapy-playwright draws it; raises DownloadFailedError without a browser."""
        async with self._room():
            for _ in range(TRIES):
                try:
                    return await self._watched(request)
                except (TargetClosedError, BrowserGoneError) as error:
                    crawl.count(self._crawler, "render/lost")
                    logger.info("the browser was lost under %s: %s", request.url, error)
        raise exceptions.DownloadFailedError(f"{request.url}: the browser died under it twice")

    async def _watched(self, request: Request) -> Response:
        """Draw it, but wait for no answer that cannot come."""
        began_with = getattr(self, "browser", None)
        drawing = asyncio.ensure_future(super().download_request(request))
        end = monotonic() + float(request.meta.get("download_timeout") or 0) + OPENING_S
        try:
            while not drawing.done() and monotonic() < end:
                await asyncio.wait({drawing}, timeout=WATCH_S)
                if began_with is not None and not began_with.is_connected():
                    end = min(end, monotonic() + GONE_S)
                    began_with = None
            if not drawing.done():
                self._forget_dead_contexts()
                raise BrowserGoneError("no answer")
            drawn: Response = drawing.result()
        except TargetClosedError:
            self._forget_dead_contexts()
            raise
        else:
            return drawn
        finally:
            drawing.cancel()

    @asynccontextmanager
    async def _room(self) -> AsyncIterator[None]:
        """A place among the pages; a browser that grew too large is started anew between them."""
        async with self._places:
            async with self._gate:
                if await self._is_too_large():
                    await self._nothing_drawn.wait()
                    crawl.count(self._crawler, "render/restarts")
                    await self._stop_browser()
                self._drawing += 1
                self._nothing_drawn.clear()
            try:
                yield
            finally:
                self._drawing -= 1
                if not self._drawing:
                    self._nothing_drawn.set()

    async def _is_too_large(self) -> bool:
        self._since_look += 1
        if not self.memory_mb or self._since_look < LOOK_EVERY:
            return False
        self._since_look = 0
        held = await asyncio.to_thread(browser_mb, self.program)
        return held is not None and held > self.memory_mb

    async def _stop_browser(self) -> None:
        """Close it; the next page starts another."""
        running = getattr(self, "browser", None)
        if running is None:
            return
        await running.close()
        for _ in range(STOP_STEPS):
            if getattr(self, "browser", None) is not running:
                return
            await asyncio.sleep(STEP_S)

    def _forget_dead_contexts(self) -> None:
        for name, wrapper in list(self.context_wrappers.items()):
            owner = wrapper.context.browser
            if owner is None or not owner.is_connected():
                self.context_wrappers.pop(name, None)

    async def _browser_disconnected_callback(self, *_: Any) -> None:
        """Forget it at once: the base class waits for its contexts to close, at times for ever.

        playwright tells this of each browser once, and before the next one is started.
        """
        self.context_wrappers.clear()
        if hasattr(self, "browser"):
            del self.browser
