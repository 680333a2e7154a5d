"""Fingerprints of plain addresses are Scrapy's to the byte, and come by the shorter way."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scrapy.http import Request
from scrapy.utils import request as scrapys

from crawler.framework.requests import PLAIN, QuickFingerprinter

PLAIN_ONES = (
    "https://news.example/",
    "http://127.0.0.1:8080/news/400123",
    "https://news.example/news/400123?page=2",
    "https://a-b.xn--mgb.example/%D8%A7%D9%84/%D9%8A-1.html",
)
# What is not the same as it stands once its canonical form is made.
OTHERS = (
    "https://news.example/a/../b",
    "https://news.example/%d8%a7",
    "https://news.example/%2Fa",
    "https://news.example/a?b=1&a=2",
    "https://news.example/a#b",
    "https://news.example/a?",
    "https://news.example/a;b",
    "https://News.example/a",
    "https://news.example//a",
    "https://news.example/a?b=%d8",
)
PIECES = (
    "a", "B", "9", "_", "-", "~", ".", "..", "/", "//", "%D8%A7", "%d8", "%2F", "%FF", "%80", "%2e",
    "?", "x=1", "=", "&", "#", ":", "+", ",", ";", "@", "'", "é", "ا", " ",
)  # fmt: skip
HOSTS = (
    "a.test", "127.0.0.1:8080", "x.org:80", "X.org", "a_b.c", "[::1]:80", "a.test:0", "a.test:443",
    "a..b", "-a.test", "0x7f.1", "localhost", "xn--mgbh0fb.com", "a-b.co", "a.b:00080",
)  # fmt: skip
ADDRESSES = st.builds(
    lambda host, rest: f"https://{host}/{''.join(rest)}",
    st.sampled_from(HOSTS),
    st.lists(st.sampled_from(PIECES), max_size=8),
)


@given(ADDRESSES)
@example("https://a.example/a?x=1?x=1")
def test_a_digest_is_scrapys_whatever_the_address(url):
    try:
        request = Request(url)
    except ValueError:
        return
    assert QuickFingerprinter().fingerprint(request) == scrapys.fingerprint(request)


@pytest.mark.parametrize("url", PLAIN_ONES)
def test_a_plain_address_needs_no_canonical_form(url, monkeypatch):
    expected = scrapys.fingerprint(Request(url))
    monkeypatch.setattr(scrapys, "canonicalize_url", None)
    assert QuickFingerprinter().fingerprint(Request(url)) == expected


@pytest.mark.parametrize("url", OTHERS)
def test_what_another_form_may_mean_goes_by_scrapys_way(url):
    assert not PLAIN.fullmatch(url)
    request = Request(url)
    assert QuickFingerprinter().fingerprint(request) == scrapys.fingerprint(request)


@pytest.mark.parametrize(
    "request_", [Request(PLAIN_ONES[1], method="POST"), Request(PLAIN_ONES[1], body=b"a=1")]
)
def test_a_method_and_a_body_count(request_):
    found = QuickFingerprinter().fingerprint(request_)
    assert found == scrapys.fingerprint(request_)
    assert found != QuickFingerprinter().fingerprint(Request(PLAIN_ONES[1]))
