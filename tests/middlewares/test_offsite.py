"""What is off the site is what Scrapy says, host by host."""

from __future__ import annotations

import pytest
from scrapy import Spider
from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request

from crawler.middlewares.offsite import Offsite

HOSTS = (
    "news.example",
    "News.Example",
    "a.news.example",
    "a.b.news.example:8080",
    "user@news.example",
    "news.example@other.example",
    "anews.example",
    "news.example.other.example",
    "other.example",
    "127.0.0.1:8000",
    "[::1]:8000",
)
ALLOWED = ((), ("news.example",), ("news.example", "127.0.0.1"), (None, "::1"), ("news.example.",))


@pytest.fixture
def parts(make_crawler):
    """Ours and Scrapy's, each of a crawl with these domains."""

    def make(allowed):
        for kind in (Offsite, OffsiteMiddleware):
            crawler = make_crawler()
            crawler.spider = Spider("site", allowed_domains=list(allowed))
            yield kind.from_crawler(crawler)

    return make


def refused(part, request):
    """The words of the error and the stats; None for what passes."""
    try:
        part.process_request(request)
    except IgnoreRequest as error:
        return str(error), part.stats.get_value("offsite/filtered")
    return None


@pytest.mark.parametrize("allowed", ALLOWED)
@pytest.mark.parametrize("host", HOSTS)
def test_it_refuses_what_scrapy_refuses(parts, allowed, host):
    ours, scrapys = (refused(part, Request(f"http://{host}/a?b#c")) for part in parts(allowed))
    assert ours == scrapys


def test_something_is_refused_and_something_passes(parts):
    part, _ = parts(("news.example",))
    assert refused(part, Request("http://news.example/")) is None
    assert refused(part, Request("http://other.example/"))[1] == 1
    assert refused(part, Request("http://other.example/", dont_filter=True)) is None


def test_what_is_scheduled_is_looked_at(parts):
    part, _ = parts(("news.example",))
    with pytest.raises(IgnoreRequest, match=r"other\.example"):
        part.request_scheduled(Request("http://other.example/"), part.crawler.spider)
