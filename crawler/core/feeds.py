"""RSS, Atom and sitemaps: which articles they name, and when these were published."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import feedparser
from lxml import etree

from crawler.core.errors import SiteError
from crawler.core.urls import absolute, request_url

ENTRIES_MAX = 5_000  # a feed of news has tens; a sitemap is cut to its newest
UNPACKED_BYTES_MAX = 32 * 1024 * 1024
GZIP_MAGIC = b"\x1f\x8b"
NAMESPACE = "{*}"
# feedparser takes a day alone for its midnight, and a time without a zone for UTC: no moments.
MOMENT = re.compile(r"\d:\d\d.*(?:[A-Za-z]|[+-]\d\d:?\d\d)\s*$")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article that a feed or a sitemap names; `published` is UTC."""

    url: str
    title: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages of a sitemap, newest first, or the sitemaps of an index."""

    entries: tuple[FeedEntry, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_feed(body: bytes, url: str) -> list[FeedEntry]:
    """The entries of an RSS or Atom feed. Raises SiteError `not_a_feed` for anything else.

    feedparser reads no external entity and refuses entity bombs (a test of ours holds it to that).
    """
    parsed: Any = feedparser.parse(
        io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False
    )
    if not parsed.get("version"):  # no key at all for an empty body
        raise SiteError("not_a_feed", url)
    found = (_entry(entry, url) for entry in parsed.entries[:ENTRIES_MAX])
    return [entry for entry in found if entry is not None]


def _entry(entry: Any, base: str) -> FeedEntry | None:
    link = absolute(str(entry.get("link") or ""), base)
    if link is None:
        return None
    stamp = entry.get("published_parsed")
    exact = stamp and MOMENT.search(str(entry.get("published") or ""))
    published = datetime.fromtimestamp(timegm(stamp), UTC) if exact else None
    return FeedEntry(request_url(link), str(entry.get("title") or ""), published)


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """The pages of a (news) sitemap or the parts of an index, https://www.sitemaps.org/protocol.

    Raises SiteError `not_a_sitemap` for anything else.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(_unpacked(body), parser)
    except (etree.XMLSyntaxError, ValueError, OSError, EOFError, zlib.error) as error:
        raise SiteError("not_a_sitemap", url) from error
    tag = etree.QName(root).localname if root is not None else ""
    if tag == "sitemapindex":
        links = (absolute(text, url) for text in _texts(root, "sitemap"))
        return Sitemap(sitemaps=tuple(dict.fromkeys(link for link in links if link)))
    if tag != "urlset":
        raise SiteError("not_a_sitemap", url)
    return Sitemap(entries=tuple(_pages(root, url)))


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(GZIP_MAGIC):
        return body
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
        return packed.read(UNPACKED_BYTES_MAX)


def _texts(root: etree._Element, name: str) -> list[str]:
    return [
        (node.findtext(f"{NAMESPACE}loc") or "").strip() for node in root.iter(f"{NAMESPACE}{name}")
    ]


def _pages(root: etree._Element, base: str) -> list[FeedEntry]:
    found = []
    for node in root.iter(f"{NAMESPACE}url"):
        link = absolute((node.findtext(f"{NAMESPACE}loc") or "").strip(), base)
        if link is None:
            continue
        stamp = node.findtext(f".//{NAMESPACE}publication_date") or ""
        title = node.findtext(f".//{NAMESPACE}title") or ""
        order = stamp or node.findtext(f"{NAMESPACE}lastmod") or ""
        found.append((order, FeedEntry(request_url(link), title.strip(), _moment(stamp))))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in found[:ENTRIES_MAX]]


def _moment(stamp: str) -> datetime | None:
    """A W3C date and time with its zone as UTC; a day alone is no moment."""
    try:
        moment = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
