"""A spider that holds back what may be an error page with status 200, and asks once what one is."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.core.article import Article
from crawler.core.errors import SiteError
from crawler.core.extract.page import Page
from crawler.walk.site_spider import SiteSpider, guarded
from crawler.walk.soft_404 import SoftPages, is_suspicious, no_address_like

BAD_STATUS = 300
BEFORE_ALL = 10  # priority: articles wait for it


class ProbingSpider(SiteSpider, is_base=True):
    """One request more in a run that meets a short, undated text; none in others."""

    def prepare(self, crawler: Crawler, start_urls: tuple[str, ...]) -> None:
        """As SiteSpider; raises as `from_crawler` says."""
        super().prepare(crawler, start_urls)
        self.soft = SoftPages()
        crawler.signals.connect(self.on_left_waiting, signals.spider_closed)

    def judged(self, article: Article, page: Page, wanted: str) -> Iterator[Article | Request]:
        """The article at once, later, or never; `wanted` is the address that was asked."""
        if not is_suspicious(article, page):
            yield self.passed(article)
        elif self.soft.signs is not None:
            yield from self.settled([(article, wanted)])
        else:
            self.soft.waiting.append((article, wanted))
            if not self.soft.is_asked:
                self.soft.is_asked = True
                yield self.probe(page.url)

    def probe(self, url: str) -> Request:
        """A request for an address that the site cannot have."""
        self.count("soft_404/asked")
        return Request(
            no_address_like(url, f"9{secrets.randbelow(10**9):09}"),
            self.parse_probe,
            errback=self.on_no_probe,
            meta={"rasid_kind": "probe", "handle_httpstatus_all": True, "dont_redirect": True},
            priority=BEFORE_ALL,
            dont_filter=True,
        )

    @guarded
    def parse_probe(self, response: Response) -> Iterator[Article]:
        """What waited is published, or is what this page shows."""
        yield from self.settled(self.soft.learn(self.shown_at(response)))

    def on_no_probe(self, failure: Failure) -> Iterator[Article]:
        """No answer: nothing is known against what waited."""
        del failure
        yield from self.settled(self.soft.learn(None))

    def shown_at(self, response: Response) -> Article | None:
        """What the site shows as an article at an address of none."""
        from crawler.core.extract.article import article_of

        if response.status >= BAD_STATUS:
            return None
        try:
            page = self.page_of(response)
            return article_of(page, profile=self.site, timezone=self.site.timezone)
        except SiteError:
            return None

    def settled(self, found: list[tuple[Article, str]]) -> Iterator[Article]:
        """Those that are no such pages; the others are counted and noted."""
        for article, wanted in found:
            if self.soft.shows(article):
                self.count("extract/not_an_article/soft_404")
                self.frontier.note(wanted, "not_an_article")
            else:
                yield self.passed(article)

    def passed(self, article: Article) -> Article:
        """Count an article that goes on."""
        self.count("extract/articles")
        return article

    def on_left_waiting(self, **_more: Any) -> None:
        """The crawl was ended before the answer: the next run asks for these again."""
        if self.soft.waiting:
            self.count("soft_404/left", len(self.soft.waiting))
