"""Behind "not modified" the crawl goes on with what was read on the page before."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from scrapy.http import Request, Response

from crawler.core.extract.listing.reading import Listing
from crawler.core.feeds import FeedEntry, Sitemap
from crawler.core.page_memory import remember_entries, remember_listing
from crawler.store.validators import Known
from crawler.walk.page_memory import KNOWN

ROOT = "http://127.0.0.1:9"
PUBLISHED = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
ENTRIES = Sitemap(
    (FeedEntry(f"{ROOT}/news/1", "", PUBLISHED), FeedEntry(f"{ROOT}/news/2")),
    (f"{ROOT}/part.xml",),
)
LISTING = Listing(
    articles=(f"{ROOT}/news/1", f"{ROOT}/news/2"),
    shapes=frozenset(("/news/#",)),
    next_page=f"{ROOT}/?page=2",
    sections=(f"{ROOT}/arab",),
    feeds=(f"{ROOT}/rss.xml",),
)


@pytest.fixture
def spider(still_spider):
    return still_spider()


def unchanged(kind, memory, path="/"):
    meta = {"rasid_kind": kind, KNOWN: Known(memory=memory)}
    return Response(ROOT + path, 304, request=Request(ROOT + path, meta=meta))


def told(requests):
    return {(each.meta["rasid_kind"], each.url.removeprefix(ROOT)) for each in requests}


def test_a_start_page_leads_where_it_led(spider):
    asking = {"number": 1, "root": True, "walk": f"{ROOT}/", "piece": False}
    requests = list(spider.parse_listing(unchanged("listing", remember_listing(LISTING)), **asking))

    assert told(requests) == {
        ("article", "/news/1"),
        ("article", "/news/2"),
        ("listing", "/?page=2"),
        ("listing", "/arab"),
        ("feed", "/rss.xml"),
    }
    assert "/news/#" in spider.shapes
    assert spider.crawler.stats.get_value("rasid/links/found") == 2
    assert spider.crawler.stats.get_value("rasid/listing/no_links") is None


def test_a_feed_names_what_it_named_with_its_dates(spider):
    requests = list(spider.parse_feed(unchanged("feed", remember_entries(ENTRIES), "/rss.xml")))

    assert told(requests) == {("article", "/news/1"), ("article", "/news/2")}
    assert [each.cb_kwargs["published"] for each in requests] == [PUBLISHED, None]
    assert spider.crawler.stats.get_value("rasid/feed/links") == 2


def test_a_sitemap_leads_to_its_parts(spider):
    response = unchanged("sitemap", remember_entries(ENTRIES), "/sitemap.xml")
    requests = list(spider.parse_sitemap(response, depth=0))

    assert told(requests) == {
        ("sitemap", "/part.xml"),
        ("article", "/news/1"),
        ("article", "/news/2"),
    }


def test_a_memory_that_is_damaged_is_counted(spider):
    assert list(spider.parse_feed(unchanged("feed", b"no memory"))) == []
    assert spider.crawler.stats.get_value("rasid/failed/feed/memory") == 1
