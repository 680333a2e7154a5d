"""What of an address may not matter, told apart from what always does."""

from __future__ import annotations

import pytest

from crawler.core.links.address import Part, address_of
from crawler.core.links.repeats import collapsed, unlooped

SITE = "http://site.example"


def parts(path):
    address = address_of(SITE + path)
    core = address.core.removeprefix("site.example")
    found = {f"{part.reason} {part.name}".strip(): value for part, value in address.parts.items()}
    return core, found


@pytest.mark.parametrize(
    ("path", "core", "found"),
    [
        ("/news/123", "/news/123", {}),
        ("/news/123/", "/news/123", {"slug": "/"}),
        ("/news/123/a-b", "/news/123", {"slug": "/a-b"}),
        ("/news/123-a-b.html?x=1", "/news/123", {"slug": "-a-b.html", "parameter x": "=1"}),
        ("/news/a-long-slug-123.html", "/news/123", {"slug": "a-long-slug-#.html"}),
        ("/news/video-123", "/news/video-123", {}),
        ("/news123.html", "/news123", {"slug": ".html"}),
        ("/news/123/election-2024", "/news/123", {"slug": "/election-2024"}),
        ("/2024/05/12/4567/a", "/2024/05/12/4567", {"slug": "/a"}),
        ("/خبر/77/عنوان", "/خبر/77", {"slug": "/عنوان"}),
        ("/arab", "/arab", {}),
        ("/a.php?id=5&t=x", "/a.php", {"parameter id": "=5", "parameter t": "=x"}),
        ("/a.php/b/c9/a.php?id=5", "/a.php", {"path_info": "/b/c9/a.php", "parameter id": "=5"}),
        ("/index.php/news/5-x", "/index.php/news/5", {"slug": "-x"}),
        ("/n/7.htm/n/7.htm", "/n/7", {"slug": ".htm", "path_repeat": "/n/7.htm/n/7.htm"}),
        ("/n/n/7", "/n/7", {"path_repeat": "/n/n/7"}),
        ("/n/7/n/123/x", "/n/7", {"slug": "/x", "path_repeat": "/n/7/n/123/x"}),
        ("/a?plain", "/a", {"parameter plain": "="}),
        ("/a?b=1&b=2", "/a", {"parameter b": "=1=2"}),
    ],
)  # fmt: skip
def test_parts(path, core, found):
    assert parts(path) == (core, found)


def test_scopes_leave_the_number_open():
    one, other = (address_of(f"{SITE}/news/{number}/a?x=1") for number in (7, 8))
    assert one.scope == other.scope == "site.example/news/#"
    assert one.parts.keys() == other.parts.keys()
    assert Part("slug", "site.example/news/#") in one.parts
    assert address_of(f"{SITE}:8080/a").core == "site.example:8080/a"


def test_bytes_that_are_no_text_stay_distinct():
    assert address_of(f"{SITE}/%C7").core != address_of(f"{SITE}/%C8").core


@pytest.mark.parametrize(
    ("path", "once", "times"),
    [
        ("/", "/", 1),
        ("/a/b", "/a/b", 1),
        ("/a/a/", "/a/", 2),
        ("/a/a/a/b", "/a/b", 3),
        ("/a/b/a/b/a/b/c", "/a/b/c", 3),
        ("/2011/11/11/11/a", "/2011/11/11/11/a", 1),
        ("/x/1/x/1", "/x/1", 2),
    ],
)
def test_repeated_segments(path, once, times):
    assert collapsed(path) == (once, times)


def test_a_loop_has_three_rounds():
    assert unlooped(f"{SITE}/news/news/5?x=1") is None
    assert unlooped(f"{SITE}/news/news/news/5?x=1") == f"{SITE}/news/5?x=1"
