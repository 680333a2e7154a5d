"""The links of an article page to other articles of its site.

Menus stand on every page, related links on a few that follow one another, and what they mean
depends on the site and on the known shapes alone: it is told by one look.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from crawler.core.extract.listing.anchors import ROOTED, anchor_of, own_link, own_links, root_of
from crawler.core.extract.listing.near_shapes import fits_nearly
from crawler.core.extract.page import Page
from crawler.core.urls import host_of, request_url, shape_of

KEPT_MAX = 2_048  # links of a site whose meaning is kept


def article_links(page: Page, known_shapes: AbstractSet[str]) -> list[str]:
    """Own links of an article page, in its body and its related blocks, that look like articles."""
    site = _site_of(host_of(page.url), root_of(page), frozenset(known_shapes))
    found: dict[str, _Target] = {}
    for href in page.hrefs:
        target = site[href] if href.startswith(ROOTED) else site.target(href, page.base_url)
        if target:
            found.setdefault(target.key, target)
    own = request_url(page.url)
    near = [target.url for target in found.values() if target.is_near]
    nodes = dict(own_links(page)) if near else {}
    return [
        url
        for url, _, fits, is_near in found.values()
        if url != own and (fits or (is_near and anchor_of(url, nodes[url]).is_headline))
    ]


class _Target(NamedTuple):
    """An address that a link means, and its canonical form."""

    url: str
    key: str
    fits: bool  # it has the shape of an article
    is_near: bool  # it nearly has: the text of the link decides


class _Site(dict[str, _Target | None]):
    """What the links of one site mean, by what they say, as long as its shapes are the same.

    None for what is not asked. Only of links that mean the same on every page.
    """

    def __init__(self, host: str, root: str, shapes: frozenset[str]) -> None:
        super().__init__()
        self._host, self._root, self._shapes = host, root, shapes

    def __missing__(self, href: str) -> _Target | None:
        if len(self) >= KEPT_MAX:
            self.clear()
        found = self[href] = self.target(href, self._root)
        return found

    def target(self, href: str, base: str) -> _Target | None:
        """What a link means on the pages with this base."""
        own = own_link(href, base, self._root, self._host)
        if own is None:
            return None
        fits = shape_of(own[0]) in self._shapes
        return _Target(*own, fits, not fits and fits_nearly(own[0], self._shapes))


_site_of = lru_cache(maxsize=8)(_Site)
