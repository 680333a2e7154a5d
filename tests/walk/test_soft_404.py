"""Error pages with status 200: what is suspected, what is asked, what is held back."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, Request

from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page
from crawler.walk.soft_404 import SHORT_CHARS_MAX, SoftPages, is_suspicious, no_address_like

ROOT = "http://127.0.0.1:9"
GREETING = "نعمل كل يوم على أن نقدم لكم أخبار القرى كما هي، ونشكر لكم طول متابعتكم لنا وصبركم."
STORY = "أغلقت السيول صباح اليوم طريق الوادي، ونقلت فرق الإنقاذ ثلاثين أسرة إلى مدرسة البلدة."


def html(headline, text, head=""):
    return f"<html><head>{head}</head><body><h1>{headline}</h1><p>{text}</p></body></html>"


SOFT = html("أهلا بكم في نوافذ الساحل دائما", GREETING)
SHORT = html("السيول تغلق طريق الوادي أمام السيارات", STORY)


def read(text):
    page = Page(text, f"{ROOT}/news/7")
    return article_of(page), page


@pytest.mark.parametrize(
    ("text", "suspicious"),
    [
        (SHORT, True),
        (html("السيول تغلق طريق الوادي أمام السيارات", f"{STORY}</p><p>" * 9), False),
        (SHORT.replace("<p>", "<div>13 فبراير 2025 - 10:30</div><p>"), False),
        (SHORT.replace("<head>", "<head><meta property='og:type' content='article'>"), False),
    ],
    ids=["short", "long", "dated", "says_so"],
)
def test_what_is_suspected(text, suspicious):
    article, page = read(text)
    assert (len(article.articleBody) > SHORT_CHARS_MAX) == (text.count(STORY) > 1)
    assert is_suspicious(article, page) is suspicious


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/news/7", "/news/99"),
        ("/2025/02/a-b", "/2025/99/a-b"),
        ("/show.php?id=7", "/show.php?id=99"),
        ("/news/7?page=2#x", "/news/99?page=2"),
        ("/about", "/about-99"),
        ("/", "/-99"),
    ],
)
def test_an_address_that_is_none(url, expected):
    assert no_address_like(ROOT + url, "99") == ROOT + expected


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        (SOFT, True),
        (html("أهلا بكم في نوافذ الساحل دائما", STORY), True),
        (html("صفحة أخرى من صفحات الموقع الكثيرة", GREETING), True),
        (SHORT, False),
        (None, False),
    ],
)
def test_the_same_headline_or_the_same_text(shown, same):
    soft = SoftPages()
    soft.learn(read(shown)[0] if shown else None)
    assert soft.shows(read(SOFT)[0]) is same


@pytest.fixture
def spider(still_spider):
    return still_spider()


def answer(spider, path, text, status=200):
    request = Request(ROOT + path, meta={"rasid_kind": "article"})
    headers = {"Content-Type": "text/html"}
    body = text.encode()
    return HtmlResponse(ROOT + path, status, headers, body, request=request, encoding="utf-8")


def parsed(spider, path, text):
    return list(spider.parse_article(answer(spider, path, text)))


def stat(spider, name):
    return spider.crawler.stats.get_value(f"rasid/{name}", 0)


def test_short_texts_wait_for_one_question(spider):
    (probe,) = parsed(spider, "/news/7", SOFT)
    assert parsed(spider, "/news/8", SHORT) == []
    assert probe.dont_filter
    assert probe.url.startswith(f"{ROOT}/news/9")

    (article,) = spider.parse_probe(answer(spider, "/news/9123", SOFT))

    assert article.url == f"{ROOT}/news/8"
    assert stat(spider, "extract/not_an_article/soft_404") == 1
    assert stat(spider, "extract/articles") == 1
    assert parsed(spider, "/news/10", SOFT) == []
    assert [each.url for each in parsed(spider, "/news/11", SHORT)] == [f"{ROOT}/news/11"]
    assert stat(spider, "soft_404/asked") == 1


@pytest.mark.parametrize(("status", "text"), [(404, SOFT), (302, SOFT), (200, "<p>لا شيء</p>")])
def test_a_site_that_says_so_has_none(spider, status, text):
    parsed(spider, "/news/7", SOFT)
    (article,) = spider.parse_probe(answer(spider, "/news/9123", text, status))
    assert article.url == f"{ROOT}/news/7"


def test_without_an_answer_what_waits_goes_on(spider):
    parsed(spider, "/news/7", SHORT)
    assert [each.url for each in spider.on_no_probe(None)] == [f"{ROOT}/news/7"]
    assert list(spider.on_no_probe(None)) == []


def test_what_still_waits_at_the_end_is_counted(spider):
    parsed(spider, "/news/7", SHORT)
    spider.on_left_waiting(reason="shutdown")
    assert stat(spider, "soft_404/left") == 1
