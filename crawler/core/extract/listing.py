"""What a listing page leads to: articles, the next page, sections, feeds. Knows no class names.

An article link is told from the rest by what all listings share: many addresses of one shape
whose link texts are as long as headlines. Menus have short texts, pages have numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import unquote

from crawler.core.extract.anchors import HEADLINE_WORDS_MIN, Anchor, anchors_of, label_of, labels
from crawler.core.extract.next_page import is_numbered_page, is_page_label, next_page
from crawler.core.extract.page import Page
from crawler.core.site import SiteProfile
from crawler.core.urls import absolute, general_shape, host_of, request_url, shape_of

SHAPE_LINKS_MIN = 2  # one long link alone may be a banner or a notice
GENERAL_SHAPES_MIN = 3  # names that share a form, before the form counts
SECTION_WORDS_MAX = 3
SECTIONS_MAX = 40
# Pages about the site, its readers and its tags: neither articles nor sections.
NO_NEWS = re.compile(
    r"/(?:tags?|وسم|وسوم|authors?|كاتب|users?|login|signin|register|account|search|print|cart"
    r"|(?:privacy|terms|contact|about|advertis)[a-z_-]*|rss|feeds?|comments?|share|wp-[a-z]+|cdn-cgi"
    r"|subscribe|من-نحن|اتصل-بنا|سياسة-الخصوصية|شروط-الاستخدام)(?:[/.?]|$)"
    r"|[?&](?:tag|s|q|search|keywords?)=",
    re.IGNORECASE,
)
LAST_NAME = re.compile(r"~(?=/?$)")
ARCHIVE_SHAPE = re.compile(r"(?:/#)+/?")  # /2025/11: a calendar, not a section
NOT_SECTION_LABELS = labels(
    (
        "من نحن", "عن الموقع", "اتصل بنا", "تواصل معنا", "راسلنا", "سياسة الخصوصية",
        "الشروط والأحكام", "شروط الاستخدام", "سياسة الاستخدام", "تسجيل الدخول", "دخول", "تسجيل",
        "الرئيسية", "أعلن معنا", "للإعلان", "هيئة التحرير", "بحث", "البحث", "اشترك",
        "خريطة الموقع", "home", "about", "about us", "contact", "contact us", "privacy policy",
        "login", "rss", "english", "français",
    )
)  # fmt: skip
FEED_LINKS = ",".join(
    f"link[rel~=alternate i][type='application/{kind}+xml' i]" for kind in ("rss", "atom")
)
FEED_ANCHORS = "a[href*=rss i],a[href*=feed i],a[href*=atom i]"
FEED_HREF = re.compile(r"/(?:rss|feed|atom)(?:\.(?:xml|php))?/?$|\.(?:rss|atom)$", re.IGNORECASE)
SITEMAP_HREF = re.compile(r"sitemap[^/]*\.xml(?:\.gz)?$", re.IGNORECASE)
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
    missed: tuple[str, ...] = field(default=())


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
    return Listing(
        articles=tuple(dict.fromkeys(articles)),
        shapes=shapes,
        next_page=next_url,
        sections=tuple(_sections(page, anchors, shapes, next_url)),
        feeds=tuple(_feeds(page)),
        sitemaps=tuple(_hrefs(page, "link[rel=sitemap],a[href*=sitemap]", SITEMAP_HREF)),
        missed=tuple(missed),
    )


def article_links(page: Page, known_shapes: Collection[str]) -> list[str]:
    """Own links of an article page, in its body and its related blocks, that look like articles."""
    own = request_url(page.url)
    return [each.url for each in anchors_of(page) if _fits(each, known_shapes) and each.url != own]


def _article_shapes(anchors: list[Anchor]) -> frozenset[str]:
    """Shapes with several addresses whose texts are mostly as long as headlines.

    First the exact shapes; then, with their names left open, those that many names share: a
    publisher or a section in the path. Menus and tags, told by their short texts, have no say.
    """
    links = [each for each in anchors if each.words and not _is_no_news(each.url)]
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
    return frozenset(exact | general)


def _grouped(anchors: list[Anchor], key: Callable[[str], str]) -> dict[str, list[Anchor]]:
    groups: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        groups[key(anchor.url)].append(anchor)
    return groups


def _is_long(anchors: list[Anchor]) -> bool:
    return median(each.words for each in anchors) >= HEADLINE_WORDS_MIN


def _fits(anchor: Anchor, shapes: Collection[str]) -> bool:
    """True for an address of these shapes; a text as long as a headline lets more forms pass.

    Among slugs a short one is an article too: /خبر-عاجل where the others have shape "/*".
    """
    shape = shape_of(anchor.url)
    if shape in shapes:
        return True
    if anchor.words < HEADLINE_WORDS_MIN or _is_no_news(anchor.url):
        return False
    general = general_shape(shape)
    return general in shapes or LAST_NAME.sub("*", general) in shapes


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


def _sections(
    page: Page, anchors: list[Anchor], shapes: Collection[str], next_url: str | None
) -> list[str]:
    """Short links of a menu: pages that may be listings themselves."""
    own = request_url(page.url)
    found = [
        each.url
        for each in anchors
        if each.url not in (own, next_url)
        and _names_a_section(each)
        and not _fits(each, shapes)
        and not _is_no_news(each.url)
        and not is_numbered_page(each.url)
        and not ARCHIVE_SHAPE.fullmatch(shape_of(each.url))
        and not FEED_HREF.search(each.url)
        and not SITEMAP_HREF.search(each.url)
    ]
    return found[:SECTIONS_MAX]


def _names_a_section(anchor: Anchor) -> bool:
    """A text of one to three words that is not of the site or of its pages, or just "more"."""
    if not anchor.texts:
        return anchor.is_more
    label = label_of(anchor.text)
    if label in NOT_SECTION_LABELS or is_page_label(label):
        return False
    return 1 <= anchor.words <= SECTION_WORDS_MAX


def _is_no_news(url: str) -> bool:
    return NO_NEWS.search(unquote(url)) is not None


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
