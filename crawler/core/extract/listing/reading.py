"""What a listing page leads to: articles, the next page, sections, feeds. Knows no class names.

An article link is told from the rest by what all listings share: many addresses of one shape
whose link texts are as long as headlines. Menus have short texts, pages have numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from crawler.core.extract.listing.anchors import Anchor, anchors_of
from crawler.core.extract.listing.article_shapes import shapes_of
from crawler.core.extract.listing.load_more import load_more
from crawler.core.extract.listing.menu import FEED_HREF, SITEMAP_HREF, menu_of
from crawler.core.extract.listing.near_shapes import articles_among
from crawler.core.extract.listing.next_page import next_page
from crawler.core.extract.listing.silent_pager import silent_next
from crawler.core.extract.page import Page
from crawler.core.site import SiteProfile
from crawler.core.urls import absolute, host_of, request_url, shape_of

FEED_LINKS = ",".join(
    f"link[rel~=alternate i][type='application/{kind}+xml' i]" for kind in ("rss", "atom")
)
FEED_ANCHORS = "a[href*=rss i],a[href*=feed i],a[href*=atom i]"
# "news_rss.php?lang=arabic", "rss.php?cat=1", "/feed/categories", "/rss/category/...": of a part.
FEED_OF_PART = re.compile(
    r"/(?:[a-z]{2,12}[_-])?(?:rss|feed|atom)\.(?:php|aspx?|xml)\?[^#]{1,80}$"
    r"|/(?:rss|feeds?)/(?:categor(?:y|ies)|section|latest|news)(?:/[^?#]{1,150})?$",
    re.IGNORECASE,
)
PARTS_MAX = 5  # feeds of parts that are asked where a site has none of all its articles
COMMENTS = re.compile(r"/comments?/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing:
    """Where a page leads to. Addresses are as they are to be asked, without repeats."""

    articles: tuple[str, ...] = ()
    shapes: frozenset[str] = frozenset()
    next_page: str | None = None
    sections: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    loads_more: bool = False  # the next page is what a button asks for: a piece of a listing
    traps: Mapping[str, int] = field(default_factory=dict)  # links left out of sections, by reason


def read_listing(
    page: Page, *, profile: SiteProfile | None = None, known_shapes: Collection[str] = ()
) -> Listing:
    """Find everything that a listing page leads to.

    `known_shapes` are shapes of article addresses that other pages of the site have shown. A
    selector of the profile that finds nothing is named in `missed`; the engine's finding stands.
    """
    anchors = anchors_of(page)
    missed = []
    articles = _selected(page, profile.article_links if profile else None)
    if profile and profile.article_links and not articles:
        missed.append("article_links")
    found, labelled = shapes_of(anchors)
    if not (found or articles):
        from crawler.core.extract.listing.silent_links import silent_anchors

        silent = silent_anchors(page)
        found = shapes_of(silent).articles
        articles = [each.url for each in articles_among(silent, found)]
    shapes = frozenset(map(shape_of, articles)) or found | set(known_shapes)
    told = [each for each in anchors if _is_told(each, shapes, labelled)]
    fitting = dict.fromkeys(each.url for each in articles_among(told, shapes))
    articles = articles or [*fitting]
    following = _selected(page, profile.next_page if profile else None)
    next_url = following[0] if following else next_page(page, shapes)
    more_url = None if next_url else load_more(page) or silent_next(page)
    others = [each for each in told if each.url not in fitting]
    menu = menu_of(others, request_url(page.url), next_url)
    return Listing(
        articles=tuple(dict.fromkeys(articles)),
        shapes=shapes,
        next_page=next_url or more_url,
        sections=menu.sections,
        feeds=tuple(_feeds(page)),
        sitemaps=tuple(_hrefs(page, "link[rel=sitemap],a[href*=sitemap]", SITEMAP_HREF)),
        missed=tuple(missed),
        loads_more=more_url is not None,
        traps=menu.traps,
    )


def _is_told(anchor: Anchor, shapes: AbstractSet[str], labelled: AbstractSet[str]) -> bool:
    """False for a link that says what others of its shape say: neither headline nor section."""
    shape = shape_of(anchor.url)
    return shape not in labelled or shape in shapes


def _selected(page: Page, selector: str | None) -> list[str]:
    if not selector:
        return []
    found = []
    for node in page.tree.css(selector):
        links = [node] if node.tag in ("a", "link") else node.css("a[href]")
        hrefs = (link.attributes.get("href") or "" for link in links)
        urls = (absolute(href, page.base_url) for href in hrefs)
        found += [request_url(url) for url in urls if url and host_of(url) == host_of(page.url)]
    return found


def _feeds(page: Page) -> list[str]:
    """Feeds of articles: those of comments name no article that a listing does not."""
    found = _hrefs(page, FEED_LINKS) or _hrefs(page, FEED_ANCHORS, FEED_HREF)
    found = found or _hrefs(page, FEED_ANCHORS, FEED_OF_PART)[:PARTS_MAX]
    return [url for url in found if not COMMENTS.search(url)]


def _hrefs(page: Page, selector: str, pattern: re.Pattern[str] | None = None) -> list[str]:
    urls = (
        absolute(node.attributes.get("href") or "", page.base_url)
        for node in page.tree.css(selector)
    )
    own = host_of(page.url)
    kept = (request_url(url) for url in urls if url and host_of(url) == own)
    return list(dict.fromkeys(url for url in kept if pattern is None or pattern.search(url)))
