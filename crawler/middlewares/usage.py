"""Finds what the files of a site say of the use of an article, before the article is asked."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler import crawl
from crawler.core.access.robots import Robots
from crawler.core.access.usage import SILENT, TDM_BYTES_MAX, TDM_PATH, FileUsage, TdmFile
from crawler.core.errors import MachineError
from crawler.middlewares.polite_requests import host_name, store_failed
from crawler.middlewares.politeness import Politeness
from crawler.middlewares.robots import RobotsTxt
from crawler.walk.failures import UNANSWERED

logger = logging.getLogger(__name__)
FOUND = 200
SERVER_ERROR = 500
KEY = "rasid_usage"  # where a FileUsage lies in the request's meta
TIMEOUT_S = 10


class Usage:
    """Puts a FileUsage into `meta["rasid_usage"]` of each article's request.

    `/.well-known/tdmrep.json` is asked once a host and day; a failure says nothing and stops
    nothing. Stats: `rasid/usage/asked`, `/reserved` (articles whose file reserves them).
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._asking: dict[str, asyncio.Task[TdmFile]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make it."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Only articles: what is not published needs no note."""
        name = host_name(request.url)
        if request.meta.get("rasid_kind") != "article" or name is None:
            return
        try:
            tdm = await self._file(name, request)
        except MachineError as error:
            raise store_failed(self.crawler, error) from error
        reserved = tdm.reservation_for(request.url) if tdm.rules else None
        if reserved == "1":
            crawl.count(self.crawler, "usage/reserved")
        signal = (await self._robots(request)).signal_for(request.url)
        request.meta[KEY] = FileUsage(reserved, signal) if reserved or signal else SILENT

    async def _robots(self, request: Request) -> Robots:
        robots = RobotsTxt.of_crawlers.get(self.crawler)
        rules = await robots.rules_of(request) if robots else None
        return rules or Robots()

    async def _file(self, name: str, request: Request) -> TdmFile:
        task = self._asking.get(name)
        if task is None:
            task = self._asking[name] = asyncio.ensure_future(self._find(name, request))
        return await task

    async def _find(self, name: str, request: Request) -> TdmFile:
        polite = Politeness.of(self.crawler)
        record = polite.host(name).record
        if record.knows_usage(polite.now()):
            return TdmFile.parse(record.tdm_body or b"")
        body = await self._ask(request)
        if body is None:  # the next run asks again
            return TdmFile()
        polite.change(name, tdm_body=body, tdm_fetched=polite.now())
        return TdmFile.parse(body)

    async def _ask(self, request: Request) -> bytes | None:
        """The file, empty where the site has none, None where it did not answer."""
        parts = urlparse_cached(request)
        meta = {"dont_retry": True, "download_timeout": TIMEOUT_S}
        asking = Request(
            f"{parts.scheme}://{parts.netloc}{TDM_PATH}", callback=NO_CALLBACK, meta=meta
        )
        crawl.count(self.crawler, "usage/asked")
        engine: Any = self.crawler.engine
        try:
            response = await engine.download_async(asking)
        except MachineError:
            raise
        except UNANSWERED as error:
            logger.debug("no %s: %s", TDM_PATH, error)
            return None
        if response.status >= SERVER_ERROR:
            return None
        body: bytes = response.body
        return body[:TDM_BYTES_MAX] if response.status == FOUND else b""
