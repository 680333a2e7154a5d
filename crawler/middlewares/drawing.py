"""When a page is drawn, and how a listing without pages is brought to its end."""

from __future__ import annotations

import asyncio
import logging
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from playwright.async_api import Request as PlaywrightRequest
from playwright.async_api import TimeoutError as SlowError

from crawler.core.extract.listing.link_labels import MORE_LABELS
from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page as StaticPage
from crawler.core.extract.rendering import needs_browser

logger = logging.getLogger(__name__)
IDLE_MS = 5_000  # a page that polls is never idle; it is taken as it stands then
DRAWN_S = 3.0  # for a page that shows as little as before, though its network rests
LOOK_S = 0.1
QUIET_S = 0.3  # without a request under way; playwright's own "networkidle" waits for 0.5 s
STEP_S = 0.05
SCROLL_S = 15.0  # for all rounds of a page; the deadline of a whole request is 30 s
WHOLE_S = 22.0  # after the page was asked nothing new is begun: its deadline is 30 s
GROW_S = 1.2  # so long a round may bring nothing; then it counts as one without news
BARREN_MAX = 2  # rounds without a new link, one after the other
SILENT = frozenset(("websocket", "eventsource", "ping", "media"))  # they may stay open for ever
MORE_CLASS = r"(load|show|view|see)[-_]?more|more[-_]?(btn|button|posts|news)"
LINKS_JS = "() => Array.from(document.querySelectorAll('a[href]'), (a) => [a.href, a.textContent])"
# Comes when the page has nothing more to do; says how many links and paragraphs it has.
IDLE_JS = """() => new Promise((done) => requestIdleCallback(() => done(
  [document.querySelectorAll("a[href]").length, document.querySelectorAll("p").length]),
  {timeout: 1000}))"""
LINKS_MIN, PARAGRAPHS_MIN = 30, 4  # more than a shell has: the page is not looked at more closely
# A button that says "more" is pressed; a link only when it leads nowhere. Then the page's end, and
# that of a box that scrolls by itself, are shown.
MORE_JS = """([labels, named]) => {
  const bare = (text) => text.normalize("NFKC").replace(/[\\u064b-\\u0652\\u0640]/g, "")
    .replace(/[أإآ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه")
    .replace(/^[\\W_]+|[\\W_]+$/gu, (ends) => ends.replace(/[^\\p{L}\\p{N}]/gu, ""))
    .replace(/\\s+/g, " ").trim().toLowerCase();
  const wanted = new Set(labels.map(bare));
  const leads = (a) => a.tagName === "A" &&
    !/^(#|javascript:|$)/.test((a.getAttribute("href") || "").trim());
  const shown = (node) => node.offsetParent !== null && !node.disabled;
  const text = (node) => node.innerText || node.value || "";
  const says = (node) => text(node).length < 60 && wanted.has(bare(text(node)));
  const nodes = document.querySelectorAll("button, [role=button], a, input[type=button]");
  const all = Array.from(nodes).filter((node) => shown(node) && !leads(node) &&
    !(node.form && node.type === "submit"));
  const button = all.reverse().find((node) =>
    says(node) || new RegExp(named, "i").test(`${node.className} ${node.id}`));
  if (button) button.click();
  for (const box of document.querySelectorAll("main, [class*=scroll], [class*=list]"))
    if (box.scrollHeight > box.clientHeight + 10) box.scrollTop = box.scrollHeight;
  window.scrollTo(0, document.documentElement.scrollHeight);
}"""
# Lists that keep only what is in view drop what was scrolled past.
KEPT_JS = """(links) => {
  const there = new Set(Array.from(document.querySelectorAll("a[href]"), (a) => a.href));
  const list = document.createElement("ul");
  for (const [href, text] of links) {
    if (there.has(href)) continue;
    const entry = document.createElement("li"), link = document.createElement("a");
    link.setAttribute("href", href);
    link.textContent = text;
    entry.append(link);
    list.append(entry);
  }
  if (list.children.length) document.body.append(list);
}"""


class Quiet:
    """Counts what a page has asked and not yet got."""

    def __init__(self, page: Page) -> None:
        self._open: set[PlaywrightRequest] = set()
        self.began = self._since = monotonic()
        self.shows_much = False
        page.on("request", self._begins)
        for name in ("requestfinished", "requestfailed"):
            page.on(name, self._ends)

    def _begins(self, request: PlaywrightRequest) -> None:
        if request.resource_type not in SILENT:
            self._open.add(request)

    def _ends(self, request: PlaywrightRequest) -> None:
        self._open.discard(request)
        self._since = monotonic()

    async def rest(self, page: Page, limit_s: float) -> bool:
        """Wait until nothing has been under way for `QUIET_S` and its scripts rest.

        False when time is over before.
        """
        end = monotonic() + limit_s
        while monotonic() < end:
            if not self._open and monotonic() - self._since >= QUIET_S:
                links, paragraphs = await page.evaluate(IDLE_JS)
                self.shows_much = links >= LINKS_MIN or paragraphs >= PARAGRAPHS_MIN
                if not self._open and monotonic() - self._since >= QUIET_S:
                    return True
            await asyncio.sleep(STEP_S)
        return False


quiet_of: WeakKeyDictionary[Page, Quiet] = WeakKeyDictionary()


async def wait_until_drawn(page: Page) -> None:
    """Wait until the network rests and the page shows more than its shell, or time is over."""
    if page.url == "about:blank":  # a download: there is no page
        return
    try:
        await page.wait_for_load_state("load", timeout=IDLE_MS)
    except SlowError:
        logger.debug("never loaded: %s", page.url)
    quiet = quiet_of.get(page)
    if quiet and not await quiet.rest(page, IDLE_MS / 1000):
        logger.debug("never idle: %s", page.url)
    if quiet and quiet.shows_much:
        return
    end = monotonic() + DRAWN_S
    while needs_browser(StaticPage(await page.content(), page.url)):
        if monotonic() > end:
            logger.debug("few links and paragraphs: %s", page.url)
            return
        await asyncio.sleep(LOOK_S)


async def scroll_down(page: Page, url: str, rounds: int) -> None:
    """Bring a listing that has no next page to show more, until nothing new comes.

    It ends after `rounds`, after `BARREN_MAX` rounds without a new link, and after `SCROLL_S`.
    """
    try:
        if read_listing(StaticPage(await page.content(), url)).next_page is None:
            await _scroll(page, rounds)
    except (PlaywrightError, TimeoutError) as error:  # it went to another page, or hangs
        logger.debug("scrolling %s: %s", url, error)


async def _scroll(page: Page, rounds: int) -> None:
    found: dict[str, str] = dict(await page.evaluate(LINKS_JS))
    barren = 0
    quiet = quiet_of.get(page)
    end = min(monotonic() + SCROLL_S, quiet.began + WHOLE_S if quiet else float("inf"))
    while rounds > 0 and barren < BARREN_MAX and monotonic() < end:
        before = len(found)
        await page.evaluate(MORE_JS, [sorted(MORE_LABELS), MORE_CLASS])
        await _grown(page, found)
        barren = 0 if len(found) > before else barren + 1
        rounds -= 1
    await page.evaluate(KEPT_JS, list(found.items()))


async def _grown(page: Page, found: dict[str, str]) -> None:
    """Take in new links as soon as there are some, or give up after `GROW_S`."""
    end = monotonic() + GROW_S
    while monotonic() < end:
        await asyncio.sleep(LOOK_S)
        links: list[Any] = await page.evaluate(LINKS_JS)
        new = {href: text for href, text in links if href not in found}
        if new:
            found.update(new)
            return
