"""Sections of a menu, and what stands among them and is none."""

from __future__ import annotations

import pytest

from crawler.core.extract.listing.menu import is_other_language
from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page
from crawler.core.links.views import without_view

SITE = "https://windows.example"


def read(html, path="/"):
    return read_listing(Page(f"<body>{html}</body>", SITE + path))


def sections(html, path="/"):
    return [url.removeprefix(SITE) for url in read(html, path).sections]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/en'>English</a>",
        "<a href='/v2'>English</a>",
        "<a href='/v2'>فارسی</a>",
        "<a href='/v2'>Français</a>",
        "<a href='/v2'>Türkçe</a>",
        "<a href='/v2'>النسخة الإنجليزية</a>",
        "<a href='/fa/'>صفحة ثانية</a>",
        "<a href='/?lang=fr'>صفحة ثانية</a>",
        "<a href='/v2' hreflang=en>صفحة ثانية</a>",
        "<a href='/v2'>حمّل التطبيق</a>",
        "<a href='/app'>للهاتف</a>",
        "<a href='/v2'>تيليجرام</a>",
        "<a href='/telegram'>قناتنا</a>",
        "<a href='/v2'>حسابي</a>",
        "<a href='/my-account/'>صفحتي</a>",
        "<a href='/v2'>إنشاء حساب</a>",
        "<a href='/v2'>النشرة البريدية</a>",
        "<a href='/newsletter'>بريدنا</a>",
    ],
)
def test_languages_apps_networks_and_accounts_are_no_sections(link):
    assert sections(f"<a href='/arab'>عربي</a>{link}<a href='/sport'>رياضة</a>") == [
        "/arab",
        "/sport",
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/english-league", "الدوري الإنجليزي"),
        ("/entertainment", "ترفيه"),
        ("/apps-news", "أخبار التطبيقات"),
        ("/?cat=5&lang=ar", "عربي"),
        ("/ar/economy", "اقتصاد"),
        ("/?view=sports", "رياضة"),
        ("/tech", "تقنية"),
        ("/daily", "يومياتنا"),
    ],
)
def test_sections_that_look_a_little_like_them(path, text):
    assert sections(f"<a href='{path}'>{text}</a>") == [path]


def test_calendars_are_left_out_and_counted():
    html = (
        "<a href='/?month=2024-05'>مايو</a><a href='/calendar?date=2024-05-01'>التقويم</a>"
        "<a href='/2024/05/'>أرشيف مايو</a><a href='/archive/2024/5'>أرشيف</a>"
        "<a href='/day/2024-05-31'>أمس</a><a href='/paper/edition/31-05-2024'>العدد الورقي</a>"
        "<a href='/arab'>عربي</a>"
    )
    listing = read(html)
    assert listing.sections == (f"{SITE}/arab",)
    assert listing.traps == {"calendar": 6}


def test_orders_and_dresses_of_a_list_are_left_out_and_counted():
    html = (
        "<a href='/arab'>عربي</a><a href='/arab?sort=asc'>بالتاريخ</a><a href='?view=grid'>شبكة</a>"
        "<a href='/arab?order=date&dir=up'>ترتيب</a><a href='/sport?sort=new'>رياضة</a>"
    )
    listing = read(html)
    assert listing.sections == (
        f"{SITE}/arab",
        f"{SITE}/sport?sort=new",
    )  # its plain form is unseen
    assert listing.traps == {"view": 3}


def test_sections_beyond_the_cap_are_counted():
    listing = read("".join(f"<a href='/s{n}/x'>باب {n}</a>" for n in range(45)))
    assert len(listing.sections) == 40
    assert listing.traps == {"section_cap": 5}


def test_without_view():
    assert without_view(f"{SITE}/a?id=5&sort=asc") == f"{SITE}/a?id=5"
    assert without_view(f"{SITE}/a?id=5&b") == f"{SITE}/a?id=5&b"


def test_other_languages_by_their_address():
    assert is_other_language(f"{SITE}/en/index.php")
    assert is_other_language(f"{SITE}/a?lang=en")
    assert not is_other_language(f"{SITE}/a?lang=ar")
    assert not is_other_language(f"{SITE}/a?l=55")
