"""robots.txt by RFC 9309: what its absence, its failure and its content mean, run after run."""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy.exceptions import (
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotConfigured,
    ResponseDataLossError,
)
from scrapy.http import Request, TextResponse
from twisted.python.failure import Failure

from crawler.middlewares.guard import RefusedError
from crawler.middlewares.politeness import Politeness, RestingError
from crawler.middlewares.robots import RobotsTxt
from crawler.walk.failures import SilentHostError, failure_word

ROBOTS = "https://windows.example/robots.txt"
PAGE = "https://windows.example/news/1"
CLOSED = "User-agent: *\nDisallow: /news/\n"
NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


class Engine:
    """Answers robots.txt by what it was given and keeps what it was asked."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = []
        self.slot = SimpleNamespace(delay=1.0)
        self.downloader = SimpleNamespace(_get_slot=lambda _: ("key", self.slot))

    async def download_async(self, request):
        self.asked.append(request.url)
        await asyncio.sleep(0)  # others may ask meanwhile
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def reply(body="", status=200):
    return TextResponse(ROBOTS, status=status, body=body.encode(), encoding="utf-8")


@pytest.fixture
def make(make_crawler):
    """The middleware of a crawl whose robots.txt is this: a text, or an error; at a moment.

    All of one test have one store, as runs that follow each other.
    """

    def with_answer(answer, status=200, now=NOW):
        crawler = make_crawler(ROBOTSTXT_OBEY=True)
        crawler.engine = Engine(answer if isinstance(answer, Exception) else reply(answer, status))
        crawler.spider = SimpleNamespace(run_id="run-1")  # of a run, which has a store
        Politeness.of(crawler).now = lambda: now
        return RobotsTxt.from_crawler(crawler)

    return with_answer


def is_allowed(robots, url=PAGE):
    try:
        asyncio.run(robots.process_request(Request(url)))
    except IgnoreRequest:
        return False
    return True


def stat(robots, name):
    return robots.crawler.stats.get_value(f"rasid/robots/{name}")


def test_it_can_be_turned_off(make_crawler):
    with pytest.raises(NotConfigured):
        RobotsTxt.from_crawler(make_crawler(ROBOTSTXT_OBEY=False))


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        ("", True),
        (CLOSED, False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Rasid\nAllow: /\n", True),
        ("User-agent: Rasid\nDisallow: /\n\nUser-agent: *\nAllow: /\n", False),
        ("User-agent: *\nDisallow: /admin\n", True),
        ("<html>لا يوجد<p>User-agent: *\nDisallow: /\n</html>", True),
    ],
)
def test_what_it_says_holds(make, body, allowed):
    assert is_allowed(make(body)) is allowed


def test_the_line_that_forbids_is_named(make):
    robots = make(CLOSED)
    with pytest.raises(IgnoreRequest, match=r"^Forbidden by robots.txt: line 2: Disallow: /news/"):
        asyncio.run(robots.process_request(Request(PAGE)))
    assert robots.crawler.stats.get_value("robotstxt/forbidden") == 1


def test_a_request_may_be_free_of_it(make):
    robots = make(CLOSED)
    asyncio.run(robots.process_request(Request(PAGE, meta={"dont_obey_robotstxt": True})))
    assert robots.crawler.engine.asked == []


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(404, True), (403, True), (410, True), (400, True), (429, False), (500, False), (503, False)],
)
def test_unavailable_is_a_yes_and_unreachable_is_a_no(make, status, allowed):
    robots = make(CLOSED if allowed else "User-agent: *\nAllow: /", status)
    assert is_allowed(robots) is allowed
    assert bool(stat(robots, "unreachable")) is not allowed


@pytest.mark.parametrize(
    ("error", "word", "page_word"),
    [
        (DownloadTimeoutError(), "timeout", "timeout"),
        (DownloadConnectionRefusedError(), "refused", "refused"),
        (ssl.SSLCertVerificationError("self-signed"), "tls", "tls"),
        (ValueError("odd"), "other", "robots"),
        (ResponseDataLossError(), "data_loss", "robots"),
    ],
)
def test_no_answer_is_a_no_and_a_host_that_is_not_there_is_told_so(
    make, error, word, page_word, caplog
):
    robots = make(error)
    for url in (PAGE, f"{PAGE}0"):
        with pytest.raises(IgnoreRequest) as found:
            asyncio.run(robots.process_request(Request(url)))
        assert failure_word(Failure(found.value)) == page_word
    forbidden = robots.crawler.stats.get_value("robotstxt/forbidden", 0)
    assert forbidden == (2 if page_word == "robots" else 0)
    assert stat(robots, "unreachable") == 1
    assert stat(robots, f"no_answer/{word}") == 1
    assert f"{word}; the site is left alone" in caplog.text


def test_a_bug_of_ours_is_no_missing_answer(make):
    robots = make(TypeError("not the site's"))
    with pytest.raises(TypeError, match="not the site's"):
        is_allowed(robots)
    assert stat(robots, "unreachable") is None


def test_a_redirect_that_leads_nowhere_is_as_good_as_none(make):
    assert is_allowed(make(IgnoreRequest("max redirections reached")))


def test_a_host_that_the_guard_refuses_is_asked_once(make):
    robots = make(RefusedError("guard: loopback: 'windows.example'"))
    for _ in range(3):
        with pytest.raises(RefusedError):
            asyncio.run(robots.process_request(Request(PAGE)))
    assert robots.crawler.engine.asked == [ROBOTS]


def test_a_host_that_rests_is_asked_again_later_in_the_run(make):
    robots = make(RestingError("backoff: windows.example"))
    with pytest.raises(RestingError):
        asyncio.run(robots.process_request(Request(PAGE)))
    robots.crawler.engine.answer = reply(CLOSED)
    assert not is_allowed(robots)
    assert is_allowed(robots, "https://windows.example/")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [(CLOSED, IgnoreRequest), (DownloadTimeoutError(), SilentHostError), ("", type(None))],
)
def test_it_is_asked_once_and_holds_for_all_that_wait_for_it(make, answer, outcome):
    robots = make(answer)

    async def many():
        requests = (robots.process_request(Request(f"{PAGE}{n}")) for n in range(5))
        return await asyncio.gather(*requests, return_exceptions=True)

    assert [type(each) for each in asyncio.run(many())] == [outcome] * 5
    assert robots.crawler.engine.asked == [ROBOTS]


def test_the_next_run_takes_it_from_the_store_for_an_hour(make):
    assert not is_allowed(make(CLOSED))
    soon = make("", now=NOW + timedelta(minutes=59))
    assert not is_allowed(soon)
    assert (soon.crawler.engine.asked, stat(soon, "from_store")) == ([], 1)
    later = make("", now=NOW + timedelta(minutes=61))
    assert is_allowed(later)
    assert later.crawler.engine.asked == [ROBOTS]


@pytest.mark.parametrize("failing", [DownloadTimeoutError(), ("", 500)])
def test_the_last_good_copy_holds_for_a_day(make, failing):
    answer, status = failing if isinstance(failing, tuple) else (failing, 200)
    assert is_allowed(make("User-agent: *\nDisallow: /admin\n"))
    held = make(answer, status, now=NOW + timedelta(hours=23))
    assert is_allowed(held)
    assert not is_allowed(held, "https://windows.example/admin")
    assert stat(held, "last_good_copy") == 1
    assert not is_allowed(make(answer, status, now=NOW + timedelta(hours=25)))


def test_a_failure_is_no_copy(make):
    assert not is_allowed(make("", 500))
    assert is_allowed(make(""))


def test_a_copy_from_the_future_is_none(make):
    assert not is_allowed(make(CLOSED, now=NOW + timedelta(days=2)))
    assert is_allowed(make(""))


@pytest.mark.parametrize(
    ("asked", "delay_s"), [("0", 1.0), ("0.5", 1.0), ("5", 5.0), ("3600", 30.0), ("soon", 1.0)]
)
def test_crawl_delay_only_slows_down_and_is_bounded(make, asked, delay_s):
    robots = make(f"User-agent: *\nCrawl-delay: {asked}\n")
    assert is_allowed(robots)
    assert robots.crawler.engine.slot.delay == delay_s
    assert stat(robots, "crawl_delay_s") == (delay_s if delay_s > 1 else None)


def test_a_crawl_delay_that_holds_is_not_said_to_be_cut(make, caplog):
    assert is_allowed(make("User-agent: *\nCrawl-delay: 5\n"))
    assert is_allowed(make(""))
    assert "is cut to" not in caplog.text


def test_a_crawl_delay_that_is_cut_is_said_and_holds_in_the_next_run(make, caplog):
    assert is_allowed(make("User-agent: *\nCrawl-delay: 3600\n"))
    assert "Crawl-delay of 3600.0 s is cut to 30.0 s" in caplog.text
    next_run = make("")
    assert is_allowed(next_run)
    polite = Politeness.of(next_run.crawler)
    assert polite.delay_of(polite.host("windows.example")) == 30.0
    assert next_run.crawler.engine.slot.delay == 30.0


def test_a_crawl_delay_for_others_is_not_ours(make):
    robots = make("User-agent: Rasid\nAllow: /\n\nUser-agent: *\nCrawl-delay: 9\n")
    assert is_allowed(robots)
    assert robots.crawler.engine.slot.delay == 1.0


def test_a_site_that_was_refused_stays_refused(make):
    robots = make("", 503)
    assert not is_allowed(robots)
    assert not is_allowed(robots, "https://windows.example/")
    assert robots.crawler.engine.asked == [ROBOTS]


def test_what_is_no_address_of_a_host_is_refused(make):
    assert not is_allowed(make(""), "data:,x")
