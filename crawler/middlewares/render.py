"""Turns the spider's wish `meta["rasid_render"]` into a page drawn by the browser."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.statscollectors import StatsCollector

from crawler.middlewares.browser import find_chromium
from crawler.middlewares.handler import NO_BROWSER

if TYPE_CHECKING:
    from playwright.async_api import Page

logger = logging.getLogger(__name__)
IDLE_MS = 5_000  # a page that polls is never idle; it is taken as it stands then
DRAWN_MS = 3_000
# The third link or paragraph: by CSS, because a site's CSP may forbid the eval of a predicate.
DRAWN = "a[href], p >> nth=2"
CONTEXT = "rasid"
RETRIES = 1  # a page that hangs costs half a minute of a browser each time


class Render:
    """Sets what scrapy-playwright reads, counts what was drawn, refuses without a browser.

    Stats: `rasid/render/pages` drawn, `/failed`, `/no_browser`. A refused request ends as
    IgnoreRequest with the word `no_browser` in its errback; the crawl goes on.
    """

    def __init__(self, stats: StatsCollector, program: str | None) -> None:
        self.stats = stats
        self.program = program

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Look for the browser once; RASID_CHROMIUM may name it."""
        return cls(crawler.stats, find_chromium(crawler.settings.get("RASID_CHROMIUM") or ""))

    def process_request(self, request: Request) -> None:
        """Mark a request that wants to be drawn. Raises IgnoreRequest without a browser."""
        if not request.meta.get("rasid_render"):
            return
        if self.program is None:
            if self.stats.get_value("rasid/render/no_browser") is None:
                logger.error("%s; script-built pages are left out", NO_BROWSER)
            self.stats.inc_value("rasid/render/no_browser")
            raise IgnoreRequest(NO_BROWSER)
        request.meta.setdefault("max_retry_times", RETRIES)
        request.meta.update(_playwright_meta())

    def process_response(self, request: Request, response: Response) -> Response:
        """Count a drawn page."""
        if request.meta.get("playwright") and "playwright" in response.flags:
            self.stats.inc_value("rasid/render/pages")
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a page that could not be drawn; what becomes of it is decided elsewhere."""
        if request.meta.get("playwright") and not isinstance(exception, IgnoreRequest):
            self.stats.inc_value("rasid/render/failed")


def _playwright_meta() -> dict[str, Any]:
    from scrapy_playwright.page import PageMethod  # slow to import, and rarely needed

    return {
        "playwright": True,
        "playwright_context": CONTEXT,
        "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
        "playwright_page_methods": [PageMethod(wait_until_drawn)],
    }


async def wait_until_drawn(page: Page) -> None:
    """Wait until the network rests and links or paragraphs stand in the page, or time is over."""
    from playwright.async_api import TimeoutError as SlowError

    if page.url == "about:blank":  # a download: there is no page
        return
    try:
        await page.wait_for_load_state("networkidle", timeout=IDLE_MS)
    except SlowError:
        logger.debug("never idle: %s", page.url)
    try:
        await page.wait_for_selector(DRAWN, state="attached", timeout=DRAWN_MS)
    except SlowError:
        logger.debug("few links and paragraphs: %s", page.url)
