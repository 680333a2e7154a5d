"""What every request says of us and how long it may take: three parts of Scrapy's in one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import ACCEPTED_ENCODINGS
from scrapy.http import Request

from crawler.middlewares.headers import QuickHeaders


class RequestDefaults:
    """In place of DownloadTimeout, DefaultHeaders, UserAgent, and of what HttpCompression asks.

    What a request says itself holds.
    """

    def __init__(self, timeout_s: float, headers: Iterable[tuple[str, str | None]]) -> None:
        self.timeout_s = timeout_s
        self.headers = QuickHeaders()
        for name, value in headers:
            if value is not None:
                self.headers.setdefault(name, value)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """By DOWNLOAD_TIMEOUT, DEFAULT_REQUEST_HEADERS, USER_AGENT and COMPRESSION_ENABLED."""
        settings = crawler.settings
        packings = b", ".join(ACCEPTED_ENCODINGS).decode()
        ours = (
            ("User-Agent", settings["USER_AGENT"] or None),
            ("Accept-Encoding", packings if settings.getbool("COMPRESSION_ENABLED") else None),
        )
        headers = (*settings["DEFAULT_REQUEST_HEADERS"].items(), *ours)
        return cls(settings.getfloat("DOWNLOAD_TIMEOUT"), headers)

    def process_request(self, request: Request) -> None:
        """Add what the request does not say."""
        if self.timeout_s:
            request.meta.setdefault("download_timeout", self.timeout_s)
        if not request.headers:
            request.headers = self.headers.copy()
            return
        for name, values in self.headers.items():
            request.headers.setdefault(name, values)
