"""Words, numbers and places that lead to the next page, and `rel=next` where it is wrong."""

from __future__ import annotations

import pytest

from crawler.core.extract.listing.link_labels import (
    MORE_LABELS,
    is_next_label,
    labels,
    reads_on,
)
from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page

SITE = "https://bayan.example"
LINKS = "".join(
    f"<li><a href='/n/{n}'>اتفاق على فتح الطريق الجبلي رقم {n} غدا</a></li>" for n in range(5)
)


def next_of(html, path="/list"):
    page = Page(f"<html><body><ul>{LINKS}</ul>{html}</body></html>", SITE + path)
    found = read_listing(page).next_page
    return found and found.removeprefix(SITE)


@pytest.mark.parametrize(
    ("html", "path", "expected"),
    [
        ("<a href='/list?pg=2'>صفحة ٢ من ٩</a>", "/list", "/list?pg=2"),
        ("<a href='/list/2'>انتقل إلى الصفحة 2</a>", "/list", "/list/2"),
        ("<a href='/list/5'>التالي (5)</a>", "/list/4", "/list/5"),
        ("<a href='/list/3'>السابق</a><a href='/list/5'>اللاحق</a>", "/list/4", "/list/5"),
        ("<a href='/search?updated-max=2026-11-20'>رسائل أقدم</a>", "/",
         "/search?updated-max=2026-11-20"),
        ("<a href='/list/2'>المزيد</a>", "/list", "/list/2"),
        ("<a href='/list/3'>عرض المزيد</a>", "/list/2", "/list/3"),
        ("<a href='/list/from/7300'>عرض المزيد</a>", "/list", "/list/from/7300"),
        ("<a href='/list/?e-page-4f3a2b=2'>2</a>", "/list/", "/list/?e-page-4f3a2b=2"),
        ("<div data-next='/list?after=7309'></div>", "/list", "/list?after=7309"),
        ("<div data-url='/api/list' data-next-cursor=c77></div>", "/list", "/api/list?cursor=c77"),
        ("<div hx-get='/list/part?after=79' hx-trigger=revealed></div>", "/list",
         "/list/part?after=79"),
        ("<div data-nextpage='/list/page/2'></div>", "/list", "/list/page/2"),
        ("<div class=infinite-scroll data-path='/list/page/{{#}}'></div>", "/list/page/2",
         "/list/page/3"),
        ("<button data-offset=10 data-url='/ajax'>تحميل أخبار أخرى</button>", "/list",
         "/ajax?offset=10"),
    ],
)  # fmt: skip
def test_ways_to_the_next_page(html, path, expected):
    assert next_of(html, path) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<a href='/list?cpage=2'>2</a><a href='/list?cpage=2'>التالي</a>",
        "<a href='/list/comment-page-2'>التالي</a>",
        "<div hx-get='/list/part?after=79' hx-trigger=load></div>",
        "<div data-next='/list?tag=79'></div>",
        "<div data-next='/other?after=79'></div>",
        "<link rel=next href='/n/3'>",
    ],
)
def test_what_leads_elsewhere(html):
    assert next_of(html) is None


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ("<link rel=next href='/n/3'>", "/list"),
        ("<link rel=next href='/list?page=2'>", "/list?page=3"),
        ("<a rel=next href='/list?page=1'>السابق</a>", "/list?page=2"),
    ],
)
def test_a_wrong_rel_does_not_hide_the_next_page(wrong, path):
    shown = int(path[-1]) if path[-1].isdigit() else 1
    right = f"/list?page={shown + 1}"
    assert next_of(f"{wrong}<a href='{right}'>التالية</a>", path) == right


def test_pages_that_count_down_are_followed():
    assert next_of("<a rel=next href='/list?page=48'>التالي</a>", "/list?page=49") is not None


@pytest.mark.parametrize("label", ["اقرا الخبر كاملا", "تفاصيل", "تابع القراءه", "read the story"])
def test_labels_that_read_on(label):
    assert reads_on(label)


@pytest.mark.parametrize("label", ["", "المزيد", "اقرا في عدد اليوم", "الخبر", "تفاصيل جديده"])
def test_labels_that_do_not(label):
    assert not reads_on(label)


def test_labels_of_more_and_next():
    assert labels(("عرض أخبار أخرى", "تحميل المزيد من النتائج", "more")) <= MORE_LABELS
    assert is_next_label("الاخبار التاليه")
    assert not any(map(is_next_label, ("", "5", "السابق (5)", "محليات 5")))
