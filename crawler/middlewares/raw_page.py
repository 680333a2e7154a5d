"""Leaves the page of an article as the network gave it, for the archive."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response

from crawler.store.archive.writer import writer_of
from crawler.walk.archiving import RECEIVED, is_kept, received


class RawPage:
    """Stands nearer to the network than what unpacks a body; the bytes are shared, not copied."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured where the crawl keeps no archive."""
        if writer_of(crawler) is None:
            raise NotConfigured
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        """The response as it is."""
        if is_kept(request, response):
            request.meta[RECEIVED] = received(response)
        return response
