"""The videos of an article: what JSON-LD and meta state, then players in the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborNode

from crawler.core.article import Media
from crawler.core.extract.box_names import kind_of_box
from crawler.core.extract.jsonld import LISTED, Node, text_in, types_of
from crawler.core.extract.layout import Layout
from crawler.core.extract.page import Page
from crawler.core.urls import absolute

METAS = ("og:video:secure_url", "og:video:url", "og:video", "twitter:player")
ADDRESS_KEYS = ("contenturl", "embedurl", "url")
VIDEOS_MAX = 50
FRAME_ATTRIBUTES = ("src", "data-src", "data-lazy-src", "data-litespeed-src")
# Players that sites of news put into their pages, by the addresses of their frames.
PLAYERS = re.compile(
    r"//(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/embed/|player\.vimeo\.com/video/|"
    r"(?:geo\.)?dailymotion\.com/(?:embed/|player)|facebook\.com/plugins/video|"
    r"rumble\.com/embed/|ok\.ru/videoembed/|players\.brightcove\.net/|cdn\.jwplayer\.com/|"
    r"content\.jwplatform\.com/|streamable\.com/[eo]/|iframe\.mediadelivery\.net/|"
    r"tiktok\.com/(?:embed|player)/|players?\.[\w.-]+/)",
    re.IGNORECASE,
)
FILES = re.compile(r"^\S+(?:\.(?:mp4|m3u8|webm|mpd|mov|flv|ogv|m4v)\b|/(?:embed|video)/)")
NOT_THERE = frozenset(
    ("related", "most_read", "latest", "ad", "footer", "sidebar", "menu", "comments", "consent")
)


def videos_of(page: Page, first: int, last: int) -> list[Media] | None:
    """Address and title of each video, once: VideoObjects, og:video, players in the article.

    A player counts from the headline (block `first`) to the end of the article (block `last`). An
    address of a file goes before that of a player.
    """
    found: dict[str, Media] = {}
    for url, caption in (*_stated(page), *_shown(page, first, last)):
        address = absolute(url, page.base_url)
        if address and address not in found:
            found[address] = Media(url=address, caption=caption or None)
    return list(found.values())[:VIDEOS_MAX] or None


def _stated(page: Page) -> Iterator[tuple[str, str]]:
    for node in page.json_ld:
        if "videoobject" in types_of(node) and LISTED not in node:
            for key in ADDRESS_KEYS:
                if url := text_in(node.get(key)):
                    yield url, _name(node)
                    break
    for name in METAS:
        url = page.meta.get(name, "")
        if FILES.search(url) or PLAYERS.search(url):  # some sites put the page's address there
            yield url, ""
            return


def _name(node: Node) -> str:
    value: Any = node.get("name") or node.get("headline")
    return text_in(value)


def _shown(page: Page, first: int, last: int) -> Iterator[tuple[str, str]]:
    for node in page.players:
        url = _address(node)
        if url and _is_in_article(page.layout, node, first, last):
            yield url, (node.attributes.get("title") or "").strip()


def _address(node: LexborNode) -> str | None:
    attributes = node.attributes
    if node.tag == "amp-youtube":
        return f"https://www.youtube.com/embed/{attributes['data-videoid']}"
    urls = (attributes.get(name) for name in FRAME_ATTRIBUTES)
    found = (url for url in urls if url and not url.startswith(("about:", "data:", "blob:")))
    url = next(found, None)
    if node.tag == "iframe" and url and not PLAYERS.search(url):
        return None
    return url


def _is_in_article(layout: Layout, node: LexborNode, first: int, last: int) -> bool:
    """True for a node between two blocks, outside of what the names of its boxes call noise."""
    current = node.parent
    while current is not None and current.mem_id not in layout.box_of:
        current = current.parent
    if current is None:
        return False
    held = layout.ancestors(layout.box_of[current.mem_id])
    box = layout.boxes[held[0]]
    if box.last < first or box.first > last + 1:
        return False
    kinds = (kind_of_box(layout.boxes[each].tag, layout.boxes[each].hint) for each in held)
    return NOT_THERE.isdisjoint(kinds)
