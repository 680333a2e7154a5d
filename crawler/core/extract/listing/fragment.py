"""What "load more" answers: a piece of a listing as HTML, or as JSON with HTML or links in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from crawler.core.errors import SiteError
from crawler.core.extract.listing.pager import OFFSETS, PAGE_NUMBER

DEPTH_MAX = 8  # of objects within objects
PARTS_MAX = 2_000
HAS_LINK = re.compile(r"<a\s[^<>]*href", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?:)?//?[^\s<>]+|\?[^\s<>]+|[\w-]+\.\w{2,5}\?[^\s<>]+")
URL_KEYS = ("url", "link", "href", "permalink")
TITLE_KEYS = ("title", "headline", "name")
NEXT_KEYS = frozenset(
    ("next", "nexturl", "nextpage", "nextpageurl", "nextlink", "loadmoreurl", "more", "moreurl")
)
CURSOR_KEYS = frozenset(("nextcursor", "endcursor", "cursornext"))
CURSOR = re.compile(r"[\w=+/.:~-]{1,300}")
NOT_LETTERS = re.compile(r"[^a-z]")


def html_in(body: bytes) -> str:
    """A JSON answer as a page: its HTML, its links, and its next address as `rel=next`.

    One without any link is an empty page: so ends a listing. Raises SiteError `not_html` for what
    is no JSON.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SiteError("not_html", "an answer that is neither HTML nor JSON") from error
    parts = [part for part, _ in zip(_parts(answer, 0), range(PARTS_MAX), strict=False)]
    return f"<html><body>{''.join(parts)}</body></html>"


def following_fragment(url: str) -> str | None:
    """The address that asks for the next piece: its page number grows by one; None without one.

    >>> following_fragment("http://site.example/more?page=2&cat=5")
    'http://site.example/more?page=3&cat=5'
    """
    found = [each for each in PAGE_NUMBER.finditer(url) if each["name"].lower() not in OFFSETS]
    if not found:
        return None
    start, end = found[-1].span("number")
    return f"{url[:start]}{int(url[start:end]) + 1}{url[end:]}"


def _parts(value: Any, depth: int) -> Iterator[str]:
    if depth > DEPTH_MAX:
        return
    if isinstance(value, str):
        if HAS_LINK.search(value):
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _parts(each, depth + 1)
    elif isinstance(value, dict):
        yield from _link(value)
        for key, each in value.items():
            if _letters(key) in NEXT_KEYS and isinstance(each, str) and ADDRESS.fullmatch(each):
                yield f'<link rel="next" href="{escape(each)}">'
            elif _letters(key) in CURSOR_KEYS and isinstance(each, str) and CURSOR.fullmatch(each):
                yield f'<a class="load-more" data-cursor="{escape(each)}"></a>'
            else:
                yield from _parts(each, depth + 1)


def _link(item: dict[str, Any]) -> Iterator[str]:
    """An object that has an address and a title is a link."""
    url = next((item[key] for key in URL_KEYS if isinstance(item.get(key), str)), "")
    title = next((item[key] for key in TITLE_KEYS if isinstance(item.get(key), str)), "")
    if title.strip() and ADDRESS.fullmatch(url):
        yield f'<li><a href="{escape(url)}">{escape(title)}</a></li>'


def _letters(key: str) -> str:
    return NOT_LETTERS.sub("", key.lower())
