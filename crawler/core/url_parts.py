"""Parts of an address by one look, where it is written as most are; else as `urlsplit` has them."""

from __future__ import annotations

from urllib.parse import urlsplit

from crawler.core.urls import ROOT


def root_of(url: str) -> str:
    """The front page of the site that an address lies on.

    >>> root_of("https://news.example:8080/a/5?b=1")
    'https://news.example:8080/'
    """
    if found := ROOT.match(url):
        return f"{found[0]}/"
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def path_of(url: str) -> str:
    """The path of an address.

    >>> path_of("https://news.example/a/5?b=/c#d")
    '/a/5'
    """
    found = ROOT.match(url)
    if found is None or not url.isprintable():  # `urlsplit` drops line ends
        return urlsplit(url).path
    return url[found.end() :].partition("#")[0].partition("?")[0]
