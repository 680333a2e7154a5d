"""Decides how a page is asked for, and turns a wish for a drawing into what the browser reads."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from time import monotonic
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Request, Response
from scrapy.http.request import NO_CALLBACK

from crawler import crawl
from crawler.core.extract.state.recipe import html_of
from crawler.middlewares.browser import find_chromium
from crawler.middlewares.handler import NO_BROWSER
from crawler.store.rendering import Key
from crawler.walk.failures import UNANSWERED
from crawler.walk.page_memory import KNOWN
from crawler.walk.ways import API, DRAW, KINDS, LESSONS, Ways, Wish, lesson_of

logger = logging.getLogger(__name__)
CONTEXT = "rasid"
RETRIES = 1  # a page that hangs costs half a minute of a browser each time
LESSON_S = 60.0
STEP_S = 0.05
LIMITS = ("download_maxsize",)  # of the page, which hold for its endpoint too
OK = 200
# Of an endpoint's answer, not of the page that is made of it.
VALIDATORS = (b"ETag", b"Last-Modified")
NOT_OF_THE_PAGE = (b"Content-Type", b"Content-Encoding", b"Content-Length", *VALIDATORS)
CONDITIONS = ("If-None-Match", "If-Modified-Since")
NO_PAGE: tuple[type[Exception], ...] = (*UNANSWERED, RecursionError)  # JSON without a bottom


class Render:
    """Sets what scrapy-playwright reads, counts what was drawn, refuses without a browser.

    A page whose endpoint is known comes from there: the endpoint passes every middleware as a
    request of its own (guard, robots.txt, budget, turns), and what it gives is the page's content.
    Stats: `rasid/render/pages` drawn, `/failed`, `/no_browser`, `/api`, `/api_failed`. A refused
    request ends as IgnoreRequest with the word `no_browser` in its errback; the crawl goes on.
    """

    def __init__(self, crawler: Crawler, program: str | None) -> None:
        self.crawler = crawler
        self.program = program
        self._begun: Counter[Key] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Look for the browser once; RASID_CHROMIUM may name it."""
        return cls(crawler, find_chromium(crawler.settings.get("RASID_CHROMIUM") or ""))

    @property
    def ways(self) -> Ways | None:
        """What the spider knows of its site."""
        return getattr(self.crawler.spider, "ways", None)

    async def process_request(self, request: Request) -> Response | None:
        """Mark a request that wants to be drawn; give the page where an endpoint has it.

        Raises IgnoreRequest without a browser.
        """
        wish = self._wish(request)
        if wish.endpoint:
            response = await self._from_endpoint(request, wish)
            if response is not None:
                return response
            wish = DRAW if request.meta.get("rasid_render") else Wish()
        if not wish.draw:
            return None
        return await self._to_be_drawn(request)

    async def _to_be_drawn(self, request: Request) -> Response | None:
        request.meta["rasid_render"] = True
        _ask_whole(request)
        if self.program is None:
            if (known := self._known(request)) and (
                response := await self._from_endpoint(request, known)
            ):
                return response
            if self._stat("no_browser") is None:
                logger.error("%s; script-built pages are left out", NO_BROWSER)
            crawl.count(self.crawler, "render/no_browser")
            raise IgnoreRequest(NO_BROWSER)
        waited_for = await self._lesson(request)
        if waited_for and (response := await self._from_endpoint(request, waited_for)):
            return response
        request.meta.setdefault("max_retry_times", RETRIES)
        request.meta.update(_playwright_meta(request, self._rounds(request)))
        return None

    def _known(self, request: Request) -> Wish | None:
        """An endpoint that is due for a check, which needs a browser, still serves without one."""
        kind = request.meta.get("rasid_kind", "")
        if self.ways is None or request.meta.get("rasid_api_tried"):
            return None
        return self.ways.endpoint_of(request.url, kind, even_due=True)

    def _wish(self, request: Request) -> Wish:
        meta, ways = request.meta, self.ways
        kind = meta.get("rasid_kind", "")
        is_piece = request.cb_kwargs.get("piece", False)  # an endpoint itself, or a button's
        if ways is None or is_piece or meta.get("rasid_api_tried"):
            return DRAW if meta.get("rasid_render") else Wish()
        if meta.get("rasid_render"):  # a try without the browser did not do
            return ways.endpoint_of(request.url, kind) or DRAW
        return ways.wish_for(request.url, kind)

    async def _lesson(self, request: Request) -> Wish | None:
        """Let the first drawings of a form of address be read before more of it are drawn.

        Mostly they show an endpoint, which is given back. No wait is longer than `LESSON_S`.
        """
        kind, ways = request.meta.get("rasid_kind", ""), self.ways
        if ways is None or request.cb_kwargs.get("piece", False) or kind not in KINDS:
            return None
        key = lesson_of(request.url, kind)
        end = monotonic() + LESSON_S
        while ways.is_open(request.url, kind) and self._begun[key] >= LESSONS:
            if monotonic() > end:
                break
            await asyncio.sleep(STEP_S)
        self._begun[key] += 1
        return None if request.meta.get("rasid_api_tried") else ways.endpoint_of(request.url, kind)

    def _ended(self, request: Request) -> None:
        """A drawing from which nothing can be learned makes room for another."""
        kind = request.meta.get("rasid_kind", "")
        self._begun[lesson_of(request.url, kind)] -= 1

    def _rounds(self, request: Request) -> int:
        """How often a listing is scrolled down: as often as its pages would be walked."""
        if request.meta.get("rasid_kind") != "listing":
            return 0
        return int(getattr(getattr(self.crawler.spider, "site", None), "pages_max", 1)) - 1

    def process_response(self, request: Request, response: Response) -> Response:
        """Count a drawn page."""
        if request.meta.get("playwright") and "playwright" in response.flags:
            crawl.count(self.crawler, "render/pages")
            for name in VALIDATORS:  # they are of the shell that the server sent
                response.headers.pop(name, None)
            if response.status != OK:
                self._ended(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a page that could not be drawn; what becomes of it is decided elsewhere."""
        if not request.meta.get("playwright"):
            return
        self._ended(request)
        if not isinstance(exception, IgnoreRequest):
            crawl.count(self.crawler, "render/failed")

    def _stat(self, name: str) -> Any:
        return self.crawler.stats.get_value(f"rasid/render/{name}")

    # --- endpoints -------------------------------------------------------------------------------

    async def _from_endpoint(self, request: Request, wish: Wish) -> Response | None:
        """The page as the endpoint's answer has it; None when that fails, and it is remembered."""
        meta = request.meta
        asking = Request(
            wish.endpoint,
            headers={"Accept": "application/json"},
            meta={"rasid_kind": API} | {name: meta[name] for name in LIMITS if name in meta},
            callback=NO_CALLBACK,
        )
        engine: Any = self.crawler.engine
        try:
            answer = await engine.download_async(asking)
            html = _page_in(answer, wish, request)
        except NO_PAGE as error:
            logger.info("endpoint %s: %s", wish.endpoint, error)
            html = None
        if html is None:
            crawl.count(self.crawler, "render/api_failed")
            _ask_whole(request)  # an unchanged shell says nothing of the data behind it
            request.meta["rasid_api_failed"] = request.meta["rasid_api_tried"] = True
            return None
        crawl.count(self.crawler, "render/api")
        headers = answer.headers.copy()
        for name in NOT_OF_THE_PAGE:
            headers.pop(name, None)
        headers["Content-Type"] = "text/html; charset=utf-8"
        return HtmlResponse(
            request.url, headers=headers, body=html.encode("utf-8", "replace"), flags=[API]
        )


def _ask_whole(request: Request) -> None:
    for name in CONDITIONS:
        request.headers.pop(name, None)
    request.meta.pop(KNOWN, None)


def _page_in(answer: Response, wish: Wish, request: Request) -> str | None:
    if answer.status != OK:
        return None
    kind, least = request.meta["rasid_kind"], int(request.cb_kwargs.get("number", 1) == 1)
    asked = wish.endpoint, json.loads(answer.body)
    return html_of(wish.recipe, kind, asked, request.url, least)


def _playwright_meta(request: Request, rounds: int) -> dict[str, Any]:
    from scrapy_playwright.page import PageMethod  # slow to import, and rarely needed

    from crawler.middlewares.drawing import scroll_down, wait_until_drawn

    methods = [PageMethod(wait_until_drawn)]
    if rounds > 0:
        methods.append(PageMethod(scroll_down, request.url, rounds))
    return {
        "playwright": True,
        "playwright_context": CONTEXT,
        "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
        "playwright_page_methods": methods,
    }
