"""What is collected of a crawl beside its counters."""

from __future__ import annotations

from collections import deque

import pytest
from scrapy.http import HtmlResponse, Request

from crawler.core.article import Publisher
from crawler.core.watch.parked import SELLERS
from crawler.extensions.signs import CLASSES_MIN, Signs, layout_of, percentiles, robots_of

HOME = "http://windows.example/"
CHALLENGE = "<html><head><title>Just a moment...</title></head><body><p>wait</p></body></html>"
PARKED = "<html><body><h1>This domain is for sale</h1></body></html>"
CARDS = '<div class="card wide"><p class=lead>x</p></div>' * CLASSES_MIN


class Spider:
    """Owns one host."""

    def is_own(self, url):
        return url.startswith(HOME)


@pytest.fixture
def signs(make_crawler):
    crawler = make_crawler()
    crawler.spider = Spider()
    return Signs.from_crawler(crawler)


@pytest.fixture
def root():
    def made(url=HOME, *, sent_on=False):
        meta = {"rasid_kind": "listing"} | ({"redirect_urls": [HOME]} if sent_on else {})
        return Request(url, cb_kwargs={"root": True}, meta=meta)

    return made


def answer(request, body="", status=200):
    return HtmlResponse(request.url, status=status, body=body.encode(), request=request)


def test_a_start_page_that_answers(signs, root):
    request = root()
    signs.scheduled(request)
    signs.received(answer(request, CARDS), request)
    assert signs.counts == {"root/asked": 1, "root/answered": 1}
    assert signs.good["listing"] == HOME
    assert signs.layout == layout_of(CARDS.encode())


def test_a_start_page_that_has_not_changed_is_there(signs, root):
    signs.received(answer(root(), status=304), root())
    assert signs.counts["root/answered"] == 1


@pytest.mark.parametrize(
    ("url", "moved", "parked"),
    [
        ("http://windows.example/ar/", 0, 0),
        ("http://new.example/", 1, 0),
        (f"http://ww1.{SELLERS[0]}/?d=windows.example", 1, 1),
    ],
)
def test_a_start_page_that_leads_elsewhere(signs, root, url, moved, parked):
    signs.scheduled(root(url, sent_on=True))
    assert (signs.counts["root/moved"], signs.counts["root/parked"]) == (moved, parked)
    assert signs.counts["root/asked"] == 0


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [(CHALLENGE, 403, "root/wall"), (CHALLENGE, 503, "root/wall"), (PARKED, 200, "root/parked")],
)
def test_what_stands_in_place_of_a_start_page(signs, root, body, status, name):
    signs.received(answer(root(), body, status), root())
    assert signs.counts[name] == 1


def test_a_refusal_without_a_wall(signs, root):
    signs.received(answer(root(), "<h1>403</h1><p>ممنوع</p>", 403), root())
    assert not signs.counts["root/wall"]
    assert not signs.counts["root/answered"]


def test_other_requests_are_no_start_pages(signs):
    request = Request(f"{HOME}7", meta={"rasid_kind": "article", "download_latency": 0.25})
    signs.scheduled(request)
    signs.received(answer(request, "x", 404), request)
    assert signs.counts == {}
    assert (signs.bad["article"], signs.bad["failed"]) == (f"{HOME}7", f"{HOME}7")
    assert signs.figures()["latency_ms"] == {"p50": 250.0, "p95": 250.0}


def test_what_articles_have(signs, make_article):
    signs.item(make_article())
    publisher = Publisher(name="الميناء", method="line", confidence=0.9)
    dated = make_article(
        url=f"{HOME}8",
        articleSection="محليات",
        publisher=publisher,
        datePublishedEarliest="2025-03-01T09:00:00Z",
        articleBody="نص آخر\ufffd من سطر واحد",
    )
    signs.item(dated)
    counts = signs.counts
    assert (counts["seen/articles"], counts["seen/date"], counts["seen/section"]) == (2, 1, 1)
    assert (counts["seen/publisher"], counts["seen/author"], counts["seen/image"]) == (1, 0, 0)
    assert counts["seen/replacement"] == 1
    assert counts["seen/letters"] == counts["seen/arabic"] + 1
    assert signs.newest == "2025-03-01T09:00:00Z"
    assert signs.bad["coverage_date"] == make_article().url
    assert signs.bad["garbled"] == f"{HOME}8"


def test_the_newest_is_the_one_that_was_published_last(signs, make_article):
    for number, day in enumerate(("02", "03", "01")):
        stamp = f"2025-03-{day}T09:00:00Z"
        signs.item(make_article(url=f"{HOME}{number}", datePublishedEarliest=stamp))
    assert signs.newest == "2025-03-03T09:00:00Z"


def test_how_long_articles_were_out_before_they_were_seen(signs, make_article):
    for minute, precision in (("20", "minute"), ("00", "day")):
        published = f"2025-03-01T09:{minute}:00Z"
        article = make_article(
            url=f"{HOME}{minute}", datePublishedEarliest=published, datePrecision=precision
        )
        article.metadata.dateFirstSeen = "2025-03-01T09:30:00Z"
        signs.item(article)
    found = signs.figures()["freshness"]
    assert (found["dated"], found["fine"]) == (2, 1)
    assert (found["p95_s"], found["most_p95_s"]) == (600.0, 1800.0)


def test_letters_that_are_no_arabic(signs, make_article):
    signs.item(make_article(headline="Port opens", articleBody="The port has opened again."))
    assert signs.counts["seen/arabic"] == 0
    assert signs.counts["seen/letters"] == 30


def test_one_text_under_many_addresses(signs, make_article):
    for number in range(4):
        signs.item(make_article(url=f"{HOME}{number}"))
    signs.item(make_article(url=f"{HOME}0"))
    assert signs.counts["seen/repeated"] == 3
    assert signs.bad["repeated_text"] == f"{HOME}1"


def test_articles_with_a_few_addresses_each_are_no_wall(signs, make_article):
    for number in range(30):
        body = f"وصلت السفينة رقم {number // 3} إلى الميناء صباح اليوم وعلى متنها وقود وأدوية."
        signs.item(make_article(url=f"{HOME}{number}", articleBody=body))
    assert signs.counts["seen/repeated"] == 2


def test_a_later_version_says_nothing_new(signs, make_article):
    signs.item(make_article(version=2))
    assert signs.counts == {}


def test_messages_of_an_article(signs, make_article):
    article = make_article()
    article.metadata.validationMessages = {
        "headline": ["selector_missed"],
        "datePublished": ["future"],
    }
    signs.item(article)
    assert (signs.counts["missed/headline"], signs.counts["seen/future"]) == (1, 1)


def test_counts_become_stats_and_addresses_do_not(signs, make_article):
    signs.item(make_article())
    figures = signs.figures()
    stats = signs.crawler.stats.get_stats()
    assert stats["rasid/signs/seen/articles"] == 1
    assert not any(HOME in str(value) for value in stats.values())
    assert figures["examples"]["article"] == make_article().url
    assert figures["body_chars_p50"] == len(make_article().articleBody)


def test_a_crawl_without_anything(signs):
    figures = signs.figures()
    assert figures["latency_ms"] == {"p50": None, "p95": None}
    assert (figures["body_chars_p50"], figures["newest"], figures["layout"]) == (None, None, None)


def test_percentiles():
    assert percentiles(deque([100.0])) == {"p50": 100.0, "p95": 100.0}
    assert percentiles(deque(float(number) for number in range(101))) == {"p50": 50.0, "p95": 95.0}


def test_fingerprints():
    assert layout_of(b"<p>x</p>") is None
    assert layout_of(CARDS.encode()) != layout_of(CARDS.replace("card", "tile").encode())
    assert layout_of(CARDS.encode()) == layout_of(CARDS.encode() + b"<i class=once>")
    assert robots_of(None) is None
    assert robots_of(b"User-agent: *") != robots_of(b"")
