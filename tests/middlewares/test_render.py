"""The middleware: what it asks of the browser, what it counts, when it refuses."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import TimeoutError as SlowError
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Request
from scrapy.utils.test import get_crawler
from twisted.python.failure import Failure

from crawler.failures import failure_word
from crawler.middlewares.render import Render, wait_until_drawn

URL = "http://127.0.0.1/page"


def middleware(program="/opt/chromium"):
    return Render(get_crawler().stats, program)


def wanted(**meta):
    return Request(URL, meta={"rasid_render": True, **meta})


def test_a_plain_request_passes_untouched():
    request = Request(URL)
    middleware(None).process_request(request)
    assert request.meta == {}


def test_a_wish_becomes_what_the_browser_reads():
    request = wanted()
    middleware().process_request(request)
    assert request.meta["playwright"] is True
    assert request.meta["playwright_context"] == "rasid"
    assert [method.method for method in request.meta["playwright_page_methods"]] == [
        wait_until_drawn
    ]
    assert request.meta["max_retry_times"] == 1


def test_a_cap_on_retries_that_was_given_stays():
    request = wanted(max_retry_times=0)
    middleware().process_request(request)
    assert request.meta["max_retry_times"] == 0


def test_without_a_browser_each_page_is_refused_counted_and_the_error_said_once(caplog):
    render = middleware(None)
    for _ in range(3):
        with pytest.raises(IgnoreRequest) as refused:
            render.process_request(wanted())
    assert failure_word(Failure(refused.value)) == "no_browser"
    assert render.stats.get_value("rasid/render/no_browser") == 3
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "RASID_CHROMIUM" in caplog.text


def test_only_drawn_pages_are_counted():
    render = middleware()
    request = wanted(playwright=True)
    drawn = HtmlResponse(URL, flags=["playwright"])
    assert render.process_response(request, drawn) is drawn
    render.process_response(request, HtmlResponse(URL, flags=["cached"]))
    render.process_response(Request(URL), HtmlResponse(URL))
    assert render.stats.get_value("rasid/render/pages") == 1


def test_a_page_that_failed_is_counted_and_a_refused_one_is_not_counted_twice():
    render = middleware()
    request = wanted(playwright=True)
    render.process_exception(request, OSError("no"))
    render.process_exception(request, IgnoreRequest("no_browser"))
    render.process_exception(Request(URL), OSError("no"))
    assert render.stats.get_value("rasid/render/failed") == 1


def test_the_setting_names_the_browser():
    crawler = get_crawler(settings_dict={"RASID_CHROMIUM": "/nowhere/chromium"})
    assert Render.from_crawler(crawler).program is None


class Restless:
    """A page whose network never rests and that draws little; `asked` says what was waited for."""

    def __init__(self, url=URL):
        self.url = url
        self.asked = []

    async def wait_for_load_state(self, state, **_):
        self.asked.append(state)
        raise SlowError("timeout")

    async def wait_for_selector(self, selector, **_):
        self.asked.append(selector)
        raise SlowError("timeout")


def test_a_page_that_never_rests_is_taken_as_it_stands():
    page = Restless()
    asyncio.run(wait_until_drawn(page))
    assert page.asked == ["networkidle", "a[href], p >> nth=2"]


def test_a_download_has_no_page_to_wait_for():
    page = Restless("about:blank")
    asyncio.run(wait_until_drawn(page))
    assert page.asked == []
