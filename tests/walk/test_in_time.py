"""A page whose reading does not end holds up nobody."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from scrapy.http import HtmlResponse

from crawler.core.article import Article
from crawler.core.errors import SiteError
from crawler.core.extract import article as extract
from crawler.core.extract.page import Page
from crawler.walk import site_spider
from crawler.walk.in_time import in_time

SHORT_CPU_S = 0.02
LONG = 50_000_000  # rounds of a loop that is to be ended: seconds, so that a failure ends as well
FIRST, SLOW, NEXT = (f"http://127.0.0.1:9/news/{number}" for number in (1, 2, 3))
LINE = "أعلنت هيئة الموانئ أن الرصيف الجديد يستقبل أول سفينة صباح الخميس، بعد أعمال دامت عاما."
HEAD = '<meta property="article:published_time" content="2025-03-01T10:00:00Z">'
MARKUP = f"<html><head>{HEAD}</head><body><h1>{LINE[:40]}</h1>{f'<p>{LINE}</p>' * 6}</body></html>"


def working(rounds: int) -> Iterator[str]:
    """A step that is short, and one of so many rounds."""
    yield "first"
    for _ in range(rounds):
        pass
    yield "second"


def is_armed() -> bool:
    return signal.getitimer(signal.ITIMER_VIRTUAL) != (0.0, 0.0)


def test_a_loop_without_end_is_ended():
    steps = in_time(working(LONG), SHORT_CPU_S)
    assert next(steps) == "first"
    with pytest.raises(SiteError, match="too_slow"):
        next(steps)
    assert not is_armed()


def test_the_search_of_an_expression_is_ended():
    def searching() -> Iterator[bool]:
        yield re.match(r"(?:a|a)+b", "a" * 24) is None  # each letter doubles the time: seconds

    with pytest.raises(SiteError, match="too_slow"):
        next(in_time(searching(), SHORT_CPU_S))


def test_what_comes_between_two_steps_has_all_the_time():
    armed = [is_armed() for _ in in_time(working(1), SHORT_CPU_S)]
    assert armed == [False, False]
    assert not is_armed()


def test_an_error_of_a_step_stays_what_it_is_and_leaves_no_timer():
    with pytest.raises(ZeroDivisionError):
        list(in_time((1 // each for each in (1, 0)), SHORT_CPU_S))
    assert not is_armed()


def test_another_thread_reads_without_a_limit():
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(lambda: list(in_time(working(1), SHORT_CPU_S))).result()
    assert found == ["first", "second"]


def test_the_crawl_leaves_a_page_that_is_read_without_end_and_reads_the_next(
    still_spider, monkeypatch
):
    article_of = extract.article_of

    def slow(page, **more):
        for _ in range(LONG if page.url == SLOW else 0):
            pass
        return article_of(page, **more)

    monkeypatch.setattr(extract, "article_of", slow)
    spider = still_spider()
    found = []
    enough_s = site_spider.READING_CPU_S
    for url in (FIRST, SLOW, NEXT):
        monkeypatch.setattr(site_spider, "READING_CPU_S", SHORT_CPU_S if url == SLOW else enough_s)
        response = HtmlResponse(
            url,
            body=MARKUP.encode(),
            headers={"Content-Type": "text/html; charset=utf-8"},
            request=spider.article_request(url),
        )
        found += spider.parse_article(response)
    assert [each.url for each in found if isinstance(each, Article)] == [FIRST, NEXT]
    assert spider.crawler.stats.get_value("rasid/failed/article/too_slow") == 1
    assert spider.frontier.due(9) == []


def test_a_page_at_an_address_of_none_that_is_read_without_end_says_nothing(
    still_spider, monkeypatch
):
    article_of = extract.article_of
    monkeypatch.setattr(extract, "article_of", lambda *_, **__: [None for _ in range(LONG)])
    spider = still_spider()
    waiting = article_of(Page(MARKUP, FIRST))
    spider.soft.waiting.append((waiting, FIRST))
    monkeypatch.setattr(site_spider, "READING_CPU_S", SHORT_CPU_S)
    request = spider.probe(SLOW)
    response = HtmlResponse(request.url, body=MARKUP.encode(), request=request)

    assert list(request.callback(response)) == [waiting]
    assert spider.soft.signs == frozenset()
