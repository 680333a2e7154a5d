"""The next page where no link says so: sentinels, options, forms, cursors; and their likes."""

from __future__ import annotations

import json

import pytest

from crawler.core.extract.listing.fragment import html_in
from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page

SITE = "https://radar.example"
HEADLINES = (
    "مجلس البلدة يقر موازنة العام الجديد بعد جدل",
    "صيادو الساحل يطالبون بقوارب إنقاذ حديثة هذا الموسم",
    "افتتاح سوق الخضار المركزي بعد ترميم استمر عامين",
)
LINKS = "".join(f"<li><a href='/n/{n}'>{text}</a></li>" for n, text in enumerate(HEADLINES, 4101))
PAGES = "".join(f"<option value='/latest?page={n}'>{n}</option>" for n in range(1, 6))


def next_of(html: str, path: str = "/latest") -> str | None:
    page = Page(f"<html><body><ul>{LINKS}</ul>{html}</body></html>", SITE + path)
    found = read_listing(page).next_page
    return found.removeprefix(SITE) if found else None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div class='infinite-scroll' data-next='/latest?page=2'></div>", "/latest?page=2"),
        ("<div data-next-page='/latest/page/2'></div>", "/latest/page/2"),
        ("<div class='scroll-trigger' data-url='/ajax/news?page=2'></div>", "/ajax/news?page=2"),
        ("<div hx-get='/latest?page=2' hx-trigger='revealed'></div>", "/latest?page=2"),
        ("<turbo-frame src='/latest?page=2' loading=lazy></turbo-frame>", "/latest?page=2"),
        (f"<select>{PAGES}</select>", "/latest?page=2"),
        ("<span data-href='/latest?page=3'>3</span><i data-href='/latest?page=2'>2</i>",
         "/latest?page=2"),
        ("<form action='/latest'><input type=hidden name=page value=2><button>+</button></form>",
         "/latest?page=2"),
        ("<button onclick=\"location.href='/latest?page=2'\">المزيد</button>", "/latest?page=2"),
        ("<button data-url='/api?c=1' data-cursor='eyJ4'>المزيد</button>", "/api?c=1&cursor=eyJ4"),
        ("<a href='#' data-url='/api?offset=0' data-offset=20>المزيد</a>", "/api?offset=20"),
        ("<button data-cursor='eyJ4'>المزيد</button>", "/latest?cursor=eyJ4"),
        ("<input type=button value='المزيد' data-url='/m?page=2'>", "/m?page=2"),
        ("<a href='/latest?page=2'>أخبار سابقة</a>", "/latest?page=2"),
        ("<a href='/latest?page=2'>اعرض مزيدا من الأخبار</a>", "/latest?page=2"),
        ("<a href='/more'>الانتقال إلى الصفحة التالية</a>", "/more"),
    ],
)  # fmt: skip
def test_the_next_page_is_found(html, expected):
    assert next_of(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<select><option value='/cat/2'>صحة</option><option value='/cat/3'>فن</option></select>",
        "<select><option value='?cat=2'>صحة</option></select>",
        "<select><option value=2>2</option></select>",
        "<div data-url='/n/4101'></div>",
        "<div data-next='/n/4102'></div>",
        "<div data-next='.arrow-2'></div>",
        "<div data-url='/comments?page=2'></div>",
        "<div data-url='/latest?page=1'></div>",
        "<form method=post action='/latest'><input type=hidden name=page value=2></form>",
        "<form action='/latest'><input type=hidden name=page value=2><input name=q></form>",
        "<form action='/latest'></form>",
        "<button onclick='loadMore(2)'>المزيد</button>",
        "<button data-url='/latest'>المزيد</button>",
        "<button onclick=\"location.href='https://other.example/2'\">المزيد</button>",
    ],
)
def test_what_only_looks_like_the_next_page(html):
    assert next_of(html) is None


def test_options_lead_on_from_the_page_that_is_shown_and_end():
    assert next_of(f"<select>{PAGES}</select>", "/latest?page=3") == "/latest?page=4"
    assert next_of(f"<select>{PAGES}</select>", "/latest?page=5") is None


def test_a_calendar_beside_the_list_does_not_hide_its_next_page():
    calendar = "<a href='/archive?date=2026-12-01'>التالي</a>"
    assert next_of(calendar + "<a href='/latest?page=2'>2</a>") == "/latest?page=2"
    assert next_of(calendar) == "/archive?date=2026-12-01"


def test_a_list_by_days_goes_on_to_the_next_day():
    assert next_of("<a href='/d?date=2026-11-24'>التالي</a>", "/d?date=2026-11-25") is not None


def test_the_cursor_that_an_answer_gives_replaces_the_one_that_asked_for_it():
    answer = {"items": [{"url": "/n/1", "title": HEADLINES[0]}], "nextCursor": "k16"}
    page = Page(html_in(json.dumps(answer).encode()), f"{SITE}/api?size=8&cursor=k8")
    assert read_listing(page).next_page == f"{SITE}/api?size=8&cursor=k16"


def test_an_answer_without_a_cursor_is_the_last():
    answer = {"items": [{"url": "/n/1", "title": HEADLINES[0]}], "nextCursor": None}
    page = Page(html_in(json.dumps(answer).encode()), f"{SITE}/api?cursor=k8")
    assert read_listing(page).next_page is None
