"""A page is decoded by what its bytes say: neither the header nor Scrapy's guess is believed."""

from __future__ import annotations

import gzip

import pytest
from scrapy.http import HtmlResponse, Response, TextResponse

from crawler.core.errors import SiteError
from crawler.walk.site_spider import PAGE_BYTES_MAX

URL = "https://windows.example/news/7"
TEXT = "أعلنت هيئة الموانئ أن الرصيف الجديد يستقبل أول سفينة صباح الخميس، بعد أعمال دامت عاما."
MARKUP = f"<html><head><title>{TEXT}</title></head><body><p>{TEXT}</p></body></html>"


class Guessing(TextResponse):
    """A response whose own idea of its text must not be asked for."""

    @property
    def text(self):
        raise AssertionError("the response's guess was read")

    @property
    def encoding(self):
        raise AssertionError("the response's encoding was read")


@pytest.fixture
def counted(still_spider):
    """A spider that does not crawl, and its stats."""
    spider = still_spider()
    return spider, spider.crawler.stats


def response(kind, body, content_type, **more):
    headers = {"Content-Type": content_type} if content_type else {}
    return kind(URL, body=body, headers=headers, **more)


@pytest.mark.parametrize(
    ("encoding", "content_type", "repair"),
    [
        ("cp1256", "text/html; charset=utf-8", "lying_header"),
        ("cp1256", "text/html; charset=ISO-8859-1", "lying_header"),
        ("iso8859-6", "text/html; charset=windows-1256", "lying_header"),
        ("utf-8", "text/html; charset=windows-1256", "lying_header"),
        ("utf-8", "text/html; charset=utf-8", None),
        ("cp1256", "text/html", None),
        ("cp1256", None, None),
    ],
)
def test_the_bytes_decide(counted, encoding, content_type, repair):
    spider, stats = counted
    page = spider.page_of(response(Response, MARKUP.encode(encoding), content_type))
    assert (page.html, page.url, page.title) == (MARKUP, URL, TEXT)
    assert stats.get_stats() == ({f"rasid/encoding/{repair}": 1} if repair else {})


@pytest.mark.parametrize("declared", ["utf-8", "cp1252"])
def test_the_encoding_that_scrapy_chose_is_not_used(counted, declared):
    body = MARKUP.encode("cp1256")
    guessed = response(HtmlResponse, body, f"text/html; charset={declared}", encoding=declared)
    assert TEXT not in guessed.text
    assert counted[0].page_of(guessed).html == MARKUP


def test_the_text_of_a_response_is_never_asked_for(counted):
    guessing = response(Guessing, MARKUP.encode("cp1256"), "text/html; charset=utf-8")
    with pytest.raises(AssertionError, match="guess"):
        _ = guessing.text
    assert counted[0].page_of(guessing).html == MARKUP


def test_mended_text_is_counted_by_repair(counted):
    spider, stats = counted
    sentence = "اليمن في أسبوع: وصول أول سفينة إلى الرصيف الجديد"
    broken = f"<html><body><p>{sentence.encode().decode('latin-1')}</p></body></html>".encode()
    page = spider.page_of(response(Response, broken, "text/html; charset=utf-8"))
    assert sentence in page.html
    assert stats.get_stats() == {"rasid/encoding/utf8_read_as_cp1252": 1}


def test_what_is_no_page_is_a_misfit(counted):
    with pytest.raises(SiteError, match="not_html"):
        counted[0].page_of(response(Response, b"%PDF", "application/pdf"))


def test_what_is_packed_once_more_is_a_misfit(counted):
    with pytest.raises(SiteError, match="packed_twice"):
        counted[0].page_of(response(Response, gzip.compress(MARKUP.encode()), "text/html"))


@pytest.mark.parametrize(
    ("kind", "most"), [("article", PAGE_BYTES_MAX), ("listing", PAGE_BYTES_MAX), ("sitemap", None)]
)
def test_a_page_may_not_be_as_large_as_a_sitemap(counted, kind, most):
    request = counted[0].request_for(URL, kind, None)
    assert request.meta.get("download_maxsize") == most
