"""What was read on a listing, a feed or a sitemap, kept for the day when it answers 304.

"Not modified" means that the page is as it was read last. The crawl then goes on with what was
read, and follows links that no run has dealt with, as if the page had come again.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

from crawler.core.errors import SiteError
from crawler.core.extract.listing.reading import Listing
from crawler.core.feeds import FeedEntry, Sitemap
from crawler.core.stamps import moment_of, utc

LINKS = ("articles", "sections", "feeds", "sitemaps")
PACKED_BYTES_MAX = 512 * 1024  # a sitemap of 5,000 long Arabic addresses needs half
UNPACKED_BYTES_MAX = 8 * 1024 * 1024


def remember_listing(listing: Listing) -> bytes:
    """A listing as bytes, without what a page must show anew each time: traps, missed selectors."""
    links: dict[str, Any] = {name: getattr(listing, name) for name in LINKS}
    more = {"next_page": listing.next_page, "loads_more": listing.loads_more}
    return _packed(links | more | {"shapes": sorted(listing.shapes)})


def recall_listing(data: bytes) -> Listing:
    """The listing of these bytes. Raises SiteError `memory` for bytes of something else."""
    told = _unpacked(data)
    try:
        links: dict[str, Any] = {name: tuple(told[name]) for name in LINKS}
        shapes, loads_more = frozenset(told["shapes"]), bool(told["loads_more"])
        return Listing(shapes=shapes, next_page=told["next_page"], loads_more=loads_more, **links)
    except (KeyError, TypeError) as error:
        raise SiteError("memory") from error


def remember_entries(sitemap: Sitemap) -> bytes:
    """The entries of a feed or a sitemap, or the sitemaps of an index, as bytes."""
    entries = [
        [entry.url, utc(entry.published) if entry.published else None] for entry in sitemap.entries
    ]
    return _packed({"entries": entries, "sitemaps": sitemap.sitemaps})


def recall_entries(data: bytes) -> Sitemap:
    """What `remember_entries` was given, without titles. Raises SiteError as `recall_listing`."""
    told = _unpacked(data)
    try:
        entries = tuple(FeedEntry(url, "", moment_of(stamp)) for url, stamp in told["entries"])
        return Sitemap(entries, tuple(told["sitemaps"]))
    except (KeyError, TypeError, ValueError) as error:
        raise SiteError("memory") from error


def reading_of(memory: bytes) -> str:
    """A digest that is equal when the same was read."""
    return hashlib.sha256(memory).hexdigest()


def _packed(told: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(told, ensure_ascii=False, default=list).encode(), 6)


def _unpacked(data: bytes) -> dict[str, Any]:
    unpacker = zlib.decompressobj()
    try:
        told = json.loads(unpacker.decompress(data, UNPACKED_BYTES_MAX))
    except (zlib.error, ValueError) as error:
        raise SiteError("memory") from error
    if not isinstance(told, dict):
        raise SiteError("memory")
    return told
