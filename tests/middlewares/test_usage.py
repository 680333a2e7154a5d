"""What the files of a site say of an article's use, asked once a host and day."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Request, TextResponse

from crawler.core.access.usage import FileUsage
from crawler.core.errors import MachineError
from crawler.middlewares.politeness import Politeness
from crawler.middlewares.robots import RobotsTxt
from crawler.middlewares.usage import Usage

HOST = "https://windows.example"
RESERVED = '[{"location": "/news/", "tdm-reservation": 1}]'
NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


class Engine:
    """Answers by path; keeps what it was asked."""

    def __init__(self, answers):
        self.answers = answers
        self.asked = []
        slot = SimpleNamespace(delay=1.0)
        self.downloader = SimpleNamespace(_get_slot=lambda _: ("key", slot))
        self.spider = None

    async def download_async(self, request):
        path = request.url.removeprefix(HOST)
        self.asked.append(path)
        await asyncio.sleep(0)
        answer = self.answers.get(path, 404)
        if isinstance(answer, Exception):
            raise answer
        status = answer if isinstance(answer, int) else 200
        body = "" if isinstance(answer, int) else answer
        return TextResponse(request.url, status=status, body=body.encode(), encoding="utf-8")


@pytest.fixture
def make(make_crawler):
    def with_answers(tdm=RESERVED, robots="", now=NOW):
        crawler = make_crawler(ROBOTSTXT_OBEY=True)
        crawler.spider = SimpleNamespace(run_id="run-1")
        crawler.engine = Engine({"/.well-known/tdmrep.json": tdm, "/robots.txt": robots})
        Politeness.of(crawler).now = lambda: now
        RobotsTxt.from_crawler(crawler)
        return Usage.from_crawler(crawler)

    return with_answers


def said(usage, path="/news/1", kind="article"):
    request = Request(HOST + path, meta={"rasid_kind": kind})
    asyncio.run(usage.process_request(request))
    return request.meta.get("rasid_usage")


def asked(usage):
    return usage.crawler.engine.asked.count("/.well-known/tdmrep.json")


def test_an_article_gets_what_both_files_say(make):
    usage = make(robots="User-agent: *\nContent-Signal: ai-train=no\n")
    assert said(usage) == FileUsage("1", "ai-train=no")
    assert said(usage, "/other/1") == FileUsage(None, "ai-train=no")
    assert (asked(usage), usage.crawler.stats.get_value("rasid/usage/reserved")) == (1, 1)


def test_only_articles_are_looked_up(make):
    usage = make()
    assert said(usage, kind="listing") is None
    assert usage.crawler.engine.asked == []
    request = Request("data:,x", meta={"rasid_kind": "article"})
    asyncio.run(usage.process_request(request))
    assert "rasid_usage" not in request.meta


@pytest.mark.parametrize(
    "answer", [404, 500, "<html>", DownloadTimeoutError(), IgnoreRequest("guard: loopback")]
)
def test_a_file_that_does_not_come_says_nothing_and_stops_nothing(make, answer):
    usage = make(answer)
    assert said(usage) == said(usage) == FileUsage()
    assert asked(usage) == 1


@pytest.mark.parametrize("answer", [500, DownloadTimeoutError(), IgnoreRequest("backoff: x")])
def test_a_host_that_did_not_answer_is_asked_in_the_next_run(make, answer):
    assert said(make(answer)) == FileUsage()
    assert said(make()) == FileUsage("1")


def test_it_is_asked_once_a_day(make):
    assert said(make()) == FileUsage("1")
    later = make(404, now=NOW + timedelta(hours=23))
    assert (said(later), asked(later)) == (FileUsage("1"), 0)
    next_day = make(404, now=NOW + timedelta(hours=25))
    assert (said(next_day), asked(next_day)) == (FileUsage(), 1)


def test_many_articles_wait_for_one_answer(make):
    usage = make()
    requests = [Request(f"{HOST}/news/{n}", meta={"rasid_kind": "article"}) for n in range(5)]

    async def all_of_them():
        await asyncio.gather(*map(usage.process_request, requests))

    asyncio.run(all_of_them())
    assert asked(usage) == 1
    assert {request.meta["rasid_usage"] for request in requests} == {FileUsage("1")}


def test_a_store_that_fails_ends_the_crawl(make):
    usage = make(MachineError("disk full"))
    with pytest.raises(IgnoreRequest, match="store: disk full"):
        said(usage)
    assert usage.crawler.stats.get_value("rasid/machine/exit_code") == 74


def test_without_robots_txt_there_is_no_signal(make):
    usage = make()
    RobotsTxt.of_crawlers.pop(usage.crawler)
    assert said(usage) == FileUsage("1")
