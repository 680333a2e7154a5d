"""Three rules of Scrapy in one part: depth, length of addresses, and what a crawl begins with."""

from __future__ import annotations

import asyncio

import pytest
from scrapy.http import Request, Response

from crawler.middlewares.reach import Reach

URL = "https://windows.example/"
LIMITS = {"DEPTH_LIMIT": 2, "URLLENGTH_LIMIT": 40}


def plain(*each):
    yield from each


async def some(*each):
    for one in each:
        yield one


async def listed(found):
    return [each async for each in found]


@pytest.fixture
def make(make_crawler):
    return lambda **settings: Reach.from_crawler(make_crawler(**(LIMITS | settings)))


def led_to(reach, depth, *each):
    meta = {} if depth is None else {"depth": depth}
    response = Response(URL, request=Request(URL, meta=meta))
    found = asyncio.run(listed(reach.process_spider_output(response, some(*each))))
    again = reach.passing(Response(URL, request=Request(URL, meta=meta)), plain(*found))
    assert list(again) == found  # results that came without waiting
    return found


def stat(reach, name):
    return reach.rules[0].crawler.stats.get_value(name)


def test_a_link_lies_one_deeper_than_its_page(make):
    reach, first, second = make(), Request(URL), Request(f"{URL}2")
    assert led_to(reach, None, first) == [first]
    assert led_to(reach, 1, second) == [second]
    assert (first.meta["depth"], second.meta["depth"]) == (1, 2)
    assert stat(reach, "request_depth_max") == 2


@pytest.mark.parametrize(("limit", "left"), [(2, 0), (3, 1), (0, 1)])
def test_what_lies_too_deep_is_left_out_and_counted(make, limit, left):
    reach = make(DEPTH_LIMIT=limit)
    assert len(led_to(reach, 2, Request(URL))) == left
    assert stat(reach, "depth/request_ignored_count") == (None if left else 1)


@pytest.mark.parametrize(("limit", "left"), [(40, 0), (60, 1), (0, 1)])
def test_too_long_an_address_is_left_out_and_counted(make, limit, left):
    reach = make(URLLENGTH_LIMIT=limit)
    assert len(led_to(reach, 0, Request(URL + 20 * "a"))) == left
    assert stat(reach, "urllength/request_ignored_count") == (None if left else 1)


def test_an_article_passes(make, make_article):
    article = make_article()
    assert led_to(make(), 9, article, Request(URL)) == [article]


def test_a_crawl_begins_at_depth_none_and_its_requests_are_marked(make):
    reach, begun, long = make(), Request(URL), Request(URL + 50 * "a")
    assert asyncio.run(listed(reach.process_start(some(begun, long, {"item": 1})))) == [
        begun,
        {"item": 1},
    ]
    assert begun.meta == {"is_start_request": True}
