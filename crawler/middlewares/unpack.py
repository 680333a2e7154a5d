"""Unpacks a page once, by ISA-L, and hands its headers on instead of copying them."""

from __future__ import annotations

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Request, Response
from scrapy.responsetypes import responsetypes

GZIP = [b"gzip"]  # what servers send of what we say that we accept
GZIP_WBITS = 31  # a gzip header and trailer, both checked
FLAGS = 3  # where a header says what is in it
RESERVED = 0xE0  # flags of later versions (RFC 1952, 2.3.1.2), which ISA-L would pass over


def unpacked(body: bytes, bytes_max: int) -> bytes | None:
    """What one whole gzip member holds, at most `bytes_max` bytes (0: no limit); else None.

    ISA-L takes half of zlib's time and refuses what zlib refuses, but for a code of distances that
    is not complete: where size and checksum are right, it gives what was packed.
    """
    if len(body) > FLAGS and body[FLAGS] & RESERVED:
        return None
    from isal import isal_zlib  # with the first page: a run may see none

    member = isal_zlib.decompressobj(GZIP_WBITS)
    try:
        found = member.decompress(body, bytes_max)
    except isal_zlib.error:  # type: ignore[misc] # its stub has an instance for the class
        return None
    return found if member.eof and not member.unused_data else None


class Unpack(HttpCompressionMiddleware):
    """Scrapy's, with a shorter way for the usual answer; what is odd in any way goes by Scrapy's.

    That is another packing or several, a body that is cut, damaged, followed by another, or so
    large that somebody has to be told.
    """

    def process_request(self, request: Request) -> None:  # type: ignore[override] # no spider
        """Nothing: `RequestDefaults` says what is accepted."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override] # no spider
        """The response with its body unpacked. Raises IgnoreRequest for one that is too large."""
        if request.method == "HEAD" or response.headers.getlist(b"Content-Encoding") != GZIP:
            return super().process_response(request, response)
        body = unpacked(response.body, request.meta.get("download_maxsize", self._max_size))
        if body is None or len(body) >= request.meta.get("download_warnsize", self._warn_size):
            return super().process_response(request, response)
        return self._made_anew(response, body)

    def _made_anew(self, response: Response, body: bytes) -> Response:
        headers = response.headers
        del headers[b"Content-Encoding"]
        made = responsetypes.from_args(headers=headers, url=response.url, body=body)(
            response.url,
            response.status,
            body=body,
            flags=response.flags,
            request=response.request,
            certificate=response.certificate,
            ip_address=response.ip_address,
            protocol=response.protocol,
        )
        made.headers = headers
        if self.stats:
            self.stats.inc_value("httpcompression/response_bytes", len(body))
            self.stats.inc_value("httpcompression/response_count")
        return made
