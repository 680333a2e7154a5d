"""What a page says of an article besides its text: names, sections, images, addresses."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from crawler.core.article import Author, Media, UsageInfo
from crawler.core.extract.jsonld import text_in, types_of
from crawler.core.extract.page import Page
from crawler.core.urls import absolute, host_of

SITE_NAME_METAS = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "al:ios:app_name",
)
SITE_TYPES = frozenset(("website", "newsmediaorganization", "organization"))
AUTHOR_METAS = (
    "author",
    "article:author_name",
    "dc.creator",
    "parsely-author",
    "byl",
    "sailthru.author",
)
KEYWORD_METAS = ("keywords", "news_keywords", "parsely-tags")
KEYWORDS_MAX = 50
DESCRIPTION_METAS = ("description", "og:description", "twitter:description")
IMAGE_METAS = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
)
SEPARATORS = re.compile(r"[,،;؛|]")
NAME_WORDS_MAX = 8


def site_names_of(page: Page, configured: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names by which the site calls itself, those of its profile first."""
    names = [*configured, *(page.meta.get(name, "") for name in SITE_NAME_METAS)]
    for node in page.json_ld:
        if types_of(node) & SITE_TYPES:
            names.append(text_in(node.get("name")))
            names.append(text_in(node.get("alternatename")))
    return tuple(dict.fromkeys(name.strip() for name in names if name and name.strip()))


def publishers_of(page: Page) -> list[str]:
    """The publishers that JSON-LD names: their names too may stand beside a headline."""
    return [name for node in page.article_ld if (name := text_in(node.get("publisher")))]


def authors_of(page: Page) -> list[Author] | None:
    """The persons that JSON-LD or meta name; an address is no name."""
    raws: list[str] = []
    for node in page.article_ld:
        value = node.get("author")
        raws += map(text_in, value if isinstance(value, list) else [value])
    if not any(raws):
        raws = [page.meta.get(name, "") for name in AUTHOR_METAS]
    names = dict.fromkeys(
        raw for raw in raws if raw and "://" not in raw and len(raw.split()) <= NAME_WORDS_MAX
    )
    return [Author(name=name) for name in names] or None


def keywords_of(page: Page) -> list[str] | None:
    """Tags in the order of the page, without repeats."""
    raws: list[str] = []
    for node in page.article_ld:
        value = node.get("keywords")
        raws += [text_in(one) for one in value] if isinstance(value, list) else [text_in(value)]
    raws += page.meta_lists.get("article:tag", ())
    if not any(raws):
        raws += [page.meta.get(name, "") for name in KEYWORD_METAS]
    words = (word.strip() for raw in raws for word in SEPARATORS.split(raw))
    return list(dict.fromkeys(word for word in words if word))[:KEYWORDS_MAX] or None


def second_headline_of(page: Page) -> str | None:
    """The other headline that JSON-LD gives (schema.org alternativeHeadline)."""
    texts = (text_in(node.get("alternativeheadline")) for node in page.article_ld)
    return next(filter(None, texts), None)


def description_of(page: Page) -> str | None:
    """The summary that the page gives of itself."""
    for name in DESCRIPTION_METAS:
        if text := page.meta.get(name):
            return text
    return next(
        (text for node in page.article_ld if (text := text_in(node.get("description")))), None
    )


def images_of(page: Page, first: int, last: int) -> list[Media]:
    """The main image first, then those between two blocks of the body."""
    found: dict[str, Media] = {}
    raws = [page.meta.get(name, "") for name in IMAGE_METAS]
    raws += [_image_address(node.get("image")) for node in page.article_ld]
    for raw in raws:
        if raw and (url := absolute(raw, page.base_url)):
            found.setdefault(url, Media(url=url))
            break
    for image in page.layout.images:
        if first <= image.block <= last and (url := absolute(image.src, page.base_url)):
            media = found.setdefault(url, Media(url=url))
            media.caption = media.caption or image.alt.strip() or None
    return list(found.values())


def canonical_of(page: Page) -> str | None:
    """The address that the page calls its own: of the same site, and not the home page."""
    url = absolute(page.links.get("canonical", "") or page.meta.get("og:url", ""), page.base_url)
    if url is None or host_of(url) != host_of(page.url):
        return None
    parts = urlsplit(url)
    if parts.path.strip("/") == "" and not parts.query and urlsplit(page.url).path.strip("/"):
        return None
    return url


def usage_of(page: Page) -> UsageInfo | None:
    """The page's robots directives and its reservation of rights (TDM Reservation Protocol)."""
    robots = page.meta.get("robots")
    reserved = page.meta.get("tdm-reservation")
    return UsageInfo(robots=robots, tdmReservation=reserved) if robots or reserved else None


def _image_address(value: Any) -> str:
    while isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = {str(key).lower(): part for key, part in value.items()}
        value = value.get("url") or value.get("contenturl") or ""
    return value if isinstance(value, str) else ""
