"""The name of the site where no metadata tells it: a piece of the title that the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.core.extract.metadata import title_ends
from crawler.core.extract.page import Page
from crawler.core.noise.phrases import key_of
from crawler.core.urls import absolute, host_of

NAME_WORDS_MAX = 5
LINE_CHARS_MAX = 300  # of a line that names the owner of the rights
LINES_MAX = 40  # from the end of the page, where it stands
FOLDED_MAX = 4  # characters by which a name and its compared form differ
OWNERS = ("©", "محفوظة")
LATIN_OWNERS = ("rights reserved", "copyright")  # each with an "r", which Arabic lines lack


def shown_name(page: Page, known: Sequence[str]) -> str:
    """The first or the last piece of the title, "" where it is a known name or the page's own.

    It counts where a link to the site's front has just these words, or where a line on the rights
    names it.
    """
    ends = {key_of(piece): piece for piece in title_ends(page)}
    if not ends or not ends.keys().isdisjoint(map(key_of, known)):
        return ""
    short = (key for key in ends if key and len(key.split()) <= NAME_WORDS_MAX)
    return next((ends[key] for key in short if _is_shown(page, key)), "")


def _is_shown(page: Page, key: str) -> bool:
    low, high = len(key) - FOLDED_MAX, len(key) + FOLDED_MAX
    links = [each for each in page.layout.anchors if low <= len(each.text) <= high]
    if any(key_of(each.text) == key and _is_front(page, each.href) for each in links):
        return True
    lines = (block.text for block in page.layout.blocks[-LINES_MAX:])
    owners = (line for line in lines if len(line) <= LINE_CHARS_MAX and _tells_owner(line))
    return any(f" {key} " in f" {key_of(line)} " for line in owners)


def _tells_owner(line: str) -> bool:
    if any(map(line.__contains__, OWNERS)):
        return True
    return ("r" in line or "R" in line) and any(map(line.lower().__contains__, LATIN_OWNERS))


def _is_front(page: Page, href: str) -> bool:
    address = absolute(href, page.base_url) or ""
    return urlsplit(address).path in ("", "/") and host_of(address) == host_of(page.url)
