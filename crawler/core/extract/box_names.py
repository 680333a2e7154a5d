"""What the names of a box say of it. Hints only: `container` does not believe them blindly."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.core.extract.word_tree import tree_pattern

# How a class, id or role begins, by what it means: words of any site, no site's own names. A dash
# may be missing or an underscore; "=" says that no letter may follow.
HINT_WORDS: dict[str, tuple[str, ...]] = {
    "comments": ("comment", "disqus", "respond", "reply", "replies", "livefyre", "discussion"),
    "related": (
        "related", "recommend", "read-more", "read-next", "read-also", "also-read", "also-like",
        "more-news", "more-stories", "more-from", "more-on", "more-posts", "more-articles",
        "more-topics", "jp-related", "yarpp", "jeg_postblock", "similar", "suggest", "see-also",
        "up-next", "next-post", "next-article", "next-prev", "prev-post", "prev-next",
        "prev-article", "post-nav", "outbrain", "taboola", "teaser", "onward", "further-reading",
        "internal-link", "inline-promo", "editor-pick", "editors-pick", "ob-widget",
    ),
    "most_read": (
        "most-read", "most-popular", "most-viewed", "most-recent", "most-shared", "most-watched",
        "most-commented", "popular", "trending", "top-stories",
    ),
    "latest": (
        "latest", "breaking", "ticker", "recent-posts", "recent-news", "recent-entries",
        "recent-articles",
    ),
    "share": (
        "share", "sharing", "social", "addtoany", "addthis", "a2a", "toolbar", "tools",
        "article-tools", "article-actions", "print-button", "copy-link", "bookmark",
        "sharedaddy", "heateor",
    ),
    "tags": (
        "tag=", "tags=", "tag-list", "tag-cloud", "tag-links", "tags-list", "tags-links",
        "post-tags", "article-tags", "keyword", "topic=", "topics=", "topics-list", "topic-list",
        "topic-tags", "cat-links",
    ),
    "follow": (
        "newsletter", "subscri", "signup", "sign-up", "follow", "mailing", "mc4wp", "mailchimp",
        "donat", "app-download", "push-notif",
    ),
    "ad": (
        "ad=", "ads=", "adv=", "advert", "adsense", "dfp", "gpt-", "sponsor", "promo=", "promos=",
        "promo-", "banner", "commercial", "google_ads", "adslot", "ad-unit", "ad-slot",
        "ad-container", "ad-wrapper", "ad-block", "ad-space",
    ),
    "consent": (
        "cookie", "consent", "gdpr", "onetrust", "popup", "pop-up", "modal", "lightbox",
        "overlay", "dialog", "toast", "alert=",
    ),
    "menu": (
        "nav=", "navbar=", "navigation=", "menu", "breadcrumb", "crumb", "pagination", "pager",
        "pagenav", "skip-link", "mega-menu", "masthead", "site-header", "page-header",
        "main-header", "top-bar", "sitemap", "search-form", "search-box", "login", "jump-link",
        "toc=", "table-of-contents", "offcanvas",
    ),
    "footer": ("footer", "contentinfo", "copyright", "colophon", "site-info", "page-foot"),
    "sidebar": (
        "sidebar", "side-bar", "sidebox", "widget", "right-col", "right-rail", "left-col",
        "left-rail", "secondary=", "complementary", "rail=", "aside",
    ),
    "caption": (
        "caption", "wp-caption", "image-credit", "image-source", "image-desc", "photo-credit",
        "photo-caption", "photo-desc", "img-credit", "img-caption", "legend", "credit",
        "figcaption", "media-caption",
    ),
    "byline": (
        "byline", "by-line", "author", "autor=", "autor_", "autoren", "post-meta", "entry-meta",
        "article-meta", "meta-info", "meta-data", "dateline", "timestamp", "publish-date",
        "publish-time", "published-date", "published-time", "published-on", "post-date",
        "article-info", "post-info", "bio=", "about-author", "contributor", "writer",
    ),
    "player": (
        "player", "video-js", "jwplayer", "gallery", "slideshow", "slider", "carousel", "swiper",
        "podcast", "playlist", "audio",
    ),
    "notice": ("disclaimer", "disclosure"),
    "infobox": ("infobox", "fact-box", "stock", "weather", "poll", "quiz", "quote-ticker"),
}  # fmt: skip
# What may stand before such a word: "article-related", "js-share", "c-byline".
PREFIXES = (
    "the", "js", "c", "m", "o", "l", "g", "is", "has", "sp", "td", "entry", "post", "article",
    "story", "news", "content", "single", "wp", "block", "site", "page", "main", "box", "section",
    "inner",
)  # fmt: skip
BODY_WORDS = (
    "articlebody", "article-body", "article-content", "article-text", "article-main",
    "story-body", "story-content", "story-text", "entry-content", "post-body", "post-content",
    "post-text", "post-entry", "news-body", "news-content", "news-text", "news-detail",
    "single-content", "body-content", "body-text", "body-copy", "details-body", "details-text",
    "content-body", "content-text", "main-content", "richtext", "rich-text", "prose=", "text=",
)  # fmt: skip


SIGNS = {"-": "[-_]?", "=": "(?![a-z])"}


def _pieces(word: str) -> list[str]:
    """A word in the notation of `HINT_WORDS` as pieces of a regular expression."""
    return [SIGNS.get(letter, letter) for letter in word]


def _pattern(words: tuple[str, ...]) -> str:
    """A regular expression for any of these words."""
    return "|".join("".join(_pieces(word)) for word in words)


_HINT = re.compile(
    rf"(?<![a-z\d])(?:(?:{'|'.join(PREFIXES)})[-_]{{1,2}})?(?:"
    + "|".join(f"(?P<{kind}>{_pattern(words)})" for kind, words in HINT_WORDS.items())
    + ")"
)
# Where the expression above matches, found four times as fast; most names have none of its words.
_ANY_HINT = re.compile(
    rf"(?<![a-z\d])(?:{tree_pattern([*prefix, '[-_]{1,2}'] for prefix in PREFIXES)})?"
    + tree_pattern(_pieces(word) for words in HINT_WORDS.values() for word in words)
)
_BODY = re.compile(rf"(?<![a-z]){tree_pattern(map(_pieces, BODY_WORDS))}")
TAG_KINDS = {
    "nav": "menu",
    "footer": "footer",
    "aside": "sidebar",
    "figcaption": "caption",
    "menu": "menu",
    "fieldset": "menu",
    "legend": "menu",
    "form": "form",  # what readers fill in; one around the whole page holds too much to be noise
    "marquee": "latest",  # headlines that move past (HTML, 16.3.2)
    "address": "byline",  # who wrote the article and how to reach them (HTML, 4.3.10)
}
# A subheading may be a "widget-title": what it heads need not be one.
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
HEADING_KINDS = frozenset(("sidebar",))
BESIDE = ("no-", "with-", "without-")  # "no-share": what stands beside a box, or does not
BUILT = "elementor-widget"  # each text and picture of a page that was put together by mouse
# How a thing looks, in the words of CSS frameworks: "text-secondary" is a colour and no sidebar.
LOOKS = (
    "bg-", "border-", "shadow-", "ring-", "text-bg-", "text-secondary", "text-body-secondary",
    "text-sidebar", "btn-secondary", "btn-outline-", "badge-secondary", "link-secondary",
    "font-secondary", "table-secondary",
)  # fmt: skip
LOOK_SIGNS = frozenset(":[")  # "prose-figcaption:text-sm", "w-[--sidebar-width]"
ARTICLE_TAGS = frozenset(("article", "main", "body", "html"))  # their names list topics and tags


@lru_cache(maxsize=4_096)
def kind_of_box(tag: str, hint: str) -> str | None:
    """The kind of noise that a box's tag or names speak of, or None."""
    kind = TAG_KINDS.get(tag)
    if kind or not hint or tag in ARTICLE_TAGS:
        return kind
    kinds = filter(None, map(_kind_of_name, hint.split()))
    if tag in HEADINGS:
        return next((found for found in kinds if found not in HEADING_KINDS), None)
    return next(kinds, None)


@lru_cache(maxsize=8_192)  # the same few names on all sites, in ever new company
def _kind_of_name(name: str) -> str | None:
    if name.startswith(BESIDE) or name.startswith(LOOKS) or not LOOK_SIGNS.isdisjoint(name):
        return None
    name = name.removeprefix(BUILT)
    found = _ANY_HINT.search(name)
    match = _HINT.match(name, found.start()) if found else None
    return match.lastgroup if match else None


@lru_cache(maxsize=4_096)
def is_body(hint: str) -> bool:
    """True when a box's names say that it holds the text of an article."""
    return _BODY.search(hint) is not None
