"""Numbers in the addresses of a listing's pages: which of two pages comes after the other."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from urllib.parse import unquote, urlsplit

NUMBER = re.compile(r"\d+")
VALUE = re.compile(r"(?:^|=)([^&=]+)(?=&|$)")
OFFSETS = frozenset(("start", "offset", "skip", "limitstart"))  # they count articles, not pages
PAGE_NUMBER = re.compile(
    r"[?&/](?P<name>page|p|paged|pg|page_?no|page_?num(?:ber)?|start|offset|skip|limitstart)[=/-]?"
    r"(?P<number>\d{1,6})(?:\D|$)",
    re.IGNORECASE,
)


def step(own: str, other: str) -> tuple[int | None, int] | None:
    """The one number in which another page's address differs from this page's: from, to.

    The first is None where this page has no number. None when the addresses differ in more.

    >>> step("http://site.example/a?start=20", "http://site.example/a?start=40")
    (20, 40)
    >>> step("http://site.example/a", "http://site.example/a?page=2")
    (None, 2)
    """
    added = list((_numbers(other) - _numbers(own)).elements())
    removed = list((_numbers(own) - _numbers(other)).elements())
    if len(added) != 1 or len(removed) > 1:
        return None
    return (removed[0] if removed else None), added[0]


def is_same_listing(own: str, other: str) -> bool:
    """True when two addresses differ in their numbers only, or the other one says "page" too."""
    mine, others = urlsplit(own), urlsplit(other)
    if mine.path == others.path:
        return True
    return _words(others.path).startswith(_words(mine.path))


def _words(path: str) -> str:
    return NUMBER.sub("", path).rstrip("/")


def is_numbered_page(url: str) -> bool:
    """True for an address that says which page of a listing it is."""
    return PAGE_NUMBER.search(url) is not None


@lru_cache(maxsize=1_024)
def _numbers(url: str) -> Counter[int]:
    parts = urlsplit(url)
    values = " ".join(VALUE.findall(parts.query))  # a name may have a number: e-page-4f3a2b=2
    return Counter(map(int, NUMBER.findall(unquote(f"{parts.path} {values}"))))
