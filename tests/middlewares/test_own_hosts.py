"""Which hosts are the site's own, for the browser's proxy and for the guard, letter by letter."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from crawler.core.site import SiteProfile
from crawler.middlewares.browser_proxy import BrowserProxy
from crawler.middlewares.guard import Guard, RefusedError

HOSTS = ("www.Windows.example", "localhost", "127.0.0.1", "::1")


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("windows.example", True),
        ("www.windows.example", True),
        ("img.cdn.windows.example", True),
        ("evilwindows.example", False),
        ("windows.example.other.test", False),
        ("example", False),
        ("localhost", True),
        ("x.localhost", False),  # a name of one label owns no names below it
        ("127.0.0.1", True),
        ("9.127.0.0.1", False),
        ("::1", True),
    ],
)
def test_what_a_drawn_page_may_load(host, own):
    guard = SimpleNamespace()  # is not asked
    assert BrowserProxy(guard, HOSTS).is_own((host, 443)) is own


def test_a_name_that_the_profile_names_is_free_however_it_is_written(make_crawler):
    crawler = make_crawler()
    crawler.spider = SimpleNamespace(
        site=SiteProfile(name="windows", start_urls=("http://Localhost:8000/",))
    )
    guard = Guard.of(crawler)
    assert guard.checked("LOCALHOST", 8000, ["127.0.0.1"]) == ["127.0.0.1"]
    with pytest.raises(RefusedError):
        guard.checked("localhost", 8001, ["127.0.0.1"])


def test_of_a_spider_without_a_profile_the_addresses_that_it_begins_with_are_free(make_crawler):
    crawler = make_crawler()
    crawler.spider = SimpleNamespace(start_urls=("http://127.0.0.1:8000/",))
    guard = Guard.of(crawler)
    assert guard.word_of("http://127.0.0.1:8000/news/1") is None
    assert guard.word_of("http://127.0.0.1:8001/") == "loopback"


def test_the_browser_s_way_out_is_open_to_this_machine_only():
    async def address():
        proxy = await BrowserProxy(SimpleNamespace(), HOSTS).start()
        try:
            return proxy._server.sockets[0].getsockname()
        finally:
            await proxy.close()

    host, port = asyncio.run(address())
    assert host == "127.0.0.1"
    assert port
