"""Scrapy's figures of requests and bytes (`downloader/…`), without the requests written out."""

from __future__ import annotations

from functools import lru_cache

from scrapy.downloadermiddlewares.stats import DownloaderStats, get_header_size, get_status_size
from scrapy.http import Request, Response
from scrapy.utils.request import request_httprepr

from crawler.core.access.hosts import ROOT, hostname_of

FRAME_BYTES = len(b"  HTTP/1.1\r\nHost: \r\n\r\n")
PAIR_BYTES = len(b": \r\n")
_status_size = lru_cache(maxsize=1024)(get_status_size)


class Traffic(DownloaderStats):
    """The same numbers for the same stats."""

    def process_request(self, request: Request) -> None:  # type: ignore[override] # no spider
        """Count a request and its bytes."""
        count = self.stats.inc_value
        count("downloader/request_count")
        count(f"downloader/request_method_count/{request.method}")
        count("downloader/request_bytes", request_bytes(request))

    def process_response(  # type: ignore[override] # no spider
        self,
        request: Request,  # noqa: ARG002 - Scrapy names it
        response: Response,
    ) -> Response:
        """Count an answer and its bytes."""
        count, status = self.stats.inc_value, response.status
        size = len(response.body) + get_header_size(response.headers) + _status_size(status) + 4
        count("downloader/response_count")
        count(f"downloader/response_status_count/{status}")
        count("downloader/response_bytes", size)
        return response


def request_bytes(request: Request) -> int:
    """The length of `request_httprepr`, which is made only where it writes an address otherwise."""
    url = request.url
    root = ROOT.match(url)
    path = url[root.end() :] if root else ""
    is_odd = "#" in path or ";" in path or path.endswith("?") or path.startswith("//")
    if is_odd or not path.startswith("/") or not url.isascii():
        return len(request_httprepr(request))
    pairs = [(name, value) for name, values in dict.items(request.headers) for value in values]
    said = sum([len(name) + len(value) + PAIR_BYTES for name, value in pairs])
    frame = FRAME_BYTES + len(request.method) + len(hostname_of(url))
    return frame + len(path) + said + len(request.body)
