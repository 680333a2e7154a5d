"""Feeds that only a link names, in the forms that addresses of news sites have."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page

SITE = "https://windows.example"
HEADLINES = (
    "وصول أول سفينة وقود إلى الميناء منذ شهرين",
    "أمطار غزيرة تقطع الطريق بين المدينة والساحل",
)
NEWS = tuple(f"{SITE}/news/{n}" for n in range(len(HEADLINES)))
LINKS = "".join(f"<li><a href='/news/{n}'>{text}</a></li>" for n, text in enumerate(HEADLINES))


def read(body):
    return read_listing(Page(f"<body>{body}</body>", f"{SITE}/"))


def urls(*paths):
    return tuple(f"{SITE}{path}" for path in paths)


@pytest.mark.parametrize(
    "path",
    [
        "/rss",
        "/feed/",
        "/rss.php",
        "/news_rss.php?lang=arabic&top=2",
        "/rss.php?cat=1",
        "/feed/categories",
        f"/rss/category/{quote('أخبار--محلية')}",
    ],
)
def test_feeds_of_news_sites_in_the_forms_of_their_addresses(path):
    listing = read(LINKS + f"<a href='{path}'>خلاصة</a>")
    assert listing.feeds == urls(path)
    assert listing.articles == NEWS


def test_a_feed_whose_address_has_raw_arabic_letters_is_asked_for_in_ascii():
    listing = read(LINKS + "<a href='/rss/category/أخبار--محلية'>خلاصة</a>")
    assert listing.feeds == urls(f"/rss/category/{quote('أخبار--محلية')}")


def test_feeds_of_parts_are_few_and_only_where_there_is_none_of_all():
    parts = "".join(f"<a href='/rss.php?cat={n}'>خلاصة {n}</a>" for n in range(9))
    assert read(LINKS + parts).feeds == urls(*(f"/rss.php?cat={n}" for n in range(5)))
    assert read(LINKS + parts + "<a href='/rss.php'>الكل</a>").feeds == urls("/rss.php")
    other = "<a href='/feed/7-why-birds-sing'>تغذية</a>"
    assert read(LINKS + other).feeds == ()
