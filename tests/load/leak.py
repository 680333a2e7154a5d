"""A planted fault: each article is kept. `python -m tests.load --leak` must fail."""

from __future__ import annotations

from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.core.article import Article


class Leak:
    """Holds every article of a crawl until the process ends."""

    def __init__(self) -> None:
        self.kept: list[Article] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        made = cls()
        crawler.signals.connect(made.keep, signals.item_scraped)
        return made

    def keep(self, item: Article) -> None:
        self.kept.append(item)
