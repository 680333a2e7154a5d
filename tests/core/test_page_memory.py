"""What was read on a page comes back as it was, and damaged memories are told."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime

import pytest

from crawler.core.errors import SiteError
from crawler.core.extract.listing.reading import Listing
from crawler.core.feeds import FeedEntry, Sitemap
from crawler.core.page_memory import (
    reading_of,
    recall_entries,
    recall_listing,
    remember_entries,
    remember_listing,
)

ROOT = "https://windows.example"
LISTING = Listing(
    articles=(f"{ROOT}/news/1", f"{ROOT}/أخبار/2"),
    shapes=frozenset(("/news/#", "/أخبار/#")),
    next_page=f"{ROOT}/?page=2",
    sections=(f"{ROOT}/arab",),
    feeds=(f"{ROOT}/rss.xml",),
    sitemaps=(f"{ROOT}/sitemap.xml",),
    loads_more=True,
)
ENTRIES = Sitemap(
    entries=(
        FeedEntry(f"{ROOT}/news/1", "", datetime(2025, 3, 1, 9, 30, tzinfo=UTC)),
        FeedEntry(f"{ROOT}/news/2"),
    ),
    sitemaps=(f"{ROOT}/part.xml",),
)


def test_a_listing_comes_back():
    assert recall_listing(remember_listing(LISTING)) == LISTING


def test_entries_come_back_without_their_titles():
    titled = Sitemap(
        (FeedEntry(f"{ROOT}/news/1", "عنوان", ENTRIES.entries[0].published), ENTRIES.entries[1]),
        ENTRIES.sitemaps,
    )

    assert recall_entries(remember_entries(titled)) == ENTRIES


def test_equal_readings_have_one_digest():
    again = Listing(**{name: getattr(LISTING, name) for name in LISTING.__slots__})

    assert reading_of(remember_listing(LISTING)) == reading_of(remember_listing(again))
    assert reading_of(remember_listing(LISTING)) != reading_of(remember_listing(Listing()))


def test_a_long_sitemap_takes_little_room():
    entries = tuple(FeedEntry(f"{ROOT}/news/{number}/خبر-من-المدينة") for number in range(5_000))

    assert len(remember_entries(Sitemap(entries))) < 60_000


@pytest.mark.parametrize("recall", [recall_listing, recall_entries])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zlib",
        zlib.compress(b"no json"),
        zlib.compress(b"[1]"),
        zlib.compress(b"{}"),
        zlib.compress(json.dumps({"entries": [1], "sitemaps": []}).encode()),
        zlib.compress(json.dumps({"entries": [["u", "no date"]], "sitemaps": []}).encode()),
    ],
)
def test_a_damaged_memory_is_told(recall, data):
    with pytest.raises(SiteError) as caught:
        recall(data)

    assert caught.value.reason == "memory"
