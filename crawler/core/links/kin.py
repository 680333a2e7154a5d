"""Addresses of one number, or of one path: likely one article under several names."""

from __future__ import annotations

import re
from urllib.parse import unquote

from crawler.core.links.address import DATE, DIGITS
from crawler.core.urls import canonical_url

HOST_FROM = len("https://")
SLUG_JOINTS_MIN = 3  # as in the shapes of addresses


def kin_of(url: str) -> int | None:
    """A key that URLs share which differ only in slug and parameters; None where there is none.

    It proves nothing: which of two is asked first is all that may depend on it, so it is made in a
    tenth of the time that `address_of` takes, and holds within a process. Without a number only a
    slug tells articles apart, since a script's parameters may name them.

    >>> kin_of("http://site.example/news/7/a?t=1") == kin_of("http://site.example/news/7/b")
    True
    >>> kin_of("http://site.example/show?name=a") is None
    True
    """
    address, _, query = canonical_url(url).partition("?")
    start = address.find("/", HOST_FROM)
    path = unquote(address[start:]) if "%" in address else address[start:]
    dated = DATE.search(path) if "/20" in path or "/19" in path else None
    begin = dated.end() if dated else 0
    if number := max(DIGITS.finditer(path, begin), key=_digits, default=None):
        return hash((address[:start], path[: number.end()]))
    if number := max(DIGITS.finditer(query), key=_digits, default=None):
        return hash((address, query[query.rfind("&", 0, number.end()) + 1 : number.end()]))
    return hash(address) if path.count("-") + path.count("_") >= SLUG_JOINTS_MIN else None


def _digits(number: re.Match[str]) -> int:
    return len(number[0])
