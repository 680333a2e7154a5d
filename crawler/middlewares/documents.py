"""Rules inside the browser: what a drawn page asks of its site is checked, one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

REFUSED = "ERR_BLOCKED_BY_CLIENT"  # what Chromium says of a navigation that was refused here
# Routes of playwright see no redirect; Chromium's own protocol stops at each.
WATCHED = ("Document", "XHR", "Fetch", "EventSource")
PATTERNS = {
    "patterns": [{"resourceType": each, "requestStage": "Request"} for each in WATCHED],
}

# Whether an address may be asked; the second says that a redirect leads there.
May = Callable[[str, bool], Awaitable[bool]]


async def watch_documents(page: Page, may: May) -> None:
    """Let the page load only documents and data for which `may` is true, from now on."""
    session = await page.context.new_cdp_session(page)
    deciding: set[asyncio.Task[None]] = set()

    def paused(event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(_decide(session, event, may))
        deciding.add(task)
        task.add_done_callback(deciding.discard)

    session.on("Fetch.requestPaused", paused)
    await session.send("Fetch.enable", PATTERNS)


async def _decide(session: Any, event: dict[str, Any], may: May) -> None:
    answer: dict[str, Any] = {"requestId": event["requestId"]}
    try:
        if await may(str(event["request"]["url"]), "redirectedRequestId" in event):
            await session.send("Fetch.continueRequest", answer)
        else:
            await session.send("Fetch.failRequest", answer | {"errorReason": "BlockedByClient"})
    except PlaywrightError:
        return  # the page was closed meanwhile
