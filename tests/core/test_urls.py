"""Addresses: what folds, what is compared, and the shapes that listings are read by."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from w3lib.url import canonicalize_url, safe_url_string

from crawler.core import urls
from crawler.core.urls import (
    absolute,
    canonical_url,
    general_shape,
    host_of,
    is_page,
    request_url,
    shape_of,
)

BASE = "https://site.example/d/e?x=1"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("a", "https://site.example/d/a"),
        ("/a b", "https://site.example/a b"),
        ("?p=2", "https://site.example/d/e?p=2"),
        ("//other.example/a", "https://other.example/a"),
        (" \t/a\n ", "https://site.example/a"),
        ("/a\n\tb", "https://site.example/ab"),
        ("\\a\\b?c=\\d", "https://site.example/a/b?c=\\d"),
        ("http:\\\\other.example\\a", "http://other.example/a"),
        ("/\ud800", "https://site.example/\ufffd"),
        ("https://site.example:8443/a", "https://site.example:8443/a"),
        ("HTTP://Other.example/A", "HTTP://Other.example/A"),
        ("/أخبار/عدن?id=7#تعليق", "https://site.example/أخبار/عدن?id=7#تعليق"),
        ("/", "https://site.example/"),
    ],
)
def test_absolute(href, expected):
    assert absolute(href, BASE) == expected


@pytest.mark.parametrize(
    "href",
    [
        "", " ", "#", "#top", "javascript:void(0)", "mailto:a@site.example", "tel:1", "data:,x",
        "file:///etc/hosts", "ftp://site.example/", "http://", "http://[::1", "http://site.example:x/",
        "http://site.example:99999/", "http://site.example:0/", "http://two words/",
        "http://\ud800.example/", "http://a%20b/",
    ],
)  # fmt: skip
def test_what_is_no_address(href):
    assert absolute(href, BASE) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Site.Example", "http://site.example/"),
        ("http://site.example/a#b", "http://site.example/a"),
        ("http://site.example/a?utm_source=x&id=7&fbclid=y", "http://site.example/a?id=7"),
        ("http://site.example/a?utm_source=x", "http://site.example/a"),
        ("http://site.example/a;jsessionid=A1?id=7", "http://site.example/a?id=7"),
        ("http://site.example/a/?share=facebook&id=7", "http://site.example/a/?id=7"),
        ("http://site.example/a/?replytocom=55", "http://site.example/a/"),
        ("http://site.example/a?amp", "http://site.example/a"),
        ("http://site.example/a?id=7&print=1&outputType=amp", "http://site.example/a?id=7"),
        ("http://site.example/(S(abc12-x))/a.aspx", "http://site.example/a.aspx"),
        (
            "http://site.example/a?print=77&share=yes&format=5&amp=x",
            "http://site.example/a?print=77&share=yes&format=5&amp=x",
        ),
        (
            "http://site.example/a?ref=9&source=b&from=c",
            "http://site.example/a?ref=9&source=b&from=c",
        ),
        ("http://site.example/a?b", "http://site.example/a?b"),
        ("http://site.example/خبر", "http://site.example/%D8%AE%D8%A8%D8%B1"),
        ("http://مثال.example/", "http://xn--mgbh0fb.example/"),
    ],
)
def test_request_url(url, expected):
    assert request_url(url) == expected


def test_a_story_id_named_like_a_session_stays():
    story = "http://site.example/news_details.php?sid=12345"
    assert request_url(story) == story
    session = "http://site.example/a.php?id=7&sid=0f3a9c5b7d2e4f608192a3b4c5d6e7f8"
    assert request_url(session) == "http://site.example/a.php?id=7"


def test_canonical_url_meets_in_one_form():
    forms = (
        "http://site.example/خبر?b=2&a=1",
        "http://SITE.example/%D8%AE%D8%A8%D8%B1?a=1&b=2",
        "http://site.example/%d8%ae%d8%a8%d8%b1?a=1&b=2&utm_medium=m#c",
    )
    assert len({canonical_url(form) for form in forms}) == 1
    assert canonical_url("http://site.example/a?id=1") != canonical_url(
        "http://site.example/a?id=2"
    )


@pytest.mark.parametrize("port", [80, 999, 1000, 8080, 59999, 60000, 65535])
def test_a_port_takes_the_short_way_only_where_it_changes_nothing(port):
    url = f"http://site.example:{port}/a/b-1.html"
    assert canonical_url(url) == request_url(url) == canonicalize_url(url)


QUERY_PARTS = st.sampled_from(
    ("a", "b", "id", "A-b", "utm_source", "fbclid", "print", "sid", "x.y~z", "7", "true", "_")
)
PAIRS = st.builds("{}={}".format, QUERY_PARTS, st.one_of(st.just(""), QUERY_PARTS))
ROOTS = ("http://site.example", "https://www.site.example:8080", "http://127.0.0.1:41230")


@given(st.lists(PAIRS, min_size=1, max_size=5), st.sampled_from(ROOTS))
def test_a_plain_query_takes_the_short_way_to_the_same_address(pairs, root):
    url = f"{root}/news/a-1.php?{'&'.join(pairs)}"
    assert urls.SAFE_QUERY.fullmatch(url)
    the_long_way = request_url(f"{url}#top")  # what has a fragment is taken apart
    assert request_url(url) == the_long_way
    assert canonical_url(url) == canonicalize_url(the_long_way)


@pytest.mark.parametrize(
    "query", ["a", "a&b=1", "a=1&&b=2", "a=b=c", "a=1;b=2", "a=%20", "a=+", "=1", "a=1&", "a=خ"]
)
def test_a_query_that_would_be_written_anew_takes_no_short_way(query):
    assert urls.SAFE_QUERY.fullmatch(f"http://site.example/a?{query}") is None


@pytest.mark.parametrize("port", [80, 999, 1000, 8080, 59999, 60000, 65535])
def test_a_link_with_any_port_means_the_same_as_when_joined(port):
    url = f"http://site.example:{port}/a"
    assert absolute(url, BASE) == urls._joined(url, BASE) == url
    assert absolute("/a", f"{url}/b") == urls._joined("/a", f"{url}/b") == url


def test_host_of():
    assert host_of("https://WWW.Site.example:80/a") == "site.example"
    assert host_of("https://www.site.example:80?a=/") == host_of("http://site.example") != ""
    assert host_of("http://reader@site.example/") == host_of("http://site.example:x/")
    assert host_of("mailto:a@b") == host_of("http://[::1") == ""


def test_is_page():
    assert is_page("http://site.example/a.html?f=x.pdf")
    assert is_page("http://site.example/")
    assert not is_page("http://site.example/a.PDF?x=1")
    assert not is_page("http://site.example/a.jpeg")
    assert not is_page("http://site.example/a.jpeg?x=1/2#/b")
    assert is_page("http://site.example?a=b.pdf")
    assert is_page("http://site.example/a#b.pdf")


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/news/123", "/news/#"),
        ("/news/123-أخبار-عاجلة-من-عدن", "/news/*"),
        ("/news123.html", "/news#.html"),
        ("/arab", "/arab"),
        ("/2025/03/12/عنوان-طويل-من-خمس-كلمات/", "/#/#/#/*/"),
        ("/a/5f3c9a1b2d4e6f70", "/a/#"),
        ("/a/f47ac10b-58cc-4372-a567-0e02b2c3d479", "/a/#"),
        ("/p/dQw4w9WgXcQ", "/p/#"),
        ("/p/dQw4w9WgXcQ.html", "/p/#.html"),
        ("/p/f01312f09b.html", "/p/#.html"),
        ("/p/5f3c9a1b2d4e.HTM", "/p/#.htm"),
        ("/gold-9b0c1d", "/gold-#b#c#d"),
        ("/dam-union-fees-9b0c1d", "/*"),
        ("/abc-9b0c1d", "/#"),
        ("/n/7/36b321-729f", "/n/#/#"),
        ("/page2b", "/page#b"),
        ("/iPhone15", "/iphone#"),
        ("/sports", "/sports"),
        ("/g20-2025", "/g#-#"),
        ("/a.php?lang=ar&id=7", "/a.php?id=#&lang=ar"),
        ("/averyveryverylongsinglesegment", "/*"),
        ("/a/77:خبر-من-عدن-اليوم", "/a/#"),
        ("/a/77%3Aخبر-من-عدن-اليوم", "/a/#"),
        ("/a/%D8%AE-%D8%A8_%D8%B1-1", "/a/*"),
    ],
)
def test_shape_of(path, shape):
    assert shape_of(request_url(f"http://site.example{path}")) == shape


@pytest.mark.parametrize(
    ("shape", "general"),
    [
        ("/adenpost/#", "/~/#"),
        ("/adenpost/#/", "/~/#/"),
        ("/arab/short-name", "/arab/~"),
        ("/arab/short-name/", "/arab/~/"),
        ("/#/#/*", "/#/#/*"),
        ("/", "/"),
        ("/a.php?id=#", "/~?id=#"),
    ],
)
def test_general_shape(shape, general):
    assert general_shape(shape) == general


def test_no_address_turns_a_line_or_ends_a_text():
    href = "/a\x00b\x9bc\u202egpj.exe?d=\u2028\x1b[31m"
    url = absolute(href, BASE)
    assert url is not None
    assert url.isprintable()
    assert canonical_url(url) == canonical_url(f"https://site.example{href}")
    assert absolute("http://h\u202e.example/", BASE) is None


PIECES = st.sampled_from(
    [
        "http://", "https://", "//", "/", "?", "&", "=", "#", "%D8%A7", "%zz", "%", "utm_source=1",
        "id=7", "site.example", "[", "]", ":", "@", "\\", " ", "..", ".", "أخبار", "xn--", "www.",
        ";sid=4", "+", "ｅ", "İ", "ß", "\ud800", "\x00", "\u200f", "8080",
    ]
)  # fmt: skip
HREFS = st.one_of(
    st.text(max_size=40),
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=8).map(
        lambda pieces: "http://" + "".join(pieces)
    ),
)


@settings(max_examples=400, deadline=None)
@given(HREFS)
def test_any_link_text_gives_an_address_that_all_functions_take_or_none(href):
    url = absolute(href, BASE)
    if url is None:
        return
    request, canonical = request_url(url), canonical_url(url)
    assert request_url(request) == request
    assert canonical_url(canonical) == canonical
    assert canonical_url(request) == canonical
    assert host_of(request)
    assert isinstance(is_page(request), bool)
    assert general_shape(shape_of(request)).startswith("/")


@given(st.text(alphabet="/-_#*~ا9a?=&.", max_size=30))
def test_a_general_shape_is_the_general_shape_of_itself(tail):
    general = general_shape(shape_of(f"http://site.example/{tail}"))
    assert general_shape(general) == general


PARTS = st.sampled_from(
    (
        "/",
        "a",
        "b-c",
        ".",
        "..",
        "%D8",
        "?",
        "=",
        "&",
        "#",
        ":",
        ";",
        "1",
        "//",
        "خبر",
        "\u064e",
        ":80",
    )
)
BASES = (
    "http://Site.example/d/e?x=1", "https://site.example:8443", "ftp://x/", "x", "http://h:0/",
    "https://site.example:99999/", "http://a.b:80@site.example/", "http://site.example?q", "http://h/a",
)  # fmt: skip


@given(st.lists(PARTS, max_size=8).map("".join), st.sampled_from(BASES), st.booleans())
def test_the_short_ways_lead_to_the_same_addresses(rest, base, whole):
    href = "http://other.example" + rest if whole else rest
    found = absolute(href, base)
    assert found == (urls._joined(href, base) if href[:1] not in ("", "#") else None)
    if found and urls.SAFE_ADDRESS.fullmatch(found):
        assert request_url(found) == request_url(found + "#top") == canonical_url(found)
        assert canonical_url(found) == canonicalize_url(found)


ARABIC_PARTS = st.sampled_from(
    (
        "خبر", "عدن", "وَزارة", "هر\u200cروز", "١٢", "ي", "\ufefb", "É", "%D8%AE%D8%A8%D8%B1",
        "%d8%b9%D8%AF", "%ff", "%D8", "-", "-", "_", "/", "7", "a.html", ".", "%2F", "%3A", ":",
        "..", "%41", "%20", " ", "77:", "«", "News",
    )
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(ARABIC_PARTS, min_size=1, max_size=9).map("".join), st.sampled_from(ROOTS))
def test_an_arabic_path_takes_the_short_way_to_the_same_address(path, root):
    url = f"{root}/{path.rstrip()}"
    the_long_way = request_url(f"{url}#top")  # what has a fragment is taken apart
    assert request_url(url) == the_long_way
    assert canonical_url(url) == canonicalize_url(the_long_way)


@pytest.mark.parametrize(
    "path", ["خبر/عدن-1", "%D8%AE%D8%A8%D8%B1/7/", "%d8%ae", "وَزارة", "هر\u200cروز.html", "É"]
)
def test_what_takes_that_way(path):
    assert urls.SPELLED_ADDRESS.fullmatch(f"https://site.example/{path}")


@pytest.mark.parametrize(
    "path",
    ["%41", "%2F", "%3a", "..", "خبر/.a", "a b", "«", "a:b", "a;sid=1", "%D", "خبر?a", "a//خ"],
)
def test_what_takes_it_not(path):
    assert urls.SPELLED_ADDRESS.fullmatch(f"https://site.example/{path}") is None


@given(st.lists(ARABIC_PARTS, min_size=1, max_size=9).map("".join))
def test_a_shape_is_the_same_without_taking_the_address_apart(path):
    url = f"https://site.example/{path}?p={path[:3]}&id=7"
    parts = urlsplit(url)
    segments = [urls._segment_shape(part) for part in unquote(parts.path).split("/")]
    assert shape_of(url).partition("?")[0] == "/".join(segments)
    assert urls._path_and_query(url) == (parts.path, parts.query)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://site.example/%D8%AE%d8%a8/7", True),
        ("https://site.example/a?id=7", True),
        ("https://site.example/خبر", False),  # a request has its escapes
        ("https://user@site.example/%D8%AE", False),
        ("https://site.example/%D8%AE?q=%D8%AE", False),
    ],
)
def test_what_a_request_takes_as_it_stands(url, plain):
    assert urls.is_as_asked(url) is plain
    assert not plain or safe_url_string(url) == url
