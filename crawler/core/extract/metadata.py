"""What a page says of an article besides its text: names, tags, summaries, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from crawler.core.article import Author, UsageInfo
from crawler.core.extract.jsonld import Node, text_in, types_of
from crawler.core.extract.page import Page
from crawler.core.provenance.registry import registry
from crawler.core.urls import absolute, host_of, path_of

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
SEPARATORS = re.compile(r"[,،;؛|]")
TITLE_JOINT = re.compile(r"\s+[-–—|»›·•~]\s+|\s*\|\s*")
HOST_LETTERS_MIN = 4  # of a name that is a part of the host's: fewer are there by chance


def site_names_of(page: Page, configured: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names by which the site calls itself, those of its profile first."""
    names = [*configured, *(page.meta.get(name, "") for name in SITE_NAME_METAS)]
    for node in page.json_ld:
        if types_of(node) & SITE_TYPES and not _is_agency(page, text_in(node.get("name"))):
            names.append(text_in(node.get("name")))
            names.append(text_in(node.get("alternatename")))
    names.append(_name_in_title(page))
    return tuple(dict.fromkeys(name.strip() for name in names if name and name.strip()))


def _is_agency(page: Page, name: str) -> bool:
    """True for the known publisher of another site that stands where JSON-LD has the author."""
    if all(name not in _texts(node.get("author")) for node in page.article_ld):
        return False
    return registry().by_name(name) not in (None, registry().by_url(page.url))


def _name_in_title(page: Page) -> str:
    """The last or the first piece of the title when its letters stand in the name of the host."""
    ends = title_ends(page)
    if len(set(ends)) == 1:  # a page may have the name of its host
        return ""
    host = host_of(page.url).removeprefix("www.")
    return next((piece for piece in ends if _is_of_host(piece, host)), "")


def title_ends(page: Page) -> tuple[str, ...]:
    """The last and the first piece of the title: one of them may be the site's name."""
    return _ends(page.title) if page.title else ()


@lru_cache(maxsize=16)  # several finders ask for those of one page
def _ends(title: str) -> tuple[str, str]:
    pieces = TITLE_JOINT.split(title)
    return pieces[-1], pieces[0]


@lru_cache(maxsize=64)  # the name of the site is the same on all its pages
def _is_of_host(piece: str, host: str) -> bool:
    letters = "".join(filter(str.isalnum, piece.casefold()))
    return letters == "".join(filter(str.isalnum, host)) or (
        len(letters) >= HOST_LETTERS_MIN and letters in host.rpartition(".")[0]
    )


def publishers_of(page: Page) -> list[str]:
    """The publishers that JSON-LD names: their names too may stand beside a headline."""
    return [name for node in page.article_ld if (name := text_in(node.get("publisher")))]


def authors_of(page: Page, names: tuple[str, ...] | None = None) -> tuple[list[Author], str] | None:
    """The persons that JSON-LD, meta or microdata name, and which: not the site, not its desk.

    `names` are those of the site (`site_names_of`), where they are known already.
    """
    rungs = (
        ("jsonld", [name for node in page.article_ld for name in _texts(node.get("author"))]),
        ("meta", [page.meta.get(name, "") for name in AUTHOR_METAS]),
        ("microdata", [name for node in page.microdata for name in _texts(node.get("author"))]),
    )
    if not any(raw for _, raws in rungs for raw in raws):
        return None
    from crawler.core.extract.author_names import persons_in  # a listing names none

    host = host_of(page.url).removeprefix("www.")
    own = site_names_of(page) if names is None else names
    sites = (*own, *publishers_of(page), host, host.partition(".")[0])
    for method, raws in rungs:
        if persons := persons_in(filter(None, raws), sites):
            return [Author(name=name) for name in persons], method
    return None


def keywords_of(page: Page) -> list[str] | None:
    """Tags in the order of the page, without repeats."""
    raws = [word for node in page.article_ld for word in _texts(node.get("keywords"))]
    raws += page.meta_lists.get("article:tag", ())
    if not any(raws):
        raws += [page.meta.get(name, "") for name in KEYWORD_METAS]
    if not any(raws):
        raws += [word for node in page.microdata for word in _texts(node.get("keywords"))]
    words = (word.strip() for raw in raws for word in SEPARATORS.split(raw))
    return list(dict.fromkeys(word for word in words if word))[:KEYWORDS_MAX] or None


def second_headline_of(page: Page) -> str | None:
    """The other headline that JSON-LD gives (schema.org alternativeHeadline)."""
    texts = (text_in(node.get("alternativeheadline")) for node in _nodes(page))
    return next(filter(None, texts), None)


def description_of(page: Page) -> str | None:
    """The summary that the page gives of itself."""
    for name in DESCRIPTION_METAS:
        if text := page.meta.get(name):
            return text
    return next((text for node in _nodes(page) if (text := text_in(node.get("description")))), None)


def canonical_of(page: Page) -> str | None:
    """The address that the page calls its own: of the same site, and not the home page."""
    url = absolute(page.links.get("canonical", "") or page.meta.get("og:url", ""), page.base_url)
    if url is None or host_of(url) != host_of(page.url):
        return None
    is_front = path_of(url).strip("/") == "" and not urlsplit(url).query
    return None if is_front and path_of(page.url).strip("/") else url


def usage_of(page: Page) -> UsageInfo | None:
    """The page's robots directives and its reservation of rights (TDM Reservation Protocol)."""
    robots = page.meta.get("robots")
    reserved = page.meta.get("tdm-reservation")
    return UsageInfo(robots=robots, tdmReservation=reserved) if robots or reserved else None


def _nodes(page: Page) -> Iterator[Node]:
    """What JSON-LD says of the article, then what microdata say."""
    yield from page.article_ld
    yield from page.microdata


def _texts(value: Any) -> list[str]:
    """The texts of a value that may be a list."""
    return [text_in(one) for one in value] if isinstance(value, list) else [text_in(value)]
