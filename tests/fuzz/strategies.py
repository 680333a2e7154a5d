"""What may come from a broken or hostile site: pages, bytes, feeds, dates, addresses."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.feed_shapes import ATOM, RSS, SET
from tests.fuzz.shapes import HEAD, SENTENCE

_TAGS = (
    "a abbr article aside b base body br button div dl dt em figure font footer form h1 h2 "
    "head header html i iframe img li link main meta nav ol option p script section select "
    "span style svg table tbody td template textarea time title tr ul video x-y"
)
TAGS = _TAGS.split()
_NAMES = (
    "class id href src style datetime content property name itemprop itemscope itemtype rel "
    "type charset http-equiv data-src srcset lang dir title alt"
)
NAMES = _NAMES.split()
VALUES = (
    "related",
    "article:published_time",
    "og:title",
    "og:site_name",
    "headline",
    "datePublished",
    "https://schema.org/NewsArticle",
    "application/ld+json",
    "canonical",
    "next",
    "/n/1",
    "//x",
    "http://[",
    "javascript:x",
    "?page=2",
    "2025-03-01T10:00:00Z",
    "9999-99-99",
    "display:none",
    "text/html; charset=utf-7",
    "refresh",
    "1 2w, 3",
    "\ud800",
)
WORDS = (
    "خبر عاجل",
    SENTENCE,
    "قبل 3 ساعات",
    "1 مارس 2025",
    "اقرأ أيضا:",
    "المصدر: وكالة",
    "بقلم: سالم",
    "عدن - خاص: ",
    "جميع الحقوق محفوظة",
    "&amp;#1576;",
    "&#xd800;",
    "\x00",
    "\u202e",
    "ه\u0640",
    '{"@type":"NewsArticle","headline":"خبر","articleBody":[null,{"a":1e999}]}',
    "<!--",
    "]]>",
    "<",
)
CHARSETS = (
    "utf-8",
    "cp1256",
    "iso8859-6",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "koi8-r",
    "gb18030",
    "iso2022_jp",
    "utf-7",
)
LABELS = (
    None,
    "",
    "text/html",
    "text/html; charset=",
    "text/html; charset=windows-1256",
    "charset=x",
    "text/html; charset=utf-16",
    'text/html; charset="hex"',
    "text/html; charset=idna",
    "\ud800",
)
DATES = (
    "منذ 3 ساعات",
    "الأحد 13 تموز/يوليو 2025م",
    "13 رجب 1446هـ - 10:30 ص",
    "2025-07-13T15:00:00+03:00",
    "1405/04/22",
    "13/07/2025 | 15:00",
    "أمس 10:30 م",
    "1752418800",
    "/Date(1752418800000)/",
    "اليوم",
    "تحديث: 1 مارس 2025",
    "3 Mar 2025 10:00 GMT",
    "2025年7月13日",
)
PIECES = (
    "7",
    "99999999999",
    "٣",
    "/",
    "-",
    ":",
    " ",
    "هـ",
    "م",
    "قبل",
    "سنة",
    "31",
    "0",
    "\u0661",
    "+99:99",
)

any_text = st.text(max_size=40) | st.text("\ud800\udfff\x00ab", max_size=6)
words = st.sampled_from(WORDS) | any_text
values = st.sampled_from(VALUES) | words
attribute = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(NAMES) | any_text,
    st.sampled_from(("=", "", " = ")),
    quote := st.sampled_from(('"', "'", "")),
    values,
    quote,
)
opening = st.builds(
    "<{} {}{}".format,
    st.sampled_from(TAGS),
    st.lists(attribute, max_size=3).map(" ".join),
    st.sampled_from((">", ">", ">", "/>", "", "<")),
)
closing = st.sampled_from(TAGS).map("</{}>".format)
markup = st.lists(opening | closing | words, max_size=40).map("".join)
page = st.builds("{}{}{}".format, st.sampled_from((HEAD, "", "<!DOCTYPE html>")), markup, words)
xml_piece = st.sampled_from(
    (
        "<item>",
        "</item>",
        "<entry>",
        "</entry>",
        "<url>",
        "</url>",
        "<loc>",
        "</loc>",
        "<sitemap>",
        "<link>",
        "</link>",
        "<link href='/n/1'/>",
        "<title>",
        "</title>",
        "<pubDate>",
        "</pubDate>",
        "<lastmod>2025-03-01</lastmod>",
        "http://[",
        "https://news.example/n/1",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "&b;",
        "&#0;",
        "<?xml version='1.0'?>",
        "</rss>",
        "</urlset>",
        "<news:publication_date>2025-02-30T25:00</news:publication_date>",
    )
)
xml = st.builds(
    "{}{}".format,
    st.sampled_from((RSS, ATOM, SET, SET.replace("urlset", "sitemapindex"), "")),
    st.lists(xml_piece | words | st.sampled_from(DATES), max_size=30).map("".join),
)


@st.composite
def changed(draw: st.DrawFn, bytes_of: st.SearchStrategy[bytes]) -> bytes:
    """The bytes, cut off, doubled in a place, or with some of them replaced."""
    body = draw(bytes_of)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(body)))
        kind = draw(st.sampled_from(("cut", "put", "twice")))
        if kind == "cut":
            body = body[:place]
        elif kind == "put":
            body = body[:place] + draw(st.binary(max_size=4)) + body[place + 1 :]
        else:
            body = body[:place] + body[place // 2 :]
    return body


encoded = st.builds(
    lambda text, name: text.encode(name, "replace"), page, st.sampled_from(CHARSETS)
)
page_bytes = changed(encoded | st.binary(max_size=200))
xml_bytes = changed(xml.map(lambda text: text.encode("utf-8", "replace")))
date_text = st.lists(st.sampled_from(DATES + PIECES) | any_text, max_size=6).map("".join)
address = st.lists(
    st.sampled_from(
        (
            "https://",
            "http:/",
            "//",
            "news.example",
            "/go",
            "?url=",
            "%2F",
            "%25",
            "%d8",
            "#",
            "aHR0cHM6Ly9hLmIvYw==",
            "68747470",
            "[",
            "]",
            "@",
            ":0",
            ":99999",
            "&u=",
            "/c/s/",
            "\\",
            "google.com/amp/s/",
            "cdn.ampproject.org",
            "\u202e",
            " ",
        )
    )
    | any_text,
    max_size=10,
).map("".join)
