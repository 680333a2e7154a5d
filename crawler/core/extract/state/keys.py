"""The keys under which sites keep the parts of an article in their data, as lower-case letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

# Seen in WordPress, Strapi, Drupal, Ghost, Sanity and Arc answers, schema.org, hand-made portals.
TITLE = (
    "headline", "title", "posttitle", "articletitle", "newstitle", "titlear", "maintitle",
    "heading", "subject", "headlines", "name",
)  # fmt: skip
LINK_TEXT = "text"  # of an object with an address: what a menu or a teaser shows
URL = (
    "url", "link", "href", "permalink", "canonicalurl", "canonical", "weburl", "pageurl",
    "articleurl", "fullurl", "shareurl", "posturl", "newsurl", "path", "uri",
)  # fmt: skip
NAMES = ("id", "slug", "alias", "articleid", "newsid", "postid", "uid", "uuid", "key", "code")
BODY = (
    "articlebody", "bodyhtml", "contenthtml", "body", "content", "fulltext", "fullcontent",
    "articlecontent", "newsbody", "newscontent", "posttext", "postcontent", "paragraphs",
    "blocks", "contentelements", "details", "story", "html", "text", "article",
)  # fmt: skip
PUBLISHED = (
    "datepublished", "publishedat", "publishdate", "publisheddate", "publishedon", "pubdate",
    "published", "publishtime", "publicationdate", "postdate", "newsdate", "date", "dategmt",
    "firstpublishdate", "displaydate", "createdat", "created", "createddate", "dateadded",
    "adddate", "timestamp", "time", "when",
)  # fmt: skip
MODIFIED = ("datemodified", "modifiedat", "updatedat", "modified", "modifiedgmt", "updated")
SUMMARY = ("summary", "excerpt", "description", "lead", "intro", "abstract", "teaser", "deck")
IMAGE = (
    "image", "mainimage", "featuredimage", "cover", "coverimage", "thumbnail", "photo", "picture",
    "imageurl", "img", "poster",
)  # fmt: skip
AUTHOR = ("author", "authors", "writer", "byline", "creator", "authorname")
SECTION = (
    "articlesection", "section", "category", "categories", "sectionname", "categoryname", "topic",
)  # fmt: skip
SOURCE = ("publisher", "source", "sourcename", "agency", "provider")
MERGED = (
    "attributes",
    "fields",
    "node",
)  # Strapi, JSON:API, Contentful, Relay: the object is in it
NOT_LETTERS = re.compile(r"[^a-z]")


@lru_cache(maxsize=4_096)
def letters(key: str) -> str:
    """A key without case, underscores and digits: `published_at` and `publishedAt` are one."""
    return NOT_LETTERS.sub("", key.lower())


def by_letters(found: Mapping[str, Any]) -> dict[str, Any]:
    """An object under such keys, together with what its wrapper holds; the first of a key counts.

    >>> by_letters({"id": 7, "attributes": {"post_title": "خبر"}})
    {'id': 7, 'posttitle': 'خبر'}
    """
    own: dict[str, Any] = {}
    for key, value in found.items():
        name = letters(str(key))
        if name in MERGED and isinstance(value, dict):
            for inner, part in value.items():
                own.setdefault(letters(str(inner)), part)
        else:
            own.setdefault(name, value)
    return own


def values(own: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[Any]:
    """The values of an object under these keys, in the order of the keys, without empty ones."""
    return (own[name] for name in names if own.get(name) not in (None, "", [], {}))
