"""RSS, Atom and sitemaps: which articles they name, and when these were published."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nlargest
from operator import itemgetter
from typing import Any

from lxml import etree

from crawler.core.errors import SiteError
from crawler.core.urls import absolute, request_url

ENTRIES_MAX = 5_000  # a feed of news has tens; a sitemap is cut to its newest
SITEMAPS_MAX = 100  # parts of an index, the newest
UNPACKED_BYTES_MAX = 32 * 1024 * 1024
PIECE_BYTES = 64 * 1024
GZIP_MAGIC = b"\x1f\x8b"
# A document type with declarations of its own: no feed needs one, and bombs are made of them. What
# expat lets pass before it sees a bomb costs 40 MB and a second.
INTERNAL_DTD = re.compile(rb"<!DOCTYPE\s[^<>]*\[", re.IGNORECASE)
# feedparser takes a day alone for its midnight, and a time without a zone for UTC: no moments.
MOMENT_CHARS_MAX = 100
PREFIX = re.compile(rb"xmlns:([^\s=]{1,100})")
PREFIXES_MAX = 100  # namespaces of a feed; those of news have up to ten
ATTRIBUTES_MAX = 200  # of one tag; addresses with many parameters count as well
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
    """The entries of an RSS or Atom feed.

    Raises SiteError `not_a_feed` for anything else, `internal_dtd` for one that declares entities;
    feedparser would read no external one and refuse a bomb (a test of ours holds it to that).
    """
    import feedparser  # with its HTTP client: only for a run that meets a feed

    _refuse_dtd(body, url)
    _refuse_hoards(body, url)
    try:
        parsed: Any = feedparser.parse(
            io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False
        )
    except UnicodeError as error:  # "&#xD800;" in a broken feed is too much for its second reader
        raise SiteError("not_a_feed", url) from error
    if not parsed.get("version"):  # no key at all for an empty body
        raise SiteError("not_a_feed", url)
    found = (_entry(entry, url) for entry in parsed.entries[:ENTRIES_MAX])
    return [entry for entry in found if entry is not None]


def _refuse_dtd(piece: bytes, url: str) -> None:
    """Raise SiteError `internal_dtd`; also for UTF-16, whose markup is ASCII with NULs between."""
    plain = piece.replace(b"\0", b"") if b"\0" in piece else piece
    if INTERNAL_DTD.search(plain):
        raise SiteError("internal_dtd", url)


def _refuse_hoards(body: bytes, url: str) -> None:
    """Raise SiteError `not_a_feed` where feedparser would take minutes: its work is quadratic."""
    prefixes = {match[1] for match in PREFIX.finditer(body)}
    tags = (piece.partition(b">")[0] for piece in body.split(b"<"))
    if len(prefixes) > PREFIXES_MAX or any(tag.count(b"=") > ATTRIBUTES_MAX for tag in tags):
        raise SiteError("not_a_feed", url)


def _entry(entry: Any, base: str) -> FeedEntry | None:
    link = absolute(str(entry.get("link") or ""), base)
    if link is None:
        return None
    stamp = entry.get("published_parsed")
    exact = stamp and MOMENT.search(str(entry.get("published") or "")[:MOMENT_CHARS_MAX])
    published = datetime.fromtimestamp(timegm(stamp), UTC) if exact else None
    return FeedEntry(request_url(link), str(entry.get("title") or ""), published)


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """The pages of a (news) sitemap or the parts of an index, https://www.sitemaps.org/protocol.

    It is read piece by piece, and only the newest `ENTRIES_MAX` or `SITEMAPS_MAX` are kept.
    Raises SiteError `not_a_sitemap` for anything else, `internal_dtd` as for feeds.
    """
    kinds: set[str] = set()
    nodes = _nodes(body, url, kinds)
    try:
        found = nlargest(max(ENTRIES_MAX, SITEMAPS_MAX), map(_named, nodes), key=itemgetter(0))
    except (etree.XMLSyntaxError, ValueError, OSError, EOFError, zlib.error) as error:
        raise SiteError("not_a_sitemap", url) from error
    if kinds == {"sitemapindex"}:
        links = (absolute(entry.location, url) for _, entry in found[:SITEMAPS_MAX])
        return Sitemap(sitemaps=tuple(dict.fromkeys(link for link in links if link)))
    if kinds != {"urlset"}:
        raise SiteError("not_a_sitemap", url)
    pages = (_page(entry, url) for _, entry in found[:ENTRIES_MAX])
    return Sitemap(entries=tuple(page for page in pages if page))


def _nodes(body: bytes, url: str, kinds: set[str]) -> Iterator[etree._Element]:
    """Each `url` or `sitemap`, forgotten when the next one comes; `kinds` gets the root's name."""
    parser = etree.XMLPullParser(
        ("end",),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    for piece in _unpacked(body):
        _refuse_dtd(piece, url)
        parser.feed(piece)
        for _, node in parser.read_events():
            yield node
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
    root = parser.close()
    if root is not None:
        kinds.add(_local(root))


def _unpacked(body: bytes) -> Iterator[bytes]:
    """The sitemap in pieces, up to `UNPACKED_BYTES_MAX` of it."""
    file: io.BytesIO | gzip.GzipFile = io.BytesIO(body)
    if body.startswith(GZIP_MAGIC):
        file = gzip.GzipFile(fileobj=file)
    left = UNPACKED_BYTES_MAX
    while left > 0 and (piece := file.read(min(PIECE_BYTES, left))):
        left -= len(piece)
        yield piece


@dataclass(frozen=True, slots=True)
class _Named:
    location: str
    stamp: str
    title: str


def _named(node: etree._Element) -> tuple[str, _Named]:
    """What a sitemap says of an address, and its place in the order of time."""
    said: dict[str, str] = {}
    for part in node.iter(etree.Element):  # comments and entities are none
        said.setdefault(_local(part), (part.text or "").strip())
    stamp = said.get("publication_date", "")
    order = stamp or said.get("lastmod", "")
    return order, _Named(said.get("loc", ""), stamp, said.get("title", ""))


def _local(node: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def _page(named: _Named, base: str) -> FeedEntry | None:
    link = absolute(named.location, base)
    return FeedEntry(request_url(link), named.title, _moment(named.stamp)) if link else None


def _moment(stamp: str) -> datetime | None:
    """A W3C date and time with its zone as UTC; a day alone is no moment."""
    try:
        moment = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
