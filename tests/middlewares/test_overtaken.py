"""Requests that wait while it is learned that they need not be sent; some are after all."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from scrapy import signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request

from crawler.middlewares.handler import RasidHandler
from crawler.middlewares.overtaken import Overtaken
from crawler.walk.failures import OvertakenError
from crawler.walk.page_memory import REVISIT

URL = "https://windows.example/news/8/b"


class Frontier:
    """Everything is overtaken; what is wanted again a test says."""

    def __init__(self):
        self.wanted = []

    def is_overtaken(self, url):
        return url == URL

    def wanted_again(self):
        wanted, self.wanted = self.wanted, []
        return wanted


@pytest.fixture
def crawl(make_crawler):
    """A crawl without engine; what it sends is in `sent`."""
    crawler = make_crawler()
    sent = []
    crawler.engine = SimpleNamespace(crawl=sent.append)
    crawler.spider = SimpleNamespace(
        frontier=Frontier(),
        article_request=lambda url, published: request(url, published=published),
    )
    return SimpleNamespace(crawler=crawler, sent=sent, part=Overtaken.from_crawler(crawler))


def request(url=URL, kind="article", published=None, **meta):
    return Request(url, meta={"rasid_kind": kind} | meta, cb_kwargs={"published": published})


def test_an_overtaken_article_is_not_sent(crawl):
    with pytest.raises(OvertakenError):
        crawl.part.process_request(request())
    assert crawl.part.process_request(request("https://windows.example/news/9")) is None


def test_what_is_overtaken_while_it_waits_for_its_turn_is_not_sent(crawl):
    handler = SimpleNamespace(crawler=crawl.crawler)
    with pytest.raises(OvertakenError):
        asyncio.run(RasidHandler.download_request(handler, request()))


@pytest.mark.parametrize(
    "other",
    [
        request(kind="listing"),
        request(redirect_urls=["https://windows.example/8"]),
        request(rasid_render=True),
        request(**{REVISIT: None}),
    ],
)
def test_what_is_under_way_or_no_new_article_is_sent(crawl, other):
    assert crawl.part.process_request(other) is None


def test_what_is_wanted_after_all_is_sent_with_what_a_feed_said_of_it(crawl):
    with pytest.raises(OvertakenError):
        crawl.part.process_request(request(published="2026-11-01"))
    crawl.crawler.spider.frontier.wanted = [URL]
    with pytest.raises(DontCloseSpider):
        crawl.part.idle()
    (again,) = crawl.sent
    assert (again.url, again.cb_kwargs["published"]) == (URL, "2026-11-01")
    assert again.dont_filter  # the filter of repeats has seen it


def test_what_is_wanted_after_all_is_not_asked_for_when_the_crawl_has_nothing_left(crawl):
    """The part has to hear of it."""
    with pytest.raises(OvertakenError):
        crawl.part.process_request(request())
    crawl.crawler.spider.frontier.wanted = [URL]
    heard = crawl.crawler.signals.send_catch_log(
        signals.spider_idle, spider=crawl.crawler.spider, dont_log=DontCloseSpider
    )
    assert [type(result.value) for _, result in heard] == [DontCloseSpider]
    assert [each.url for each in crawl.sent] == [URL]


def test_a_crawl_without_such_requests_ends(crawl):
    crawl.part.idle()
    with pytest.raises(OvertakenError):
        crawl.part.process_request(request())
    crawl.part.idle()
    assert crawl.sent == []
