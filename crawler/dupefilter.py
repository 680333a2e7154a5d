"""Which requests a run has made: 8 bytes of each fingerprint, not 20 in an object of their own."""

from __future__ import annotations

from scrapy.dupefilters import RFPDupeFilter
from scrapy.http import Request
from scrapy.utils.request import RequestFingerprinterProtocol

from crawler.core.links.numbers import Numbers

BYTES = 8  # of a fingerprint's 20: two of 100,000 requests meet once in three billion runs


class SmallDupeFilter(RFPDupeFilter):
    """Scrapy's filter, but a request takes some 20 bytes and not 150.

    A job folder (JOBDIR) needs the whole fingerprints: with one it is Scrapy's filter.
    """

    def __init__(
        self,
        path: str | None = None,
        debug: bool = False,  # noqa: FBT001, FBT002 - as Scrapy's
        *,
        fingerprinter: RequestFingerprinterProtocol | None = None,
    ) -> None:
        super().__init__(path, debug, fingerprinter=fingerprinter)
        self._numbers = Numbers()

    def request_seen(self, request: Request) -> bool:
        """True for a request like one that it was asked about before."""
        if self.file:
            return super().request_seen(request)
        found = self.fingerprinter.fingerprint(request)
        return not self._numbers.add(int.from_bytes(found[:BYTES]))
