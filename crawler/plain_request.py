"""A request whose address is taken as it stands where nothing in it is to be quoted."""

from __future__ import annotations

from scrapy.http import Request

from crawler.core.urls import SAFE_ADDRESS, SAFE_QUERY


class PlainRequest(Request):
    """Scrapy's, which takes each address apart, quotes its parts and puts it together again."""

    def _set_url(self, url: str) -> None:
        if isinstance(url, str) and (SAFE_ADDRESS.fullmatch(url) or SAFE_QUERY.fullmatch(url)):
            self._url = url
        else:
            super()._set_url(url)
