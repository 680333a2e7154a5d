"""What a request meets before it is sent: the budget of its host, and its back-off."""

from __future__ import annotations

import logging
from collections import Counter
from functools import lru_cache
from typing import ClassVar, Self
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler import crawl
from crawler.core.access.hosts import netloc_of, origin_of
from crawler.core.access.retry_after import FIRST_S
from crawler.core.errors import MachineError
from crawler.middlewares.politeness import Politeness

logger = logging.getLogger(__name__)
SERVER_ERROR = 500


class BudgetError(IgnoreRequest):
    """The host has had its requests of this run; begins with `request_budget:`."""


class PoliteRequests:
    """Counts requests a host, refuses while it rests, notes when it asks to be left alone.

    Nearer to the network than the retries: each of them is seen here too.
    """

    of_crawlers: ClassVar[WeakKeyDictionary[Crawler, PoliteRequests]] = WeakKeyDictionary()

    def __init__(self, crawler: Crawler, budget: int) -> None:
        self.crawler = crawler
        self.budget = budget
        self._asked: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises ConfigError for a budget that is no number."""
        made = cls(crawler, int(crawl.number_setting(crawler.settings, "RASID_HOST_REQUESTS_MAX")))
        cls.of_crawlers[crawler] = made
        return made

    def process_request(self, request: Request) -> None:
        """Raise RestingError or BudgetError; the errback hears of it."""
        name = host_name(request.url)
        if name is None:
            return
        polite = self._politeness()
        try:
            polite.refuse_long(name, polite.host(name))
        except MachineError as error:
            raise store_failed(self.crawler, error) from error
        self.charge(name)

    def charge(self, name: str) -> None:
        """Count a request to a host, also one of a drawn page. Raises BudgetError."""
        self._asked[name] += 1
        if self.budget and self._asked[name] > self.budget:
            if self._asked[name] == self.budget + 1:
                logger.warning("%s: its %d requests of this run are used up", name, self.budget)
            crawl.count(self.crawler, "politeness/over_budget")
            raise BudgetError(f"request_budget: {name} has had {self.budget} requests in this run")

    def process_response(self, request: Request, response: Response) -> Response:
        """Note a wish to be left alone, or that it is over."""
        name = host_name(request.url)
        if name is None or "cached" in response.flags:
            return response
        polite = self._politeness()
        try:
            if response.status in FIRST_S:
                wish = response.headers.get(b"Retry-After") or b""
                polite.back_off(name, response.status, wish.decode("latin-1"))
            elif response.status < SERVER_ERROR:
                polite.answered(name)
        except MachineError as error:
            crawl.machine_failed(self.crawler, error)
        return response

    def _politeness(self) -> Politeness:
        return Politeness.of(self.crawler)


@lru_cache(maxsize=1024)  # each part of the way of a request asks it again
def host_name(url: str) -> str | None:
    """The host as the store names it."""
    origin = origin_of(url)
    return None if origin is None else netloc_of(origin)


def store_failed(crawler: Crawler, error: MachineError) -> IgnoreRequest:
    """End the crawl, and give the error for the request that met it."""
    crawl.machine_failed(crawler, error)
    return IgnoreRequest(f"store: {error}")
