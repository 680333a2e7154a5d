"""robots.txt by RFC 9309: what its absence, its failure and its content mean."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Request, TextResponse

from crawler.middlewares.robots import BYTES_MAX, Nobody, Robots

ROBOTS = "https://windows.example/robots.txt"
PAGE = "https://windows.example/news/1"
CLOSED = "User-agent: *\nDisallow: /news/\n"


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
    """The middleware of a crawl whose robots.txt is this; a status, a text or an error."""

    def with_answer(answer, status=200):
        crawler = make_crawler(ROBOTSTXT_OBEY=True, USER_AGENT="x", ROBOTSTXT_USER_AGENT="Rasid")
        crawler.engine = Engine(answer if isinstance(answer, Exception) else reply(answer, status))
        return Robots.from_crawler(crawler)

    return with_answer


def is_allowed(robots, url=PAGE):
    try:
        asyncio.run(robots.process_request(Request(url)))
    except IgnoreRequest:
        return False
    return True


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        ("", True),
        (CLOSED, False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Rasid\nAllow: /\n", True),
        ("User-agent: Rasid\nDisallow: /\n\nUser-agent: *\nAllow: /\n", False),
        ("User-agent: *\nDisallow: /admin\n", True),
        ("<html>لا يوجد</html>", True),
    ],
)
def test_what_it_says_holds(make, body, allowed):
    assert is_allowed(make(body)) is allowed


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(404, True), (403, True), (410, True), (400, True), (429, False), (500, False), (503, False)],
)
def test_unavailable_is_a_yes_and_unreachable_is_a_no(make, status, allowed):
    robots = make(CLOSED if allowed else "User-agent: *\nAllow: /", status)
    assert is_allowed(robots) is allowed
    assert bool(robots._stats.get_value("rasid/robots/unreachable")) is not allowed


@pytest.mark.parametrize(
    "error", [DownloadTimeoutError(), ConnectionError("reset"), ValueError("odd")]
)
def test_no_answer_is_a_no(make, error, caplog):
    robots = make(error)
    assert not is_allowed(robots)
    assert robots._stats.get_value("rasid/robots/unreachable") == 1
    assert f"{type(error).__name__}; the site is left alone" in caplog.text


def test_a_redirect_that_leads_nowhere_is_as_good_as_none(make):
    assert is_allowed(make(IgnoreRequest("max redirections reached")))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [(CLOSED, IgnoreRequest), (DownloadTimeoutError(), IgnoreRequest), ("", type(None))],
)
def test_it_is_asked_once_and_holds_for_all_that_wait_for_it(make, answer, outcome):
    robots = make(answer)

    async def many():
        requests = (robots.process_request(Request(f"{PAGE}{n}")) for n in range(5))
        return await asyncio.gather(*requests, return_exceptions=True)

    assert [type(each) for each in asyncio.run(many())] == [outcome] * 5
    assert robots.crawler.engine.asked == [ROBOTS]


@pytest.mark.parametrize(
    ("asked", "delay_s"), [("0", 1.0), ("0.5", 1.0), ("5", 5.0), ("3600", 30.0), ("soon", 1.0)]
)
def test_crawl_delay_only_slows_down_and_is_bounded(make, asked, delay_s):
    robots = make(f"User-agent: *\nCrawl-delay: {asked}\n")
    assert is_allowed(robots)
    assert robots.crawler.engine.slot.delay == delay_s
    assert robots._stats.get_value("rasid/robots/crawl_delay_s") == (
        delay_s if delay_s > 1 else None
    )


def test_a_crawl_delay_for_others_is_not_ours(make):
    robots = make("User-agent: Rasid\nAllow: /\n\nUser-agent: *\nCrawl-delay: 9\n")
    assert is_allowed(robots)
    assert robots.crawler.engine.slot.delay == 1.0


def test_only_so_much_of_it_is_read(make):
    padding = "# " + "x" * 98 + "\n"
    filler = padding * (BYTES_MAX // len(padding) + 1)
    assert is_allowed(make(filler + CLOSED))
    assert not is_allowed(make(CLOSED + filler))


def test_a_site_that_was_refused_stays_refused(make):
    robots = make("", 503)
    assert not is_allowed(robots)
    assert not is_allowed(robots, "https://windows.example/")
    assert robots.crawler.engine.asked == [ROBOTS]


def test_an_error_after_it_was_read_closes_the_site(make):
    robots = make("")
    assert is_allowed(robots)
    robots._robots_error(RuntimeError("late"), "windows.example")
    assert not is_allowed(robots)


def test_nobody_is_made_as_scrapy_makes_parsers():
    assert not Nobody.from_crawler(None, b"User-agent: *\nAllow: /").allowed(PAGE, "Rasid")
