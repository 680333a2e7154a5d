"""Parameters that order or dress a list; what it leads to stands in the plain list too."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.core.urls import request_url

VIEW = re.compile(
    r"(?:sort(?:_?(?:by|order|dir))?|order(?:_?(?:by|dir))?|per_?page|limit|theme|skin"
    r"|font(?:_?size)?|print|share|amp|mobile|output|desktop)=.*"
    # "view" and "mode" also name sections.
    r"|(?:view|layout|display|mode|dir|direction)=(?:grid|list|cards?|table|thumbs?|compact|full"
    r"|asc|desc|up|down|ltr|rtl|print|mobile|desktop|dark|light|night|day)",
    re.IGNORECASE,
)


def without_view(url: str) -> str:
    """The address without what only orders or dresses a list.

    >>> without_view("http://site.example/arab?sort=asc&page=2&view=grid")
    'http://site.example/arab?page=2'
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _is_view(pair)]
    if len(kept) == len(pairs):
        return url
    return request_url(urlunsplit(parts._replace(query=urlencode(kept))))


def view_of(url: str) -> frozenset[tuple[str, str]]:
    """The parameters of an address that order or dress a list."""
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    return frozenset(filter(_is_view, pairs))


def _is_view(pair: tuple[str, str]) -> bool:
    return VIEW.fullmatch("=".join(pair)) is not None
