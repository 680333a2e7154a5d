"""A packed answer as it came: what is in it is looked at when it is unpacked, not before.

Scrapy's handlers guess the kind of every answer, copy its headers, and tell of each piece.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any

from pydispatch.dispatcher import (  # type: ignore[import-untyped] # as in Scrapy
    getAllReceivers,
    liveReceivers,
)
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

TOLD = (signals.headers_received, signals.bytes_received)


def is_listened_to(crawler: Crawler) -> bool:
    """True where a part of the crawl wants to hear of answers while they come."""
    sender = crawler.signals.sender
    return any(True for signal in TOLD for _ in liveReceivers(getAllReceivers(sender, signal)))


def is_small(headers: Headers, limits: Iterable[int]) -> bool:
    """False for an answer that says itself that it is larger than one of the limits (0: none)."""
    said = int(headers.get(b"Content-Length") or 0)
    return not any(limit and said > limit for limit in limits)


async def read_up_to(bytes_max: int, chunks: AsyncIterator[bytes]) -> bytes | None:
    """All of the body; None as soon as it has more than so many bytes (0: no limit)."""
    read, size = [], 0
    async for chunk in chunks:
        read.append(chunk)
        size += len(chunk)
        if bytes_max and size > bytes_max:
            return None
    return b"".join(read)


def response_of(said: Mapping[str, Any], body: bytes) -> Response:
    """The answer; `said` are the arguments of `Response`, its headers are kept and not copied."""
    made = Response(**{**said, "headers": None}, body=body)
    made.headers = said["headers"]
    return made
