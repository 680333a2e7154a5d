"""What Scrapy says of each page, each article and each drop, put together only to be shown."""

from __future__ import annotations

import logging
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.logformatter import LogFormatter


class ShownLines(LogFormatter):
    """Scrapy's lines of level DEBUG where LOG_LEVEL shows them, else none."""

    def __init__(self, *, debug: bool, drops: bool) -> None:
        self.debug = debug
        self.drops = drops

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """LOG_LEVEL and DEFAULT_DROPITEM_LOG_LEVEL decide."""
        settings = crawler.settings
        least = _number(settings.get("LOG_LEVEL"))
        dropped = _number(settings.get("DEFAULT_DROPITEM_LOG_LEVEL"))
        return cls(debug=least <= logging.DEBUG, drops=dropped >= least)

    def crawled(self, request: Request, response: Response, spider: Any) -> Any:
        """A page came."""
        return super().crawled(request, response, spider) if self.debug else None

    def scraped(self, item: Any, response: Any, spider: Any) -> Any:
        """An article went through all steps."""
        return super().scraped(_shown(item), response, spider) if self.debug else None

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Any) -> Any:
        """A step dropped an article."""
        if not self.drops and getattr(exception, "log_level", None) is None:
            return None
        return super().dropped(_shown(item), exception, response, spider)


def _shown(item: Any) -> Any:
    """An article by its address: its fields are published, and one repeats a header (ETag)."""
    return getattr(item, "url", item)


def _number(level: str | int) -> int:
    return level if isinstance(level, int) else logging.getLevelNamesMapping()[level]
