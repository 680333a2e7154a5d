"""An address in which nothing is to be quoted stays as it stands; all others are Scrapy's."""

from __future__ import annotations

import pytest
import scrapy.http.request as scrapys
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Request
from scrapy.utils.request import request_from_dict

from crawler.core.urls import SAFE_ADDRESS, SAFE_QUERY
from crawler.framework.requests import PlainRequest

PLAIN = (
    "https://news.example/",
    "http://127.0.0.1:8080/news/4",
    "https://a.test/view.php?id=7&p=2",
    "https://a.test/%D8%AE%d8%a8%D8%B1-7/",
)
QUOTED = (
    "https://news.example/خبر/1?q=نعم", "https://news.example/a b", "https://Bücher.example/a",
    "https://news.example/%zz?a=%d8", "https://u:p@news.example/a", "https://news.example/a#خ",
    "https://news.example", "https://news.example/a|b?c=[d]", " https://news.example/a\n",
    "https://news.example/a\n",
)  # fmt: skip


@pytest.mark.parametrize("url", PLAIN)
def test_a_plain_address_is_not_taken_apart(url, monkeypatch):
    monkeypatch.setattr(scrapys, "safe_url_string", None)
    assert PlainRequest(url).url == url


@given(st.one_of(st.from_regex(each, fullmatch=True) for each in (SAFE_ADDRESS, SAFE_QUERY)))
def test_what_is_not_taken_apart_would_have_come_out_the_same(url):
    assert Request(url).url == url == PlainRequest(url).url


@pytest.mark.parametrize("url", QUOTED)
def test_what_is_to_be_quoted_comes_out_as_by_scrapy(url):
    assert PlainRequest(url).url == Request(url).url


@pytest.mark.parametrize(("url", "error"), [("news.example/a", ValueError), (b"a", TypeError)])
def test_what_is_no_address_is_refused_as_by_scrapy(url, error):
    with pytest.raises(error) as ours:
        PlainRequest(url)
    with pytest.raises(error) as theirs:
        Request(url)
    assert str(ours.value) == str(theirs.value)


def test_a_redirect_of_it_and_one_that_was_kept_on_disk_are_whole():
    request = PlainRequest(PLAIN[0], meta={"rasid_kind": "article"}, priority=5)
    onward = request.replace(url=QUOTED[0])
    kept = request_from_dict(onward.to_dict())
    assert (type(kept), kept.url) == (PlainRequest, Request(QUOTED[0]).url)
    assert (kept.meta, kept.priority) == (request.meta, 5)
