"""The address behind a "load more" button: it stands in an attribute that a script would read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from crawler.core.extract.listing.anchors import MORE_LABELS, label_of, text_of
from crawler.core.extract.listing.pager import NUMBER, PAGE_NUMBER, is_numbered_page
from crawler.core.extract.page import Page
from crawler.core.urls import absolute, host_of, is_page, request_url

URL_NAMES = (
    "data-url", "data-href", "data-next-url", "data-next", "data-ajax-url", "data-endpoint",
    "data-load-url", "data-load-more", "data-action", "data-path",
)  # fmt: skip
NEXT_NAMES = ("data-next-page", "data-nextpage")  # the page to ask
PAGE_NAMES = ("data-page", "data-current-page", "data-paged")  # it, or the one that is shown
LAST_NAMES = ("data-max-pages", "data-max", "data-last-page", "data-pages", "data-total-pages")
CARRIERS = ",".join(f"[{name}]" for name in (*URL_NAMES, *NEXT_NAMES, *PAGE_NAMES))
NAMED = re.compile(
    r"(?:load|show|view|see)[-_]?more|more[-_]?(?:btn|button|posts|news)", re.IGNORECASE
)
OPEN_PLACE = re.compile(
    r"\{\{?\s*(?:page|n|num)\s*\}?\}|__page__|:page\b|%d|\[page\]", re.IGNORECASE
)
LABEL_CHARS_MAX = 60


def load_more(page: Page) -> str | None:
    """The address that the page's "load more" would ask, of the same site, or None."""
    host, own = host_of(page.url), request_url(page.url)
    for node in page.tree.css(CARRIERS):
        if not _says_more(node):
            continue
        for target in _targets(node, own):
            url = absolute(target, page.base_url)
            if url and host_of(url) == host and is_page(url) and request_url(url) != own:
                return request_url(url)
    return None


def _says_more(node: LexborNode) -> bool:
    text = text_of(node)
    if len(text) <= LABEL_CHARS_MAX and label_of(text) in MORE_LABELS:
        return True
    names = (node.attributes.get(name) or "" for name in ("class", "id"))
    return any(NAMED.search(name) for name in names)


def _targets(node: LexborNode, own: str) -> Iterator[str]:
    """What its attributes may mean, the surest first."""
    number = _number(node, own)
    last = _first_number(node, LAST_NAMES)
    if number is not None and last is not None and number > last:
        return
    for name in URL_NAMES:
        if target := (node.attributes.get(name) or "").strip():
            if NUMBER.fullmatch(target) or not re.search(r"[/?.]", target):
                continue  # a number, or a word for a script
            yield target if number is None else _with_page(target, number)
    if number is not None:
        yield _with_page(own, number)


def _number(node: LexborNode, own: str) -> int | None:
    """The page to ask. `data-page` may be the shown one: then the next is meant."""
    following = _first_number(node, NEXT_NAMES)
    if following is not None:
        return following
    number = _first_number(node, PAGE_NAMES)
    if number is None:
        return None
    found = PAGE_NUMBER.search(own)
    shown = int(found["number"]) if found else 1
    return number if number > shown else shown + 1


def _first_number(node: LexborNode, names: tuple[str, ...]) -> int | None:
    values = (node.attributes.get(name) or "" for name in names)
    return next((int(value) for value in values if NUMBER.fullmatch(value)), None)


def _with_page(target: str, number: int) -> str:
    """The address for a page: in an open place, in its page number, or as a parameter."""
    if OPEN_PLACE.search(target):
        return OPEN_PLACE.sub(str(number), target)
    if target.endswith("="):
        return f"{target}{number}"
    if is_numbered_page(target):
        return PAGE_NUMBER.sub(lambda found: _replaced(found, number), target, count=1)
    return f"{target}{'&' if urlsplit(target).query else '?'}page={number}"


def _replaced(found: re.Match[str], number: int) -> str:
    whole, start = found[0], found.start("number") - found.start()
    return f"{whole[:start]}{number}{whole[start + len(found['number']) :]}"
