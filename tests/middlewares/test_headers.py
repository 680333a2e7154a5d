"""Our headers say what Scrapy's say, whatever is put into them."""

from __future__ import annotations

from copy import copy

from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Headers

from crawler.middlewares.headers import QuickHeaders

NAMES = st.sampled_from(["ETag", "etag", "Content-Type", "X-UA-compatible", "x-2nd", "SET-COOKIE"])
VALUES = st.binary(max_size=8)
SENT = st.lists(st.tuples(NAMES, VALUES), max_size=12)


def both(sent):
    raw = [(name.encode(), value) for name, value in sent]
    return QuickHeaders.received(raw), Headers(sent)


@given(SENT)
def test_received_headers_are_those_that_scrapy_would_have(sent):
    ours, theirs = both(sent)
    assert dict(ours) == dict(theirs)
    assert list(ours.items()) == list(theirs.items())
    assert ours.to_string() == theirs.to_string()


@given(SENT, NAMES, NAMES, VALUES)
def test_looks_and_changes_come_to_the_same(sent, asked, changed, value):
    ours, theirs = both(sent)
    for headers in (ours, theirs):
        headers.setdefault(changed, value)
        headers.appendlist(changed, b"more")
        headers.pop(asked.lower(), None)
    for name in (asked, changed.upper(), changed.encode()):
        assert ours.get(name) == theirs.get(name)
        assert ours.get(name, "none") == theirs.get(name, "none")
        assert ours.getlist(name) == theirs.getlist(name)
        assert (name in ours) == (name in theirs)
    assert ours.to_string() == theirs.to_string()


def test_a_copy_shares_no_list():
    first = QuickHeaders({"Accept": "text/html"})
    for second in (first.copy(), copy(first)):
        assert isinstance(second, QuickHeaders)
        second.appendlist("Accept", "*/*")
        assert second.getlist("accept") == [b"text/html", b"*/*"]
    assert first.getlist("accept") == [b"text/html"]


def test_a_value_keeps_its_bytes_in_any_encoding():
    arabic = "نوافذ".encode("windows-1256")
    assert (
        QuickHeaders.received([(b"content-disposition", arabic)])["Content-Disposition"] == arabic
    )
