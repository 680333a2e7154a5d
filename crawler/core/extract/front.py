"""Signs that a page lists articles: a section's front, a search, the page of a tag or an author."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.core.extract.jsonld import types_of
from crawler.core.extract.page import Page
from crawler.core.extract.titles import Heading
from crawler.core.noise.phrases import key_of

TYPES = frozenset(("collectionpage", "searchresultspage", "profilepage"))
LIST_TYPE = "itemlist"  # may also be that of related articles
# Names that content systems give to the body of a page: WordPress, Drupal, Blogger.
CLASSES = frozenset(
    ("archive", "search-results", "search", "tag", "author", "category", "tax", "taxonomy",
     "page-taxonomy", "page-search", "search-results-page", "error404")
)  # fmt: skip
ARTICLE_CLASSES = frozenset(("single", "single-post", "singular", "node-type-article", "item"))
SEGMENTS = frozenset(
    map(
        key_of,
        ("tag", "tags", "author", "authors", "writer", "writers", "category", "categories", "cat",
         "section", "sections", "topic", "topics", "search", "archive", "archives", "keyword",
         "وسم", "وسوم", "كاتب", "كتاب", "تصنيف", "قسم", "أقسام", "بحث", "مواضيع"),
    )
)  # fmt: skip
SEARCHES = frozenset(("s", "q", "query", "search", "keyword", "keywords", "searchword"))
SLUG_WORDS_MAX = 4  # joints in the name of a section: a longer one is the slug of an article
LABEL = re.compile(
    r"(?:نتا[ءي]ج (?:ال)?بحث|(?:ال)?وسم *:|ارشيف (?:ال)?(?:وسم|وسوم|تصنيف|كاتب|قسم|اخبار)|"
    r"(?:ال)?تصنيف *:|(?:ال)?قسم *:|(?:ال)?كاتب *:|(?:كل|جميع) (?:مقالات|اخبار|المقالات)|"
    r"مقالات (?:ال)?كاتب|search results?\b|results for\b|tag *:|tag archives|category *:|"
    r"author *:|posts by\b|posts tagged\b|articles by\b|archives? *(?:for|:))"
)
WEAK, STRONG = 1, 2


def front_signs(page: Page, heading: Heading) -> int:
    """How sure it is that the page lists articles: 0 not at all, 1 a hint, 2 and more sure."""
    signs = WEAK * _has_address(page.url)
    types = frozenset().union(*map(types_of, page.json_ld))
    signs += STRONG * bool(types & TYPES) + WEAK * (LIST_TYPE in types)
    signs += STRONG * _has_class(page)
    return signs + STRONG * any(map(_is_label, (heading.line.whole, page.title)))


def _is_label(text: str) -> bool:
    return LABEL.match(key_of(text)) is not None


def _has_class(page: Page) -> bool:
    """True when the names of the body say so and none of them says article."""
    hint = next((box.hint for box in page.layout.boxes if box.tag == "body"), "")
    names = set(hint.split())
    return bool(names & CLASSES) and not names & ARTICLE_CLASSES


def _has_address(url: str) -> bool:
    """True for "/tag/name", "/author/name/page/2", "/?s=words"."""
    parts = urlsplit(url)
    if any(name.lower() in SEARCHES for name, _ in parse_qsl(parts.query)):
        return parts.path.count("/") <= SLUG_WORDS_MAX
    segments = [key_of(unquote(part)) for part in parts.path.split("/") if part]
    for place, segment in enumerate(segments[:-1]):
        if segment in SEGMENTS:
            rest = [part for part in segments[place + 1 :] if part not in ("page", "amp")]
            names = [part for part in rest if not part.isdigit()]
            return len(names) <= 1 and all(part.count("-") < SLUG_WORDS_MAX for part in names)
    return bool(segments) and segments[-1] in SEGMENTS
