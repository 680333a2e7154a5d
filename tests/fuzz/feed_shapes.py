"""Feeds and sitemaps of any size, each hard in one way: `shape(n)` has about n bytes."""

from __future__ import annotations

from collections.abc import Callable

from tests.fuzz.shapes import SENTENCE, numbered, repeated

RSS = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>نوافذ</title>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>نوافذ</title>'
SET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
ENTRY = "<item><title>خبر @</title><link>https://news.example/n/@</link></item>"
DATED = f"{ENTRY[:-7]}<pubDate>Sat, 01 Mar 2025 10:00:00 +0300</pubDate></item>"
PLACE = "<url><loc>https://news.example/n/@</loc></url>"


def _bytes(make: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda n: make(n).encode()


_FEEDS = {
    "entries": numbered(ENTRY, RSS, "</channel></rss>"),
    "entries with dates": numbered(DATED, RSS, "</channel></rss>"),
    "entries unclosed": numbered("<item><title>خبر @", RSS),
    "entries of atom": numbered(
        '<entry><title>خبر @</title><link href="/n/@"/></entry>', ATOM, "</feed>"
    ),
    "long title": repeated("خبر ", f"{RSS}<item><title>", "</title></item></channel></rss>"),
    "long text": repeated(
        SENTENCE,
        f"{RSS}<item><link>/a</link><description>",
        "</description></item></channel></rss>",
    ),
    "markup in text": repeated(
        "&lt;p&gt;", f"{RSS}<item><description>", "</description></item></channel></rss>"
    ),
    "cdata": repeated(
        "<p>خبر</p>",
        f"{RSS}<item><description><![CDATA[",
        "]]></description></item></channel></rss>",
    ),
    "dates in one": repeated(
        "7:77a ", f"{RSS}<item><link>/a</link><pubDate>", "</pubDate></item></channel></rss>"
    ),
    "figures in a date": repeated(
        "7", f"{RSS}<item><link>/a</link><pubDate>", "</pubDate></item></channel></rss>"
    ),
    "names unclosed": repeated("<a", RSS),
    "less-than signs": repeated("<", RSS),
    "brackets": repeated("<![CDATA[", RSS),
    "comments": repeated("<!-- a -->", RSS, "</channel></rss>"),
    "namespaces": numbered('<x@:a xmlns:x@="urn:x@"/>', RSS, "</channel></rss>"),
    "attributes": numbered(" a@='1'", f"{RSS}<item", "/></channel></rss>"),
    "entities": repeated("&amp;", f"{RSS}<item><title>", "</title></item></channel></rss>"),
    "entities unknown": repeated("&x;", f"{RSS}<item><title>", "</title></item></channel></rss>"),
}
_SITEMAPS = {
    "pages": numbered(PLACE, SET, "</urlset>"),
    "pages with dates": numbered(
        f"{PLACE[:-6]}<lastmod>2025-03-01</lastmod></url>", SET, "</urlset>"
    ),
    "pages nested": repeated("<url>", SET),
    "pages nested and closed": lambda n: (
        f"{SET}{'<url>' * (n // 11)}{'</url>' * (n // 11)}</urlset>"
    ),
    "pages unclosed": numbered("<url><loc>https://news.example/n/@", SET),
    "parts": numbered(
        "<sitemap><loc>https://news.example/s/@</loc></sitemap>",
        SET.replace("urlset", "sitemapindex"),
        "</sitemapindex>",
    ),
    "long address": repeated("a", f"{SET}<url><loc>https://news.example/", "</loc></url></urlset>"),
    "percent signs": repeated(
        "%D8", f"{SET}<url><loc>https://news.example/", "</loc></url></urlset>"
    ),
    "attributes": numbered(" a@='1'", f"{SET}<url", "/></urlset>"),
    "namespaces": numbered('<x@:a xmlns:x@="urn:x@"/>', SET, "</urlset>"),
    "less-than signs": repeated("<", SET),
    "comments": repeated("<!-- a -->", SET, "</urlset>"),
    "no sitemap": repeated("خبر ", "", ""),
}
FEEDS = {name: _bytes(shape) for name, shape in _FEEDS.items()}
SITEMAPS = {name: _bytes(shape) for name, shape in _SITEMAPS.items()}
