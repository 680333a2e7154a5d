"""The next page of a listing: by rel, by its label, by the numbers."""

from __future__ import annotations

import pytest

from crawler.core.extract.listing.link_labels import is_page_label
from crawler.core.extract.listing.next_page import next_page
from crawler.core.extract.listing.pager import is_numbered_page
from crawler.core.extract.page import Page

SITE = "https://windows.example"
SHAPES = frozenset({"/news/#"})


def following(html, path="/", shapes=SHAPES):
    found = next_page(Page(f"<body>{html}</body>", SITE + path), shapes)
    return found.removeprefix(SITE) if found else None


def numbers(pattern, *shown):
    return " ".join(f"<a href='{pattern.format(n)}'>{n}</a>" for n in shown)


@pytest.mark.parametrize(
    "html",
    [
        "<link rel=next href='/p/2'>",
        "<link rel='NEXT' href='/p/2'>",
        "<a rel='nofollow next' href='/p/2'>›</a>",
        "<a href='/p/2'>التالي</a>",
        "<a href='/p/2'>« التالى</a>",
        "<a href='/p/2'> الصفحة  التالية ← </a>",
        "<a href='/p/2'>المقالات الأقدم</a>",
        "<a href='/p/2'>Older Posts »</a>",
        "<a href='/p/2' aria-label='التالي'><i></i></a>",
        "<a href='/p/2' title='الصفحة التالية'>›</a>",
        "<a href='/p/2'><img alt='التالي' src=n.gif></a>",
        "<a href='/p/2'>تحميل المزيد</a>",
        "<a href='/p/2'>2</a>",
        "<a href='/p/2'>٢</a>",
        "<a href='/p/2'>صفحة 2</a>",
        "<a href='/p/2'>[2]</a>",
    ],
)
def test_ways_to_say_it(html):
    assert following(html) == "/p/2"


def test_rel_comes_before_a_label_and_a_label_before_a_number():
    label, number = "<a href='/b?page=2'>التالي</a>", "<a href='/c?page=2'>2</a>"
    assert following(f"{number}{label}<link rel=next href='/a?page=2'>") == "/a?page=2"
    assert following(number + label) == "/b?page=2"


@pytest.mark.parametrize(
    ("pattern", "path", "shown", "expected"),
    [
        ("?page={}", "/", (1, 2, 3, 9), "/?page=2"),
        ("?page={}", "/?page=2", (1, 3, 4, 9), "/?page=3"),
        ("?page={}", "/?page=2", (1, 2, 3, 4), "/?page=3"),
        ("?page={}", "/?page=9", (1, 7, 8), None),
        ("?id=5&page={}", "/cat.php?id=5&page=3", (1, 2, 4), "/cat.php?id=5&page=4"),
        ("?page={}&id=5", "/cat.php?id=5", (2, 3), "/cat.php?page=2&id=5"),
        ("/arab/page/{}/", "/arab/", (2, 3, 40), "/arab/page/2/"),
        ("/arab/page/{}/", "/arab/page/10/", (1, 9, 11, 40), "/arab/page/11/"),
        ("/arab/{}", "/arab", (2, 3), "/arab/2"),
        ("/arab/{}", "/arab/2", (1, 3), "/arab/3"),
        ("/cat/7/{}", "/cat/7/7", (6, 8), "/cat/7/8"),
        ("/arab-{}.html", "/arab-4.html", (3, 5), "/arab-5.html"),
    ],
)
def test_numbered_pages(pattern, path, shown, expected):
    assert following(numbers(pattern, *shown), path) == expected


def test_offsets_and_pages_that_count_from_zero():
    offsets = "".join(f"<a href='?start={10 * n}'>{n + 1}</a>" for n in range(5))
    assert following(offsets) == "/?start=10"
    assert following(offsets, "/?start=20") == "/?start=30"
    from_zero = "".join(f"<a href='?page={n}'>{n + 1}</a>" for n in (0, 1, 2, 3))
    assert following(from_zero) == "/?page=1"
    assert following(from_zero, "/?page=1") == "/?page=2"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<a href='#'>التالي</a>",
        "<a href='/'>التالي</a>",
        "<a href='javascript:next()'>التالي</a>",
        "<a href='https://other.example/p/2'>التالي</a>",
        "<link rel=next href='https://other.example/p/2'>",
        "<a href='/p/2'>السابق</a>",
        "<a href='/news/2'>2</a>",  # comments of an article
        "<a href='/news/2'>التالي</a>",  # the next article
        "<a href='/2025/11/2'>2</a>",  # a calendar
        "<a href='/section/arab'>المزيد</a>",
        "<a href='/?sort=asc'>الأقدم</a>",  # the same list in another order
        "<a href='/?per_page=50'>50</a>",  # the same list, longer
        "<a href='/?show=10'>10</a> <a href='/?show=25'>25</a>",
        "<a href='/index.php?s=1'>المزيد</a><a href='/index.php?s=2'>المزيد</a>",
        "<a href='/p/2'>التالي في سلسلة التقارير الطويلة التي ننشرها كل أسبوع عن المدن القديمة</a>",
    ],
)
def test_what_is_no_next_page(html):
    assert following(html) is None


@pytest.mark.parametrize("path", ["/?sort=date&page=2", "/?limit=20&start=20", "/?per_page=20"])
def test_a_page_that_also_says_its_order_or_length(path):
    assert following(f"<a href='{path}'>التالي</a>") == path


def test_a_place_on_the_front_is_no_page_after_another():
    turn = "<a href='/#latest'>التالي</a>"
    assert following(turn, "/arab") is None
    assert following(f"{turn}<a href='/arab?page=2'>2</a>", "/arab") == "/arab?page=2"


def test_load_more_of_the_same_page():
    assert following("<a href='/news?before=99'>تحميل المزيد</a>", "/news") == "/news?before=99"


def test_labels_and_addresses_of_pages():
    assert all(map(is_page_label, ("التالي", "السابق", "12")))
    assert not is_page_label("اقتصاد")
    assert is_numbered_page(f"{SITE}/a?x=1&page=3")
    assert is_numbered_page(f"{SITE}/page/1")
    assert not is_numbered_page(f"{SITE}/homepage/economy")
    assert not is_numbered_page(f"{SITE}/page/about")
