"""A script-built page read from the data in it, without a browser; None when that is not enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from crawler.core.arabic.text import fold_text
from crawler.core.extract.listing.anchors import HEADLINE_WORDS_MIN
from crawler.core.extract.listing.fragment import following_fragment
from crawler.core.extract.listing.pager import is_numbered_page
from crawler.core.extract.page import Page
from crawler.core.extract.state.embedded import embedded
from crawler.core.extract.state.items import Item, items_in
from crawler.core.extract.state.markup import (
    AddressOf,
    article_html,
    listing_html,
    stated_address,
)
from crawler.core.extract.state.paging import following
from crawler.core.extract.state.text import text_in
from crawler.core.urls import absolute, canonical_url

LINKS_MIN = 3  # a page with fewer is no listing: its data are of something else
BODY_CHARS_MIN = 120
HEAD = "head > meta, head > link, head > title, head > base, script[type*='ld+json']"


def state_page(
    page: Page,
    kind: str,
    address: AddressOf = stated_address,
    paging: Mapping[str, Any] | None = None,
    least: int = LINKS_MIN,
) -> Page | None:
    """The page with its own data as its content; `kind` is `listing` or `article`. Pure.

    `paging` says how the next page of a listing is found in them, as `learn_paging` does; with
    fewer than `least` links it is none.
    """
    values = embedded(page)
    if kind == "listing":
        next_url = following(paging, page.url, values, page.url) if paging else None
        if next_url is None and is_numbered_page(page.url):
            next_url = following_fragment(page.url)
        html = listing_of(values, page.url, next_url or "", address, least)
    else:
        head = "".join(node.html or "" for node in page.tree.css(HEAD))
        html = article_of_data(values, page.url, head=head, address=address)
    return Page(html, page.url) if html else None


def listing_of(
    values: Iterable[Any],
    url: str,
    next_url: str = "",
    address: AddressOf = stated_address,
    least: int = LINKS_MIN,
) -> str | None:
    """The listing that the data hold, as HTML; None with fewer than `least` links.

    Also None when most of what has a headline has no address: only the script knows it.
    """
    items = [each for value in values for each in items_in(value)]
    linked = {absolute(address(each), url) for each in items if address(each)} - {None}
    open_ones = {each.title for each in items if _is_headline(each) and not address(each)}
    if len(linked) < max(least, len(open_ones)):
        return None
    return listing_html(items, next_url, address)


def article_of_data(
    values: Iterable[Any], url: str, head: str = "", address: AddressOf = stated_address
) -> str | None:
    """The article that the data hold, as HTML; None when none of them is surely the page's own."""
    items = [each for value in values for each in items_in(value)]
    item = main_item(items, url)
    return article_html(item, items, head, address) if item else None


def main_item(items: list[Item], url: str) -> Item | None:
    """The object with a text that is the page's own: it names the address, or it is the only one.

    What states the address of another page is never taken.
    """
    told = told_items(items, url)
    named = [each for each in told if names_address(each, url)]
    if named:
        return max(named, key=_chars)
    different = {fold_text(each.title) for each in told}
    return max(told, key=_chars) if len(different) == 1 else None


def told_items(items: list[Item], url: str) -> list[Item]:
    """The objects with a text, without those that state the address of another page than `url`."""
    return [each for each in items if _chars(each) >= BODY_CHARS_MIN and not _is_other(each, url)]


def _is_headline(item: Item) -> bool:
    return len(item.title.split()) >= HEADLINE_WORDS_MIN


def _chars(item: Item) -> int:
    return len(text_in(item.body))


def _is_other(item: Item, url: str) -> bool:
    stated = absolute(item.url, url) if item.url else None
    if stated is None or urlsplit(stated).path in ("", "/"):
        return False
    return canonical_url(stated) != canonical_url(url) and not names_address(item, url)


def names_address(item: Item, url: str) -> bool:
    """True when an id or a slug of the object stands in the address, or the object states it."""
    stated = absolute(item.url, url) if item.url else None
    if stated and canonical_url(stated) == canonical_url(url):
        return True
    parts = urlsplit(url)
    pieces = {unquote(piece) for piece in _pieces(f"{parts.path}/{parts.query}")}
    names = (item.own.get(name) for name in ("id", "slug", "alias", "articleid", "newsid", "uuid"))
    return any(str(name) in pieces for name in names if isinstance(name, str | int) and name)


def _pieces(text: str) -> Iterable[str]:
    """What stands between slashes and signs of a query; the last number of a slug stands alone."""
    for piece in text.replace("?", "/").replace("&", "/").replace("=", "/").split("/"):
        if piece:
            bare = piece.rsplit(".", 1)[0]
            yield from (piece, bare, bare.rsplit("-", 1)[-1], bare.split("-", 1)[0])
