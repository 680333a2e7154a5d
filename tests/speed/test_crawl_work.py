"""A gate for the price of an article that needs no clock, and three mistakes that it must catch."""

from __future__ import annotations

import pytest

from crawler.core.extract.page import Page
from crawler.spider import AggregatorSpider
from crawler.walk.frontier import Frontier
from tests.speed.crawl_work import work_of

# On average over 60 articles of the embedded aggregator, from the response to the stored row. Raise
# one only with a line in docs/performance.md.
LIMITS = {
    "parses": 1,
    "walks": 1,
    "folds": 1.6,
    "statements": 1,
    "transactions": 0.1,
    "calls": 2_950,
}


def over(work):
    return sorted(name for name, number in work.items() if number > LIMITS[name])


def test_an_article_takes_no_more_than_this(make_crawler):
    work = work_of(make_crawler())
    assert work.keys() == LIMITS.keys()
    assert over(work) == [], work


def parsed_twice(monkeypatch):
    page_of = AggregatorSpider.page_of

    def twice(self, response):
        page = page_of(self, response)
        return Page(page.html, page.url)

    monkeypatch.setattr(AggregatorSpider, "page_of", twice)


def asked_once_more(monkeypatch):
    take = Frontier.take

    def asking(self, urls, **more):
        urls = tuple(urls)
        self._seen.known(urls)
        return take(self, urls, **more)

    monkeypatch.setattr(Frontier, "take", asking)


def looked_at_again(monkeypatch):
    take = Frontier.take

    def often(self, urls, **more):
        urls = tuple(urls)
        for _ in range(100):
            for url in urls:
                self.claim(url)
        return take(self, urls, **more)

    monkeypatch.setattr(Frontier, "take", often)


@pytest.mark.parametrize(
    ("mistake", "caught"),
    [(parsed_twice, "parses"), (asked_once_more, "statements"), (looked_at_again, "calls")],
)
def test_the_gate_catches(make_crawler, monkeypatch, mistake, caught):
    mistake(monkeypatch)
    assert caught in over(work_of(make_crawler()))
