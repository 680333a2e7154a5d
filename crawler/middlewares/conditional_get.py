"""Asks for pages that were read before only if they have changed (RFC 9110, 13)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler import crawl
from crawler.core.access.validators import headers_of, why_not_sent
from crawler.core.errors import MachineError
from crawler.middlewares.polite_requests import store_failed
from crawler.walk.page_memory import KNOWN, NOT_MODIFIED, REVISIT

KINDS = frozenset(("listing", "feed", "sitemap"))
HEADERS = ("If-None-Match", "If-Modified-Since")
LET_THROUGH = "handle_httpstatus_list"


class ConditionalGet:
    """Puts validators into requests of pages that the spider remembers; 304 comes to the spider.

    Stats: `rasid/conditional/sent`, `/not_modified`, and `/plain/<why>` for a page that is known
    and is asked whole all the same.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Each address has its own validators: what a redirect brought along is taken out."""
        for name in HEADERS:
            request.headers.pop(name, None)
        spider: Any = self.crawler.spider
        memory = getattr(spider, "page_memory", None)
        if memory is None or not self._is_asked_again(request):
            return
        try:
            known = memory.validators.find(request.url)
        except MachineError as error:
            raise store_failed(self.crawler, error) from error
        if known.validator is None and REVISIT in request.meta:
            known = replace(known, validator=request.meta[REVISIT])
        request.meta[KNOWN] = known
        if known.validator is None:
            return
        why = why_not_sent(
            known.validator,
            spider.now(),
            made_by=memory.made_by,
            doubted_until=known.doubted_until,
        )
        if why:
            crawl.count(self.crawler, f"conditional/plain/{why}")
            return
        crawl.count(self.crawler, "conditional/sent")
        request.headers.update(headers_of(known.validator))
        passed = request.meta.get(LET_THROUGH, ())
        request.meta[LET_THROUGH] = sorted({*passed, NOT_MODIFIED})

    def process_response(self, request: Request, response: Response) -> Response:
        """Count what need not be sent."""
        if response.status == NOT_MODIFIED and KNOWN in request.meta:
            crawl.count(self.crawler, "conditional/not_modified")
        return response

    @staticmethod
    def _is_asked_again(request: Request) -> bool:
        """True for what is remembered, unless a browser asks."""
        meta = request.meta
        remembered = meta.get("rasid_kind") in KINDS or REVISIT in meta
        return remembered and not meta.get("rasid_render")
