"""A crawl that has found what is usual, with those who judge it and publish it."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from crawler import crawl
from crawler.core.site import Expectations, SiteProfile
from crawler.extensions.feed_publisher import FeedPublisher
from crawler.extensions.signs import Signs
from crawler.extensions.watch import Watch

NOW = datetime(2025, 3, 1, 9, tzinfo=UTC)
USUAL = {
    "rasid/listing/pages": 1,
    "rasid/links/found": 40,
    "rasid/fetch/articles": 30,
    "rasid/check_article/valid": 30,
    "rasid/store_article/new": 30,
}


@pytest.fixture
def watch(make_crawler, monkeypatch):
    """The watch of a crawl that has found what is usual."""
    crawler = make_crawler(RASID_SEAL_AFTER_S=0, RASID_RUNS_DAYS=400)
    expect = Expectations(coverage_min={"date": 0.5})
    site = SiteProfile(name="windows", start_urls=("http://windows.example/",), expect=expect)
    crawler.spider = SimpleNamespace(run_id="run-1", source="windows", site=site)
    monkeypatch.setattr(crawl, "now", lambda _: NOW)
    monkeypatch.setattr(crawl.stopped_by, "number", None)
    monkeypatch.setattr(crawl, "end", lambda *_: None)
    for name, value in USUAL.items():
        crawler.stats.set_value(name, value)
    monkeypatch.setattr("crawler.extensions.feed_publisher.create_looping_call", lambda _: None)
    made = {cls: cls.from_crawler(crawler) for cls in (Signs, Watch, FeedPublisher)}
    monkeypatch.setattr(crawler, "get_extension", made.get)
    made[Watch].opened()
    return made[Watch]
