"""Figures of requests and bytes are Scrapy's to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scrapy.downloadermiddlewares.stats import DownloaderStats
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from scrapy.utils.request import request_httprepr

from crawler.middlewares import traffic
from crawler.middlewares.traffic import Traffic, request_bytes

ROOT = "https://windows.example"
ADDRESSES = (
    f"{ROOT}/news/1",
    f"{ROOT}/news/1?id=7&b=",
    f"{ROOT}/news/1?",
    f"{ROOT}/news/1?#end",
    f"{ROOT}/a;b=1?c",
    f"{ROOT}/a;?c",
    f"{ROOT}//news",
    f"{ROOT}",
    f"{ROOT}?id=7",
    f"{ROOT}/الأخبار/1",
    "http://user:secret@windows.example:8080/a",
    "http://[::1]:8000/a",
    "HTTP://Windows.Example/a",
    "data:,x",
)
HEADERS = ({}, {"Accept": "text/html"}, {"Accept": ["a", "b"], "Cookie": "c"})


@pytest.mark.parametrize("url", ADDRESSES)
@pytest.mark.parametrize("headers", HEADERS)
@pytest.mark.parametrize("more", [{}, {"method": "POST", "body": b"x" * 7}])
def test_a_request_has_the_length_that_it_has_when_it_is_written_out(url, headers, more):
    request = Request(url, headers=headers, **more)
    assert request_bytes(request) == len(request_httprepr(request))


@given(some.text(alphabet="abمن/?#;=&%20.\\@: ", max_size=12))
def test_whatever_follows_the_host(rest):
    request = Request(f"{ROOT}/{rest}")
    assert request_bytes(request) == len(request_httprepr(request))


def test_a_plain_address_is_not_written_out(monkeypatch):
    monkeypatch.setattr(traffic, "request_httprepr", None)  # to call it raises TypeError
    request_bytes(Request(ADDRESSES[0], headers=HEADERS[1]))
    with pytest.raises(TypeError):
        request_bytes(Request(ADDRESSES[4]))


@pytest.mark.parametrize("status", [200, 304, 599])
def test_the_stats_are_scrapys(make_crawler, status):
    told = []
    for kind in (Traffic, DownloaderStats):
        crawler = make_crawler()
        part, request = kind.from_crawler(crawler), Request(ADDRESSES[0], headers=HEADERS[2])
        said = {"ETag": '"a"', "Vary": ["b", "c"]}
        answer = Response(request.url, status, headers=said, body=b"7")
        assert part.process_request(request) is None
        assert part.process_response(request, answer) is answer
        part.process_exception(request, ValueError())
        told.append(crawler.stats.get_stats())
    assert told[0] == told[1]
    assert told[0]["downloader/request_count"] == 1


def test_it_can_be_switched_off(make_crawler):
    with pytest.raises(NotConfigured):
        Traffic.from_crawler(make_crawler(DOWNLOADER_STATS=False))
