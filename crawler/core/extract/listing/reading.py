"""What a listing page leads to: articles, the next page, sections, feeds. Knows no class names.

An article link is told from the rest by what all listings share: many addresses of one shape
whose link texts are as long as headlines. Menus have short texts, pages have numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from statistics import median

from crawler.core.extract.listing.anchors import HEADLINE_WORDS_MIN, Anchor, anchors_of
from crawler.core.extract.listing.load_more import load_more
from crawler.core.extract.listing.menu import FEED_HREF, SITEMAP_HREF, is_no_news, menu_of
from crawler.core.extract.listing.near_shapes import fits_nearly
from crawler.core.extract.listing.next_page import next_page
from crawler.core.extract.listing.teaser import is_teased
from crawler.core.extract.page import Page
from crawler.core.site import SiteProfile
from crawler.core.urls import absolute, general_shape, host_of, request_url, shape_of

SHAPE_LINKS_MIN = 2  # one long link alone may be a banner or a notice
TEASED_MAX = 20  # links of a shape that are looked at
GENERAL_SHAPES_MIN = 3  # names that share a form, before the form counts
FEED_LINKS = ",".join(
    f"link[rel~=alternate i][type='application/{kind}+xml' i]" for kind in ("rss", "atom")
)
FEED_ANCHORS = "a[href*=rss i],a[href*=feed i],a[href*=atom i]"
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
    shapes = frozenset(map(shape_of, articles)) or _article_shapes(anchors) | set(known_shapes)
    articles = articles or [each.url for each in anchors if _fits(each, shapes)]
    following = _selected(page, profile.next_page if profile else None)
    next_url = following[0] if following else next_page(page, shapes)
    more_url = None if next_url else load_more(page)
    others = [each for each in anchors if not _fits(each, shapes)]
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


def _article_shapes(anchors: list[Anchor]) -> frozenset[str]:
    """Shapes with several addresses whose texts are mostly as long as headlines.

    First the exact shapes; then, with their names left open, those that many names share: a
    publisher or a section in the path. Menus and tags, told by their short texts, have no say.
    """
    links = [each for each in anchors if each.words and not is_no_news(each.url)]
    groups = _grouped(links, shape_of)
    exact = {
        shape
        for shape, found in groups.items()
        if len(found) >= SHAPE_LINKS_MIN and _is_long(found) and ("#" in shape or "*" in shape)
    }
    short = {
        shape
        for shape, found in groups.items()
        if len(found) >= SHAPE_LINKS_MIN and not _is_long(found)
    }
    rest = [each for each in links if shape_of(each.url) not in short]
    general = {
        shape
        for shape, found in _grouped(rest, lambda url: general_shape(shape_of(url))).items()
        if len({shape_of(each.url) for each in found}) >= GENERAL_SHAPES_MIN and _is_long(found)
    }
    return frozenset(exact | general or _teased(anchors))


def _teased(anchors: list[Anchor]) -> set[str]:
    """Shapes with a number or a slug, most of whose links stand beside an age or a headline.

    Only where no link is as long as a headline: sections stand beside ages of articles too.
    """
    rest = [each for each in anchors if not is_no_news(each.url)]
    groups = _grouped(rest, shape_of)
    return {
        shape
        for shape, found in groups.items()
        if len(found) >= SHAPE_LINKS_MIN
        and ("#" in shape or "*" in shape)
        and 2 * sum(map(is_teased, found[:TEASED_MAX])) > len(found[:TEASED_MAX])
    }


def _grouped(anchors: list[Anchor], key: Callable[[str], str]) -> dict[str, list[Anchor]]:
    groups: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        groups[key(anchor.url)].append(anchor)
    return groups


def _is_long(anchors: list[Anchor]) -> bool:
    return median(each.words for each in anchors) >= HEADLINE_WORDS_MIN


def _fits(anchor: Anchor, shapes: AbstractSet[str]) -> bool:
    """True for an address of these shapes; a text as long as a headline lets more forms pass.

    Among slugs a short one is an article too: /خبر-عاجل where the others have shape "/*".
    """
    if shape_of(anchor.url) in shapes:
        return True
    return anchor.is_headline and fits_nearly(anchor.url, shapes)


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
    return [url for url in found if not COMMENTS.search(url)]


def _hrefs(page: Page, selector: str, pattern: re.Pattern[str] | None = None) -> list[str]:
    urls = (
        absolute(node.attributes.get("href") or "", page.base_url)
        for node in page.tree.css(selector)
    )
    own = host_of(page.url)
    kept = (request_url(url) for url in urls if url and host_of(url) == own)
    return list(dict.fromkeys(url for url in kept if pattern is None or pattern.search(url)))
