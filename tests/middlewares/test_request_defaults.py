"""One part says of a request what four of Scrapy's said, in the same order."""

from __future__ import annotations

import pytest
from scrapy.downloadermiddlewares.defaultheaders import DefaultHeadersMiddleware
from scrapy.downloadermiddlewares.downloadtimeout import DownloadTimeoutMiddleware
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.useragent import UserAgentMiddleware
from scrapy.exceptions import NotConfigured
from scrapy.http import Request

from crawler.middlewares.request_defaults import RequestDefaults

URL = "https://windows.example/"
SCRAPYS = (
    DownloadTimeoutMiddleware,
    DefaultHeadersMiddleware,
    UserAgentMiddleware,
    HttpCompressionMiddleware,
)
SETTINGS = {
    "plain": {},
    "other": {"USER_AGENT": "Rasid (+mail@windows.example)", "DOWNLOAD_TIMEOUT": 7},
    "no defaults": {"DEFAULT_REQUEST_HEADERS": {}, "USER_AGENT": "", "DOWNLOAD_TIMEOUT": 0},
    "as the site wants": {
        "DEFAULT_REQUEST_HEADERS": {"accept": "text/html", "user-agent": "x", "DNT": None},
    },
    "not packed": {"COMPRESSION_ENABLED": False},
}
REQUESTS = {
    "bare": {},
    "with a header": {"headers": {"Accept": "application/json", "user-agent": "own"}},
    "with a time": {"meta": {"download_timeout": 1.5}},
}


def said_by(parts, request):
    for part in parts:
        part.process_request(request)
    return list(request.headers.items()), request.meta


def scrapys(crawler):
    for part in SCRAPYS:
        try:
            yield part.from_crawler(crawler)
        except NotConfigured:
            continue


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("asked", REQUESTS)
def test_a_request_says_what_it_said_with_scrapys_parts(make_crawler, settings, asked):
    crawler = make_crawler(**SETTINGS[settings])
    ours = said_by([RequestDefaults.from_crawler(crawler)], Request(URL, **REQUESTS[asked]))
    assert ours == said_by(scrapys(crawler), Request(URL, **REQUESTS[asked]))


def test_a_header_of_one_request_is_none_of_the_next(make_crawler):
    part = RequestDefaults.from_crawler(make_crawler())
    first, second = Request(URL), Request(URL)
    part.process_request(first)
    first.headers.appendlist("Accept", "image/png")
    first.headers["If-None-Match"] = '"a"'
    part.process_request(second)
    assert "If-None-Match" not in second.headers
    assert len(second.headers.getlist("Accept")) == 1
