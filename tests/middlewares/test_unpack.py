"""What is unpacked by the shorter way is what Scrapy would have made of it, and so are refusals."""

from __future__ import annotations

import gzip
import zlib

import pytest
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Request, Response

from crawler.middlewares import unpack
from crawler.middlewares.unpack import Unpack, unpacked

URL = "https://windows.example/news/7"
PAGE = "<html><p>أعلنت وزارة النقل استئناف الرحلات</p></html>".encode() * 40
WHOLE = gzip.compress(PAGE, mtime=0)
LIMIT, WARN_AT = 4 * len(PAGE), 3 * len(PAGE)
# The body, and what its header says: one whole member, then all that is odd.
BODIES = {
    "whole": (WHOLE, "gzip"),
    "two members": (WHOLE + WHOLE, "gzip"),
    "rubbish behind it": (WHOLE + b"\0\0\0", "gzip"),
    "cut": (WHOLE[:-9], "gzip"),
    "wrong checksum": (WHOLE[:-8] + b"\0\0\0\0" + WHOLE[-4:], "gzip"),
    "to be warned of": (gzip.compress(PAGE * 3, mtime=0), "gzip"),
    "deflate": (zlib.compress(PAGE), "deflate"),
    "twice": (gzip.compress(WHOLE, mtime=0), "gzip, gzip"),
    "other word": (WHOLE, "GZIP"),
    "unknown": (WHOLE, "snow"),
    "not packed": (PAGE, ""),
    "empty": (gzip.compress(b"", mtime=0), "gzip"),
}


@pytest.fixture
def parts(make_crawler):
    """Ours and Scrapy's, each with counters of its own."""
    made = [make_crawler(DOWNLOAD_MAXSIZE=LIMIT, DOWNLOAD_WARNSIZE=WARN_AT) for _ in range(2)]
    return [Unpack.from_crawler(made[0]), HttpCompressionMiddleware.from_crawler(made[1])]


def answer(body, packing, **more):
    headers = {"Content-Type": "text/html; charset=utf-8", "ETag": '"a"'}
    return Response(URL, headers=headers | ({"Content-Encoding": packing} if packing else {}),
                    body=body, **more)  # fmt: skip


def told(response):
    values = {name: getattr(response, name) for name in response.attributes}
    return type(response), values | {"headers": dict(response.headers)}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_each_answer_comes_out_as_by_scrapy(parts, name, method, caplog):
    request, came, logged = Request(URL, method=method), [], []
    for part in parts:
        caplog.clear()
        response = answer(*BODIES[name], flags=["a"], protocol="HTTP/1.1")
        came.append((told(part.process_response(request, response)), part.stats.get_stats()))
        logged.append([record.levelname for record in caplog.records])
    assert came[0] == came[1]
    assert logged[0] == logged[1]


def test_a_whole_page_needs_nothing_of_scrapys_unpacking(parts, monkeypatch):
    monkeypatch.setattr(HttpCompressionMiddleware, "process_response", None)
    response = answer(*BODIES["whole"])
    headers = response.headers
    made = parts[0].process_response(Request(URL), response)
    assert (type(made), made.body) == (HtmlResponse, PAGE)
    assert made.headers is headers


@pytest.mark.parametrize("meta", [{}, {"download_maxsize": len(PAGE) - 1}], ids=["all", "request"])
def test_too_large_a_page_is_refused(parts, meta):
    body = gzip.compress(PAGE * (1 if meta else 5), mtime=0)
    for part in parts:
        with pytest.raises(IgnoreRequest, match="DOWNLOAD_MAXSIZE"):
            part.process_response(Request(URL, meta=meta), answer(body, "gzip"))


@pytest.mark.parametrize(
    ("body", "most", "found"),
    [
        (WHOLE, 0, PAGE),
        (WHOLE, len(PAGE) + 1, PAGE),
        (WHOLE, len(PAGE) - 1, None),
        (WHOLE[:-1], 0, None),
        (WHOLE + b"x", 0, None),
        (b"<html>", 0, None),
        (b"", 0, None),
    ],
)
def test_only_one_whole_member_is_taken(body, most, found):
    assert unpacked(body, most) == found


def test_the_comparison_catches_an_unpacking_that_takes_what_is_cut(parts, monkeypatch):
    monkeypatch.setattr(unpack, "unpacked", lambda _body, _most: b"something")
    response = parts[0].process_response(Request(URL), answer(*BODIES["cut"]))
    assert told(response) != told(parts[1].process_response(Request(URL), answer(*BODIES["cut"])))
