"""Requests that wait while it is learned that they lead to what was seen: they are not sent."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request

from crawler.walk.failures import OvertakenError
from crawler.walk.page_memory import REVISIT

# What is on its way already: another page of it may be waited for, and it would wait for itself.
UNDER_WAY = ("redirect_urls", "rasid_render", REVISIT)


class Overtaken:
    """Asks the spider's frontier about each article whose turn has come.

    When nothing is left to do it asks again about those that were dropped: what stood for one may
    have come to nothing, and a rule may have been wrong. So none is lost for the run.
    """

    of_crawlers: ClassVar[WeakKeyDictionary[Crawler, Overtaken]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._dropped: dict[str, dict[str, Any]] = {}  # address to what its callback is given

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Also hears when the crawl has nothing left to do."""
        made = cls.of_crawlers[crawler] = cls(crawler)
        crawler.signals.connect(made.idle, signals.spider_idle)
        return made

    def process_request(self, request: Request) -> None:
        """Raise OvertakenError for what need not be asked any more."""
        meta = request.meta
        if meta.get("rasid_kind") != "article" or any(name in meta for name in UNDER_WAY):
            return
        spider: Any = self.crawler.spider
        if spider.frontier.is_overtaken(request.url):
            self._dropped[request.url] = request.cb_kwargs
            raise OvertakenError(request.url)

    def idle(self) -> None:
        """Send what is wanted after all; raises DontCloseSpider when there was some."""
        spider: Any = self.crawler.spider
        wanted = spider.frontier.wanted_again() if self._dropped else ()
        for url in wanted:
            request = spider.article_request(url, **self._dropped.pop(url))
            self.crawler.engine.crawl(request.replace(dont_filter=True))
        if wanted:
            raise DontCloseSpider
