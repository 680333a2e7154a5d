"""The path of an address by one look, where it is written as most are."""

from __future__ import annotations

from urllib.parse import urlsplit

from crawler.core.urls import ROOT


def path_of(url: str) -> str:
    """The path of an address.

    >>> path_of("https://news.example/a/5?b=/c#d")
    '/a/5'
    """
    found = ROOT.match(url)
    if found is None or not url.isprintable():  # `urlsplit` drops line ends
        return urlsplit(url).path
    return url[found.end() :].partition("#")[0].partition("?")[0]
