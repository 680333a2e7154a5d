"""How our handler asks and reads: packed answers, whole, too large, cut, and listened to."""

from __future__ import annotations

import asyncio
import gzip
from types import SimpleNamespace

import pytest
from scrapy import signals
from scrapy.exceptions import DownloadCancelledError, ResponseDataLossError, StopDownload
from scrapy.http import HtmlResponse, Request, Response

from crawler.core.site import SiteProfile
from crawler.middlewares.handler import RasidHandler
from crawler.middlewares.headers import QuickHeaders

PAGE = gzip.compress("<html><p>خبر</p></html>".encode() * 300, mtime=0)
PACKED = b"Content-Encoding: gzip\r\nContent-Type: text/html\r\n"
NAME = "\u0646\u0648\u0627\u0641\u0630".encode("windows-1256")


def sized(body, *headers, said=None):
    length = b"Content-Length: %d\r\n" % (len(body) if said is None else said)
    return b"HTTP/1.1 200 OK\r\n" + length + b"".join(headers) + b"\r\n" + body


def chunked(body, *headers):
    chunks = b"".join(
        b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:100], body[100:]) if part
    )
    said = b"Transfer-Encoding: chunked\r\n" + b"".join(headers)
    return b"HTTP/1.1 200 OK\r\n" + said + b"\r\n" + chunks + b"0\r\n\r\n"


@pytest.fixture
def fetch(make_crawler):
    """What our handler gives for an answer, and what it sent to get it."""

    def fetched(reply, *, meta=None, heard=None, method="GET", **settings):
        sent = []

        async def answer(reader, writer):
            sent.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(reply)
            await writer.drain()
            writer.close()

        async def ask():
            server = await asyncio.start_server(answer, "127.0.0.1", 0)
            url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
            crawler = make_crawler(**settings)
            crawler.spider = SimpleNamespace(site=SiteProfile(name="windows", start_urls=(url,)))
            if heard:
                crawler.signals.connect(heard, signals.bytes_received, weak=False)
            handler = RasidHandler.from_crawler(crawler)
            try:
                request = Request(url, method=method, meta={"download_timeout": 60, **(meta or {})})
                return await handler.download_request(request)
            finally:
                await handler.close()
                server.close()
                await server.wait_closed()

        return asyncio.run(ask()), sent[0]

    return fetched


@pytest.mark.parametrize("framed", [sized, chunked])
def test_a_packed_answer_is_left_packed_with_its_headers(fetch, framed):
    response, _ = fetch(framed(PAGE, PACKED, b"X-Name: " + NAME + b"\r\n", b"x-name: b\r\n"))
    assert (type(response), response.body, response.status) == (Response, PAGE, 200)
    assert isinstance(response.headers, QuickHeaders)
    assert response.headers.getlist("X-Name") == [NAME, b"b"]
    assert (str(response.ip_address), response.protocol) == ("127.0.0.1", "HTTP/1.1")


def test_an_answer_that_is_not_packed_has_its_kind(fetch):
    response, _ = fetch(sized(b"<html>", b"Content-Type: text/html\r\n"))
    assert (type(response), response.body) == (HtmlResponse, b"<html>")


@pytest.mark.parametrize("framed", [sized, chunked])
@pytest.mark.parametrize("where", ["meta", "setting"])
def test_too_large_a_body_is_not_read_on(fetch, framed, where):
    most = len(PAGE) - 1
    more = {"meta": {"download_maxsize": most}} if where == "meta" else {"DOWNLOAD_MAXSIZE": most}
    with pytest.raises(DownloadCancelledError, match=str(most)):
        fetch(framed(PAGE, PACKED), **more)


def test_a_body_of_just_the_limit_is_taken(fetch):
    assert fetch(chunked(PAGE, PACKED), DOWNLOAD_MAXSIZE=len(PAGE))[0].body == PAGE


def test_a_cut_body_is_lost(fetch):
    with pytest.raises(ResponseDataLossError):
        fetch(sized(PAGE, PACKED, said=len(PAGE) + 9))


@pytest.mark.parametrize("how", ["meta", "setting"])
def test_or_is_taken_where_that_is_wanted(fetch, how):
    more = {"DOWNLOAD_FAIL_ON_DATALOSS": False}
    given = {"meta": {"download_fail_on_dataloss": False}} if how == "meta" else more
    response, _ = fetch(sized(PAGE, PACKED, said=len(PAGE) + 9), **given)
    assert (response.body, response.flags) == (PAGE, ["dataloss"])


def test_who_listens_hears_of_each_piece_and_can_stop(fetch):
    def heard(data):
        pieces.append(data)
        raise StopDownload(fail=False)

    pieces = []
    response, _ = fetch(sized(PAGE, PACKED), heard=heard)
    assert pieces == [response.body]
    assert response.flags == ["download_stopped"]


def test_a_large_answer_is_warned_of_as_by_scrapy(fetch, caplog):
    fetch(sized(PAGE, PACKED), DOWNLOAD_WARNSIZE=10)
    assert "download warn size (10)" in caplog.text


@pytest.mark.parametrize(("method", "says"), [("GET", False), ("POST", True)])
def test_only_what_may_have_a_body_says_its_length(fetch, method, says):
    _, sent = fetch(sized(b""), method=method)
    assert (b"content-length: 0" in sent.lower()) == says
