"""The download handler of http and https: aiohttp, and a browser from the first need on."""

from __future__ import annotations

import asyncio
import logging
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self
from weakref import WeakKeyDictionary

import aiohttp
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.core.downloader.handlers._base_streaming import BaseStreamingDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.http import Headers, Request, Response

from crawler.core.errors import MachineError
from crawler.middlewares.browser import find_chromium
from crawler.middlewares.guard import Guard, GuardedResolver
from crawler.middlewares.headers import QuickHeaders
from crawler.middlewares.overtaken import Overtaken
from crawler.middlewares.packed_answer import is_listened_to, is_small, read_up_to, response_of
from crawler.middlewares.polite_requests import host_name, store_failed
from crawler.middlewares.politeness import Politeness
from crawler.middlewares.tls import tls_context

if TYPE_CHECKING:
    from crawler.middlewares.chromium import ChromiumHandler

logger = logging.getLogger(__name__)
SET_BY_SCRAPY = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")
NO_BROWSER = "no_browser: RASID_CHROMIUM names no Chromium and none is in PATH; `.ci/packages`"


class BareRequest(aiohttp.ClientRequest):
    """A GET without a body says no length of it, as browsers do, and needs no task to send it."""

    def update_body_from_data(self, body: Any, _stacklevel: int = 3) -> None:
        """As aiohttp's, for what is there to be sent."""
        super().update_body_from_data(body or None, _stacklevel)


class RasidHandler(AiohttpDownloadHandler):
    """One for both schemes. Requests with `meta["playwright"]` are drawn by Chromium.

    The browser and what drives it are loaded when the first such request comes: a crawl that
    draws nothing pays nothing.
    """

    lazy: bool = True
    experimental: ClassVar[bool] = False
    of_crawlers: ClassVar[WeakKeyDictionary[Crawler, RasidHandler]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        # Not its own base's, which would open a session without the guard.
        BaseStreamingDownloadHandler.__init__(self, crawler)
        self._ssl_context = tls_context(crawler.settings)
        self._session = self._guarded(Guard.of(crawler))
        self._opening = asyncio.Lock()
        self._chromium: ChromiumHandler | None = None
        self._no_browser = ""  # why there is none, once that is known

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The crawler's handler: made for its first scheme, the same for the second."""
        made = cls.of_crawlers.get(crawler)
        if not isinstance(made, cls):
            made = cls.of_crawlers[crawler] = cls(crawler)
        return made

    def _guarded(self, guard: Guard) -> aiohttp.ClientSession:
        """A session like Scrapy's whose every connection passes the guard."""
        connector = aiohttp.TCPConnector(
            local_addr=self._bind_address,
            limit=self._pool_size_total,
            limit_per_host=self._pool_size_per_host,
            resolver=GuardedResolver(guard, aiohttp.DefaultResolver()),
            socket_factory=guard.socket_for,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            request_class=BareRequest,
            response_class=_ClientResponse,
            skip_auto_headers=SET_BY_SCRAPY,
        )

    @staticmethod
    def _extract_headers(response: _ClientResponse) -> Headers:
        return QuickHeaders.received(response.raw_headers)

    @staticmethod
    def _request_headers(request: Request) -> Headers:
        """Those of the request, which are only read; a copy where a word for a proxy is in them."""
        if b"Proxy-Authorization" in request.headers:
            return AiohttpDownloadHandler._request_headers(request)  # noqa: SLF001 - its own base
        return request.headers

    async def download_request(self, request: Request) -> Response:
        """The page, drawn when the request wants it; raises IgnoreRequest without a browser.

        It waits for its turn at the host before.
        """
        if overtaken := Overtaken.of_crawlers.get(self.crawler):
            overtaken.process_request(request)  # it has waited since it was looked at
        await self._turn(request.url)
        if not request.meta.get("playwright"):
            return await super().download_request(request)
        chromium = await self._browser()
        return await chromium.download_request(request)

    async def _read_response(self, response: _ClientResponse, request: Request) -> Response:
        """As Scrapy's, and shorter for a packed answer that nobody wants to hear of meanwhile."""
        headers = self._extract_headers(response)
        bytes_max = request.meta.get("download_maxsize", self._default_maxsize)
        if b"Content-Encoding" not in headers or self._is_odd(headers, request, bytes_max):
            return await super()._read_response(response, request)
        try:
            body = await read_up_to(bytes_max, self._iter_body_chunks(response))
        except aiohttp.ClientPayloadError as error:
            raise ResponseDataLossError(str(error)) from error
        if body is None:
            self._cancel_maxsize(bytes_max + 1, bytes_max, request, expected=False)
        return response_of(self._build_base_response_args(response, request, headers), body)

    def _is_odd(self, headers: Headers, request: Request, bytes_max: int) -> bool:
        """True where Scrapy's way has something to say of the answer, or takes a part of it."""
        warn_at = request.meta.get("download_warnsize", self._default_warnsize)
        takes_parts = not request.meta.get("download_fail_on_dataloss", self._fail_on_dataloss)
        is_told = takes_parts or self._tls_verbose_logging or self._is_listened_to
        return is_told or not is_small(headers, (bytes_max, warn_at))

    @cached_property
    def _is_listened_to(self) -> bool:
        return is_listened_to(self.crawler)

    async def _turn(self, url: str) -> None:
        name = host_name(url)
        try:
            if name is not None:
                await Politeness.of(self.crawler).turn(name)
        except MachineError as error:
            raise store_failed(self.crawler, error) from error

    async def _browser(self) -> ChromiumHandler:
        async with self._opening:  # four pages may ask for it at once
            if self._chromium is None and not self._no_browser:
                await self._open()
        if self._chromium is None:
            self.crawler.stats.inc_value("rasid/render/no_browser")
            raise IgnoreRequest(self._no_browser)
        return self._chromium

    async def _open(self) -> None:
        program = find_chromium(self.crawler.settings.get("RASID_CHROMIUM") or "")
        if program is None:
            self._no_browser = NO_BROWSER
            return
        from crawler.middlewares.chromium import ChromiumHandler, NoBrowserError

        made = ChromiumHandler(self.crawler, program)
        try:
            await made.open()
        except NoBrowserError as error:
            self._no_browser = f"no_browser: {program} does not start: {error}"
            logger.error("%s; script-built pages are left out", self._no_browser)
        else:
            self._chromium = made

    async def close(self) -> None:
        """Close the browser and the connections; called once for each scheme."""
        chromium, self._chromium = self._chromium, None
        if chromium is not None:
            await chromium.close()
        await super().close()
