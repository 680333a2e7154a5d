"""Pagers without links or labels: a sentinel at the end of the list, options, a form.

They may stand for anything, so only the nearest later page of this very list is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from selectolax.lexbor import LexborNode

from crawler.core.extract.listing.load_more import own_page
from crawler.core.extract.listing.pager import is_numbered_page, is_same_listing, step
from crawler.core.extract.page import Page
from crawler.core.urls import request_url

# Attributes that say "next" need no number: also where the next piece begins will do.
NEXT_NAMES = (
    "data-next", "data-next-url", "data-nexturl", "data-next-page", "data-nextpage",
    "data-next-link", "data-next-href",
)  # fmt: skip
NAMES = (*NEXT_NAMES, "data-href", "data-url", "hx-get")
CARRIERS = ",".join((*(f"[{name}]" for name in NAMES), "turbo-frame[src]", "option[value]", "form"))
ADDRESS = re.compile(r"[/?]")
SECOND_PAGE = 2
AT_END = re.compile(r"revealed|intersect")  # what htmx asks when the reader comes to it
PLACES = re.compile(
    r"(?:(?:max|last|from)_?id|after|before|cursor|until|token|last)", re.IGNORECASE
)


def silent_next(page: Page) -> str | None:
    """The nearest page after this one that an attribute, an option or a form leads to, or None."""
    own = request_url(page.url)
    found: dict[int, str] = {}
    carriers = page.tree.css(CARRIERS)
    for target in filter(ADDRESS.search, _targets(carriers)):
        url = own_page(target, page, own)
        if url and (number := _later(own, url)):
            found.setdefault(number, url)
    return found[min(found)] if found else _from_place(carriers, page, own)


def _from_place(carriers: list[LexborNode], page: Page, own: str) -> str | None:
    """What an attribute calls next, or what is asked at the end: this list from a place on."""
    for node in carriers:
        attributes = node.attributes
        is_last = AT_END.search(attributes.get("hx-trigger") or "") is not None
        names = (*NEXT_NAMES, "hx-get") if is_last else NEXT_NAMES
        for target in filter(None, map(attributes.get, names)):
            url = own_page(target, page, own) if ADDRESS.search(target) else None
            if url and is_same_listing(own, url) and _says_place(url):
                return url
    return None


def _says_place(url: str) -> bool:
    return any(PLACES.fullmatch(name) for name, value in parse_qsl(urlsplit(url).query) if value)


def _targets(carriers: list[LexborNode]) -> Iterator[str]:
    for node in carriers:
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
