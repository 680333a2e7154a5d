"""Pagers without links or labels: a sentinel at the end of the list, options, a form.

They may stand for anything, so only the nearest later page of this very list is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from selectolax.lexbor import LexborNode

from crawler.core.extract.listing.load_more import own_page
from crawler.core.extract.listing.pager import is_numbered_page, is_same_listing, step
from crawler.core.extract.page import Page
from crawler.core.urls import request_url

NAMES = ("data-next", "data-next-url", "data-next-page", "data-href", "data-url", "hx-get")
CARRIERS = ",".join((*(f"[{name}]" for name in NAMES), "turbo-frame[src]", "option[value]", "form"))
ADDRESS = re.compile(r"[/?]")
SECOND_PAGE = 2


def silent_next(page: Page) -> str | None:
    """The nearest page after this one that an attribute, an option or a form leads to, or None."""
    own = request_url(page.url)
    found: dict[int, str] = {}
    for target in filter(ADDRESS.search, _targets(page)):
        url = own_page(target, page, own)
        if url and (number := _later(own, url)):
            found.setdefault(number, url)
    return found[min(found)] if found else None


def _targets(page: Page) -> Iterator[str]:
    for node in page.tree.css(CARRIERS):
        attributes = node.attributes
        if node.tag == "form":
            yield _form(node) or ""
        elif node.tag == "option":
            yield attributes["value"] or ""
        yield from (value for name in (*NAMES, "src") if (value := attributes.get(name)))


def _form(node: LexborNode) -> str | None:
    """What a form asks that has nothing to fill in and is no POST."""
    if (node.attributes.get("method") or "get").lower() != "get":
        return None
    inputs = node.css("input[name],select[name],textarea[name]")
    if not inputs or any(each.attributes.get("type") != "hidden" for each in inputs):
        return None
    pairs = [
        (each.attributes.get("name") or "", each.attributes.get("value") or "") for each in inputs
    ]
    return f"{node.attributes.get('action') or ''}?{urlencode(pairs)}"


def _later(own: str, url: str) -> int:
    """The number of a page that comes later in the same listing, 0 for any other."""
    found = step(own, url)
    if found is None or not (is_numbered_page(url) and is_same_listing(own, url)):
        return 0
    before, after = found
    return after if after >= SECOND_PAGE and after > (before or 0) else 0
