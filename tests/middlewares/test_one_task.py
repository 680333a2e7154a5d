"""A crawl by one task a request meets the same, counts the same and says the same as Scrapy's."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from crawler import settings as ours
from tests.commandline import begin

QUICK = {
    "DOWNLOADER": ours.DOWNLOADER,
    "ITEM_PROCESSOR": ours.ITEM_PROCESSOR,
    "SPIDER_MIDDLEWARES": ours.SPIDER_MIDDLEWARES,
}
FORGETFUL = QUICK | {"ITEM_PROCESSOR": "tests.middlewares.engine_crawl.ForgetfulSteps"}
CASES = {
    "one at a time": {"CONCURRENT_REQUESTS": 1},
    "many at once, and few of them to one host": {
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 3,
        "CONCURRENT_ITEMS": 2,
    },
    "with a delay": {"DOWNLOAD_DELAY": 0.002, "CONCURRENT_REQUESTS_PER_DOMAIN": 2},
    "with a step that waits": {"waits": True},
}


@pytest.fixture(scope="module")
def crawls():
    """What each crawl has met: Scrapy's and ours of each case, then one with a fault."""
    wanted = [way | case for case in CASES.values() for way in ({}, QUICK)] + [FORGETFUL]
    process = begin(json.dumps(wanted), program="tests.middlewares.engine_crawl", apart=True)
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return [
        {"stats": crawl["stats"], "tasks": crawl["tasks"]}
        | {name: Counter(map(json.dumps, crawl[name])) for name in ("heard", "lines")}
        for crawl in json.loads(out.splitlines()[-1])
    ]


@pytest.mark.parametrize("number", range(len(CASES)), ids=list(CASES))
def test_signals_lines_and_stats_are_those_of_scrapy(crawls, number):
    scrapys, quick = ({**crawl, "tasks": 0} for crawl in crawls[2 * number : 2 * number + 2])
    assert quick == scrapys


def test_a_request_takes_hardly_more_than_its_one_task(crawls):
    scrapys, quick = crawls[2:4]  # the others have a hundred tasks for the items of each page
    requests = quick["stats"]["scheduler/dequeued"]
    # Some of these callbacks and errbacks have to wait, so that their results are Scrapy's.
    assert quick["tasks"] <= 2 * requests
    assert scrapys["tasks"] > 8 * requests


def test_the_crawls_have_met_all_that_they_are_to_meet(crawls):
    for crawl in crawls[:-1]:
        kinds = Counter(json.loads(each)[0] for each in crawl["heard"].elements())
        assert kinds.keys() == {
            "request_scheduled", "request_dropped", "request_reached_downloader",
            "request_left_downloader", "response_downloaded", "response_received",
            "item_scraped", "item_dropped", "item_error", "spider_error", "spider_closed",
        }  # fmt: skip
        assert kinds["item_scraped"] > 30
        assert crawl["stats"]["retry/max_reached"] == 4
        assert any(
            "a listener broke" in line or "signal handler" in line for line in crawl["lines"]
        )


def test_a_way_that_forgets_a_signal_is_found_out(crawls):
    assert crawls[-1]["heard"] != crawls[0]["heard"]
    assert crawls[-1]["stats"].get("response_received_count") is None
