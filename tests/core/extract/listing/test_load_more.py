"""What "load more" asks, and what it answers."""

from __future__ import annotations

import json

import pytest

from crawler.core.errors import SiteError
from crawler.core.extract.listing.fragment import following_fragment, html_in
from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page

SITE = "https://windows.example"
HEADLINES = (
    "البلدية تفتح الحديقة الجديدة أمام العائلات",
    "مدرسة الحي تستقبل التلاميذ بعد الصيانة",
    "فريق المدينة يتدرب في الملعب القديم",
)
LINKS = "".join(f"<a href='/news/{n}'>{text}</a>" for n, text in enumerate(HEADLINES, start=5))


def read(html, path="/"):
    return read_listing(Page(f"<body>{LINKS}{html}</body>", SITE + path))


@pytest.mark.parametrize(
    ("html", "path", "expected"),
    [
        ("<button data-url='/ajax/more'>المزيد</button>", "/", "/ajax/more"),
        ("<a href='#' data-href='/ajax/more?c=1'>عرض المزيد</a>", "/", "/ajax/more?c=1"),
        ("<div data-next-url='more.php'>تحميل المزيد</div>", "/", "/more.php"),
        ("<span data-url='/m' data-page=2>شاهد المزيد</span>", "/", "/m?page=2"),
        ("<span data-url='/m?c=1' data-page=1>المزيد</span>", "/", "/m?c=1&page=2"),
        ("<button data-url='/m?page=1' data-page=1>المزيد</button>", "/", "/m?page=2"),
        ("<button data-url='/m/page/1/x' data-page=1>المزيد</button>", "/", "/m/page/2/x"),
        ("<button data-url='/m/{page}' data-next-page=2>المزيد</button>", "/", "/m/2"),
        ("<button data-url='/m?p=' data-page=2>المزيد</button>", "/", "/m?p=2"),
        ("<button data-url='/%D8%B0?page=2'>المزيد</button>", "/%D8%B0", "/%D8%B0?page=2"),
        ("<button data-url='/%d8%b0/%d'>المزيد</button>", "/", "/%d8%b0/2"),
        ("<button data-url='/m' data-last-id=7>المزيد</button>", "/", "/m?last_id=7"),
        ("<button data-page=2>المزيد</button>", "/arab", "/arab?page=2"),
        ("<button data-page=2>المزيد</button>", "/arab?page=2", "/arab?page=3"),
        ("<button class='btn load-more' data-url='/m'><i></i></button>", "/", "/m"),
        ("<div id=loadMore data-url='/m' data-page=1 data-max-pages=9>+</div>", "/", "/m?page=2"),
    ],
)
def test_the_address_behind_a_button(html, path, expected):
    listing = read(html, path)
    assert listing.next_page == SITE + expected
    assert listing.loads_more


@pytest.mark.parametrize(
    "html",
    [
        "<div data-url='/share'>مشاركة</div>",
        "<button data-url='https://other.example/m'>المزيد</button>",
        "<button data-action='loadMore'>المزيد</button>",
        "<button data-url='7'>المزيد</button>",
        "<button data-url='/m' data-next-page=9 data-max-pages=8>المزيد</button>",
        "<button data-url='/i.jpg'>المزيد</button>",
    ],
)
def test_what_is_no_address_of_more(html):
    assert read(html).next_page is None


def test_the_script_of_wordpress_is_asked_only_with_what_it_is_to_do():
    button = "<a class=load-more data-url='/wp-admin/admin-ajax.php{}'>المزيد</a>"
    assert read(button.format("")).next_page is None
    assert read(button.format("?paged=2")).next_page is None
    told = "?action=more&paged=2"
    assert read(button.format(told)).next_page == f"{SITE}/wp-admin/admin-ajax.php{told}"


def test_the_last_page_is_the_end():
    button = "<button data-url='/m' data-page=9 data-max-pages=9>المزيد</button>"
    assert read(button).next_page == f"{SITE}/m?page=9"
    assert read(button, "/?page=9").next_page is None


def test_a_link_comes_before_a_button():
    listing = read("<button data-url='/m'>المزيد</button><a href='?page=2'>التالي</a>")
    assert (listing.next_page, listing.loads_more) == (f"{SITE}/?page=2", False)


def test_html_in_json_is_a_listing_with_its_next_address():
    answer = {"ok": True, "data": {"html": f"<ul>{LINKS}</ul>", "next_page_url": "/more?page=3"}}
    listing = read_listing(Page(html_in(json.dumps(answer).encode()), f"{SITE}/more?page=2"))
    assert listing.articles == tuple(f"{SITE}/news/{n}" for n in (5, 6, 7))
    assert listing.next_page == f"{SITE}/more?page=3"


def test_objects_with_an_address_and_a_title_are_links():
    items = [{"url": f"/news/{n}", "title": text, "id": n} for n, text in enumerate(HEADLINES)]
    listing = read_listing(Page(html_in(json.dumps({"items": items}).encode()), f"{SITE}/more"))
    assert listing.articles == tuple(f"{SITE}/news/{n}" for n in range(3))


@pytest.mark.parametrize("body", [b'{"a": 1}', b"[]", b"7", b'{"html": ""}', b'"<p>x</p>"'])
def test_an_answer_without_links_is_the_end(body):
    listing = read_listing(Page(html_in(body), f"{SITE}/more?page=9"))
    assert (listing.articles, listing.next_page) == ((), None)


@pytest.mark.parametrize("body", [b"", b"<p>", b"\xff\xfe\x00", b"[" * 100_000])
def test_what_is_no_json(body):
    with pytest.raises(SiteError, match="not_html"):
        html_in(body)


def test_texts_of_an_answer_cannot_break_out_of_their_link():
    body = html_in(
        json.dumps([{"url": "/a?b='\"><i>", "title": "<b>x</b>"}, {"a": LINKS}]).encode()
    )
    assert "<b>" not in body
    assert "<i>" not in body


def test_deep_and_long_answers_are_bounded():
    deep: object = LINKS
    for _ in range(50):
        deep = [deep]
    assert "<a " not in html_in(json.dumps(deep).encode())
    assert html_in(json.dumps([LINKS] * 5_000).encode()).count("<a ") == 2_000 * 3


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/more?page=2", "/more?page=3"),
        ("/more/page/9", "/more/page/10"),
        ("/more?p=1&c=5", "/more?p=2&c=5"),
        ("/more?start=20", None),
        ("/more?c=5", None),
    ],
)
def test_the_piece_after_a_piece(path, expected):
    found = following_fragment(SITE + path)
    assert found == (SITE + expected if expected else None)
