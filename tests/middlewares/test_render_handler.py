"""The handler's parts that need no browser: one for both schemes, texts, words of failure."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Error as PlaywrightError
from scrapy import exceptions
from scrapy.http import Headers, HtmlResponse, Request, Response

from crawler.middlewares.chromium import download_error, in_utf8, launch_failure
from crawler.middlewares.handler import RasidHandler

URL = "http://127.0.0.1/page"
TEXT = "<p>وصول سفينة قمح إلى الميناء</p>"
SANDBOX = """BrowserType.launch: Target page, context or browser has been closed
Browser logs:
<launching> /opt/chromium --headless
[pid=7][err] No usable sandbox! Update your kernel
[pid=7][err] other"""


def test_both_schemes_share_a_handler_and_crawlers_do_not(make_crawler):
    async def look():
        first, second = make_crawler(), make_crawler()
        handlers = [RasidHandler.from_crawler(crawler) for crawler in (first, first, second)]
        for handler in handlers:
            await handler.close()  # the shared one twice, as Scrapy does
        return handlers

    plain, secure, other = asyncio.run(look())
    assert plain is secure
    assert plain is not other


def test_a_word_for_a_proxy_never_reaches_a_site():
    request = Request(URL, headers={"Proxy-Authorization": "Basic c2VjcmV0", "Accept": "*/*"})
    assert dict(RasidHandler._request_headers(request)) == {b"Accept": [b"*/*"]}
    assert b"Proxy-Authorization" in request.headers
    plain = Request(URL, headers={"Accept": "*/*"})
    assert dict(RasidHandler._request_headers(plain)) == {b"Accept": [b"*/*"]}


def test_a_page_to_be_drawn_without_a_browser_is_refused_and_counted(make_crawler):
    async def ask():
        crawler = make_crawler(RASID_CHROMIUM="/nowhere/chromium")
        handler = RasidHandler.from_crawler(crawler)
        for _ in range(2):
            with pytest.raises(exceptions.IgnoreRequest, match="no_browser"):
                await handler.download_request(Request(URL, meta={"playwright": True}))
        await handler.close()
        return crawler.stats.get_value("rasid/render/no_browser")

    assert asyncio.run(ask()) == 2


@pytest.mark.parametrize("charset", ["windows-1256", "utf-8", "iso-8859-6"])
def test_body_header_and_encoding_agree_afterwards(charset):
    headers = Headers({"Content-Type": f"text/html; charset={charset}", "ETag": "7"})
    drawn = HtmlResponse(URL, headers=headers, body=TEXT.encode(charset), encoding=charset)
    made = in_utf8(drawn)
    assert made.body.decode("utf-8") == made.text == TEXT
    assert made.headers[b"Content-Type"] == b"text/html; charset=utf-8"
    assert made.headers[b"ETag"] == b"7"


def test_what_is_no_html_stays_as_it_came():
    raw = Response(URL, body=b"%PDF", headers={"Content-Type": "application/pdf"})
    assert in_utf8(raw) is raw


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Page.goto: net::ERR_NAME_NOT_RESOLVED at x\nCall log:", "CannotResolveHostError"),
        ("Page.goto: net::ERR_CONNECTION_REFUSED at x", "DownloadConnectionRefusedError"),
        ("Page.goto: net::ERR_TIMED_OUT at x", "DownloadTimeoutError"),
        ("Page.goto: net::ERR_CERT_DATE_INVALID at x", "DownloadFailedError"),
    ],
)
def test_a_failed_navigation_has_the_word_of_a_failed_download(message, kind):
    made = download_error(PlaywrightError(message))
    assert type(made) is getattr(exceptions, kind)
    assert str(made) == message.splitlines()[0]


def test_a_browser_that_does_not_start_is_quoted():
    assert launch_failure(PlaywrightError(SANDBOX)) == (
        "BrowserType.launch: Target page, context or browser has been closed: "
        "No usable sandbox! Update your kernel"
    )
    assert launch_failure(PlaywrightError("gone")) == "gone"
    assert launch_failure(PlaywrightError("")) == "Error"
