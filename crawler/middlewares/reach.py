"""How far a crawl follows links: Scrapy's rules of depth and length, one look for all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware
from scrapy.spidermiddlewares.depth import DepthMiddleware
from scrapy.spidermiddlewares.start import StartSpiderMiddleware
from scrapy.spidermiddlewares.urllength import UrlLengthMiddleware


class Reach:
    """A spider middleware: each of them costs generators of its own for every response.

    DEPTH_LIMIT and URLLENGTH_LIMIT hold as they do in Scrapy (0: no limit), the stats are Scrapy's.
    """

    def __init__(self, rules: Sequence[BaseSpiderMiddleware]) -> None:
        self.rules = rules

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """In the order in which Scrapy has them, from the spider on."""
        rules: list[BaseSpiderMiddleware] = [DepthMiddleware.from_crawler(crawler)]
        if crawler.settings.getint("URLLENGTH_LIMIT"):
            rules.append(UrlLengthMiddleware.from_crawler(crawler))
        return cls([*rules, StartSpiderMiddleware.from_crawler(crawler)])

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """What the crawl begins with."""
        async for each in start:
            if (kept := self._kept(each, None)) is not None:
                yield kept

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """What a page leads to; articles pass."""
        response.meta.setdefault("depth", 0)
        async for each in result:
            if (kept := self._kept(each, response)) is not None:
                yield kept

    def passing(self, response: Response, found: Iterable[Any]) -> Iterator[Any]:
        """The same for results that came without waiting, see `results.py`."""
        response.meta.setdefault("depth", 0)
        for each in found:
            if (kept := self._kept(each, response)) is not None:
                yield kept

    def _kept(self, each: Any, response: Response | None) -> Any:
        if not isinstance(each, Request):
            return each
        request: Request | None = each
        for rule in self.rules:
            request = rule.get_processed_request(request, response) if request else None
        return request
