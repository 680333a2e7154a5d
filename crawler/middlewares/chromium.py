"""The download handler of rendered pages: scrapy-playwright, with our limits. Slow to import."""

from __future__ import annotations

import asyncio
import logging
import os
import re
from functools import partial
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Route
from playwright.async_api import Request as PlaywrightRequest
from playwright.async_api import TimeoutError as SlowError
from scrapy import exceptions
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Request, Response
from scrapy.settings import Settings
from scrapy_playwright.handler import Config

from crawler import crawl
from crawler.core.access.hosts import netloc_of, origin_of
from crawler.core.errors import MachineError
from crawler.middlewares import browser
from crawler.middlewares.answers import Answers
from crawler.middlewares.browser_life import LivingBrowser
from crawler.middlewares.browser_proxy import MARK, BrowserProxy
from crawler.middlewares.documents import REFUSED, watch_documents
from crawler.middlewares.drawing import Quiet, quiet_of
from crawler.middlewares.guard import Guard
from crawler.middlewares.polite_requests import PoliteRequests
from crawler.middlewares.robots import FORBIDDEN, RobotsTxt
from crawler.walk.ways import ANSWERS

CONTEXT = "rasid"
DATA = frozenset(("xhr", "fetch", "eventsource"))  # what a page's scripts ask for
UNLIMITED = 1_000_000
NOT_HTML = "not_html: a file to be saved, no page"
DOWNLOAD_REFUSED = "Failed to download"  # how scrapy-playwright tells of one, as RuntimeError
NO_TUNNEL = "ERR_TUNNEL_CONNECTION_FAILED"
NAVIGATED = re.compile(r" at (https?://\S+)")  # in playwright's message
# What Chromium calls a failed navigation, as the error that Scrapy's own handlers raise.
FAILURES: tuple[tuple[str, type[Exception]], ...] = (
    ("ERR_NAME_NOT_RESOLVED", exceptions.CannotResolveHostError),
    ("ERR_CONNECTION_REFUSED", exceptions.DownloadConnectionRefusedError),
    ("ERR_TIMED_OUT", exceptions.DownloadTimeoutError),
)


class NoBrowserError(MachineError):
    """Chromium is there but does not start; the message says what it said."""


class ChromiumHandler(LivingBrowser):
    """Draws pages in one context of one Chromium that reaches nothing but our own proxy."""

    def __init__(self, crawler: Crawler, program: str) -> None:
        super().__init__(crawler, program)
        hosts: frozenset[str] = getattr(crawler.spider, "hosts", frozenset())
        self.proxy = BrowserProxy(Guard.of(crawler), hosts)
        self.abort_request = self._is_unwanted
        self.size_max = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        # It logs every failed page with a traceback; the spider's errback counts them instead.
        logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)

    async def open(self) -> None:
        """Start the browser. Raises NoBrowserError when it does not start."""
        try:
            await self.proxy.start()
            made = _settings_of(self._crawler, self.program, self.proxy.port)
            self.config = Config.from_settings(Settings(made))
            await self._launch()
            await self._maybe_launch_browser()
        except (PlaywrightError, OSError) as error:
            await self.close()
            raise NoBrowserError(launch_failure(error)) from error

    async def close(self) -> None:
        """Close the browser, then its way out."""
        await super().close()
        await self.proxy.close()

    async def _create_browser_context(
        self, name: str, context_kwargs: dict[str, Any] | None, spider: Any = None
    ) -> Any:
        """Our own pages have routes of their own; what reaches this one is a popup."""
        made = await super()._create_browser_context(name, context_kwargs, spider)
        await made.context.route("**", _abort)
        return made

    async def download_request(self, request: Request) -> Response:
        """The page as drawn, in UTF-8; failures as Scrapy's own download errors."""
        # again with each request: after a crash a new context is made from these
        request.meta["playwright_context_kwargs"] = self.config.startup_context_kwargs[CONTEXT]
        try:
            response: Response = await super().download_request(request)
        except SlowError as error:
            raise exceptions.DownloadTimeoutError(_first_line(error)) from error
        except RuntimeError as error:
            if not str(error).startswith(DOWNLOAD_REFUSED):
                raise
            raise exceptions.IgnoreRequest(NOT_HTML) from error
        except (PlaywrightError, UnicodeError) as error:
            raise self._why_not(error, request.url) from error
        if MARK in response.headers:
            raise self._why_not(None, response.url)
        if self.size_max and len(response.body) > self.size_max:
            message = f"{request.url}: {len(response.body)} bytes as drawn, over {self.size_max}"
            raise exceptions.DownloadCancelledError(message)
        return in_utf8(response)

    async def _download_request_with_page(
        self, request: Request, page: Page, spider: Any
    ) -> Response:
        """One deadline for the whole page: a script that never rests would hold it for ever.

        The base class closes the page when this raises.
        """
        page.on("popup", _close)
        quiet_of[page] = Quiet(page)
        answers = Answers(page, self.proxy.is_own)
        if RobotsTxt.of_crawlers.get(self._crawler):
            await watch_documents(page, partial(self._may_follow, request.url))
        limit_s = request.meta.get("download_timeout")
        try:
            async with asyncio.timeout(limit_s):
                drawn: Response = await super()._download_request_with_page(request, page, spider)
            request.meta[ANSWERS] = answers.settled()
        except TimeoutError as error:
            message = f"{request.url}: not drawn in {limit_s} s"
            raise exceptions.DownloadTimeoutError(message) from error
        return drawn

    async def _is_unwanted(self, request: PlaywrightRequest) -> bool:
        """What is not fetched for a page: what carries no text, and data that may not be asked."""
        if carries_no_text(request):
            return True
        return request.resource_type in DATA and not await self._may_load(request.url)

    async def _may_follow(self, asked: str, url: str, redirected: bool) -> bool:  # noqa: FBT001 - as told
        """What robots.txt says of a document, and of data to which the site sends on.

        The page itself, and what its scripts ask first, were judged before they came here.
        """
        if url == asked:
            return True
        return await self._may_load(url, counts=redirected)

    async def _may_load(self, url: str, *, counts: bool = True) -> bool:
        """What robots.txt and the budget of the host say; other hosts are the proxy's to refuse."""
        origin = origin_of(url)
        if origin is None or not self.proxy.is_own(origin):
            return True
        robots = RobotsTxt.of_crawlers.get(self._crawler)
        polite = PoliteRequests.of_crawlers.get(self._crawler)
        try:
            if robots:
                await robots.check(Request(url))
            if counts and polite:
                polite.charge(netloc_of(origin))
        except exceptions.IgnoreRequest:
            crawl.count(self._crawler, "render/refused")
            return False
        if counts:
            crawl.count(self._crawler, "render/requests")
        return True

    def _why_not(self, error: Exception | None, url: str) -> Exception:
        """What kept a page away: what the proxy remembers of its host, or what the browser said."""
        if REFUSED in str(error):
            return exceptions.IgnoreRequest(f"{FORBIDDEN}: on the way from {url}")
        if error is None or NO_TUNNEL in str(error):
            told = NAVIGATED.search(str(error))
            origin = origin_of(told[1] if told else url)
            if origin and (known := self.proxy.failures.get(origin)):
                return type(known)(str(known))
        return download_error(error or PlaywrightError(f"{url}: not connected"))


def _settings_of(crawler: Crawler, program: str, proxy_port: int) -> dict[str, Any]:
    site = getattr(crawler.spider, "site", None)
    context = browser.context_options(
        crawler.settings["USER_AGENT"],
        getattr(site, "language", "ar"),
        getattr(site, "timezone", "Asia/Aden"),
    )
    return {
        "PLAYWRIGHT_LAUNCH_OPTIONS": browser.launch_options(
            program, proxy_port, is_root=os.geteuid() == 0
        ),
        "PLAYWRIGHT_CONTEXTS": {CONTEXT: context},
        "PLAYWRIGHT_TARGET_CLOSED_MAX_RETRIES": 0,  # we do
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": UNLIMITED,  # `LivingBrowser` counts them
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": browser.NAVIGATION_TIMEOUT_MS,
    }


def carries_no_text(request: PlaywrightRequest) -> bool:
    """True for what a page asks that is not fetched: images, fonts, styles, streams, frames.

    What a frame shows is no part of the drawn page. One of another host runs in a process of its
    own, where the rules for documents and data would not see what it asks.
    """
    if request.resource_type in browser.ABORTED:
        return True
    try:
        return request.frame.parent_frame is not None
    except PlaywrightError:  # the first request of a page
        return False


def in_utf8(response: Response) -> Response:
    """The response with body, header and encoding in agreement.

    The browser hands over text; scrapy-playwright encodes it as the page declares, or as UTF-8
    where that cannot hold it, and leaves the header as it was.
    """
    if not isinstance(response, HtmlResponse):
        return response
    headers = response.headers.copy()
    headers["Content-Type"] = "text/html; charset=utf-8"
    body = response.text.encode("utf-8")
    return response.replace(body=body, headers=headers, encoding="utf-8")


async def _abort(route: Route) -> None:
    await route.abort()


async def _close(page: Page) -> None:
    await page.close()


def download_error(error: Exception) -> Exception:
    """An error of playwright's as the one that Scrapy's own handlers raise."""
    text = _first_line(error)
    return next((kind(text) for sign, kind in FAILURES if sign in text), None) or (
        exceptions.DownloadFailedError(text)
    )


def launch_failure(error: BaseException) -> str:
    """The first line of an error, and what the browser itself said first, if anything."""
    told = (line.partition("[err]")[2].strip() for line in str(error).splitlines())
    return ": ".join(filter(None, (_first_line(error), next(filter(None, told), ""))))


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
