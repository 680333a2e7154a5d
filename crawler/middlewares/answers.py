"""The JSON that a drawn page loaded from its site: from there its content can be had next time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from playwright.async_api import Response as PlaywrightResponse

from crawler.core.access.hosts import Origin, origin_of

ANSWERS_MAX = 40  # of a page; a listing that is scrolled loads one for each round
BYTES_MAX = 4_000_000  # of all of them
ASKED_BY_SCRIPTS = frozenset(("xhr", "fetch"))
OK = 200

IsOwn = Callable[[Origin], bool]


class Answers:
    """Takes every JSON answer to a GET of a page's script, from hosts of the site only."""

    def __init__(self, page: Page, is_own: IsOwn) -> None:
        self._is_own = is_own
        self._left = BYTES_MAX
        self._taking: dict[asyncio.Task[bytes], str] = {}
        page.on("response", self._came)

    def _came(self, response: PlaywrightResponse) -> None:
        request = response.request
        kind = response.headers.get("content-type", "").lower()
        is_data = request.resource_type in ASKED_BY_SCRIPTS and "json" in kind
        origin = origin_of(response.url)
        is_asked = request.method == "GET" and response.status == OK
        if not (is_data and is_asked and origin and self._is_own(origin)):
            return
        if len(self._taking) < ANSWERS_MAX:
            self._taking[asyncio.ensure_future(self._body(response))] = response.url

    async def _body(self, response: PlaywrightResponse) -> bytes:
        try:
            body: bytes = await response.body()
        except PlaywrightError:  # the page went on, or was closed
            return b""
        self._left -= len(body)
        return body if self._left >= 0 else b""

    def settled(self) -> list[tuple[str, bytes]]:
        """Addresses and bodies in the order of their coming; what did not come is left out."""
        found = []
        for task, url in self._taking.items():
            if not task.done():
                task.cancel()
            elif body := task.result():
                found.append((url, body))
        return found
