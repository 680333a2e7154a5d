"""Next pages behind arrows and icons: numbers and words decide, never which way an arrow points."""

from __future__ import annotations

import pytest

from crawler.core.extract.listing.next_page import next_page
from crawler.core.extract.page import Page

SITE = "https://windows.example"
SHAPES = frozenset({"/news/#"})


def following(html, path="/"):
    found = next_page(Page(f"<body>{html}</body>", SITE + path), SHAPES)
    return found.removeprefix(SITE) if found else None


@pytest.mark.parametrize(
    "arrow", ["›", "»", "←", "&rarr;", "&larr;", "&gt;", "»»", "❯", "« ", "|›"]
)
def test_any_arrow_with_the_next_number(arrow):
    assert following(f"<a href='?page=2'>{arrow}</a>") == "/?page=2"


@pytest.mark.parametrize(("back", "forward"), [("«", "»"), ("»", "«"), ("→", "←"), ("←", "→")])
@pytest.mark.parametrize(
    ("pattern", "own", "numbers"),
    [
        ("/arab?page={}", 2, (1, 3)),
        ("/arab/page/{}/", 2, (1, 3)),
        ("/arab?start={}", 20, (10, 30)),
        ("/arab/{}", 9, (8, 10)),
    ],
)
def test_of_two_arrows_the_one_with_the_greater_number(back, forward, pattern, own, numbers):
    before, after = (pattern.format(number) for number in numbers)
    for pair in ((before, back, after, forward), (after, forward, before, back)):
        html = "<a href='{}'>{}</a> <a href='{}'>{}</a>".format(*pair)
        assert following(html, pattern.format(own)) == after


@pytest.mark.parametrize(
    "icon", ["fa fa-angle-{}", "bi bi-chevron-double-{}", "icon-arrow-{}", "fas fa-caret-{}"]
)
@pytest.mark.parametrize(("back", "forward"), [("left", "right"), ("right", "left")])
def test_of_two_icons_the_one_with_the_greater_number(icon, back, forward):
    drawn = "<a href='/arab/{}'><i class='{}'></i></a>"
    html = drawn.format(1, icon.format(back)) + "<b>2</b>" + drawn.format(3, icon.format(forward))
    assert following(html, "/arab/2") == "/arab/3"


def test_an_icon_without_a_direction_is_no_arrow():
    assert (
        following("<a href='/arab/3'><i class='fa fa-narrow-leftover'></i></a>", "/arab/2") is None
    )


def test_the_nearest_page_not_the_last():
    html = "<a href='?page=1'>««</a><a href='?page=2'>«</a><a href='?page=4'>»</a>"
    assert following(html + "<a href='?page=40'>»»</a>", "/?page=3") == "/?page=4"


@pytest.mark.parametrize(
    "html",
    [
        "<a class='next page-numbers' href='/older-items'></a>",
        "<a rel='nofollow' aria-label='Next page' href='/older-items'>›</a>",
        "<a title='التالي' href='/older-items'><i class='fa'></i></a>",
        "<a href='/older-items'><i class='icon-next'></i></a>",
        "<a href='/older-items'><svg aria-label='Next'></svg></a>",
        "<li class='pager-next'><a href='/older-items'>»</a></li>",
        "<a id='next' href='/older-items'>&rarr;</a>",
    ],
)
def test_words_of_the_markup_where_no_number_tells(html):
    assert following(html) == "/older-items"


def test_a_class_does_not_overrule_the_number():
    html = "<a class=next href='?page=1'>«</a><a class=prev href='?page=3'>»</a>"
    assert following(html, "/?page=2") == "/?page=3"


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ("<a href='?page=1'>»</a>", "/?page=2"),
        ("<a href='?page=1'>«</a>", "/"),
        ("<a href='/news/7'>»</a>", "/"),  # the next article
        ("<a href='/gallery/55'><img src=x.jpg></a>", "/"),
        ("<a href='/gallery/55' class=nextgen><img src=x.jpg></a>", "/"),
        ("<a href='/user/7'><i class=icon></i></a>", "/"),
        ("<a href='/older-items'>»</a>", "/arab"),
        ("<a href='https://other.example/?page=2'>»</a>", "/"),
        ("<a href='#' class=next>»</a>", "/"),
        ("<a class='slick-next slick-prev' href='/x'></a>", "/"),
    ],
)
def test_what_is_no_next_page(html, path):
    assert following(html, path) is None


def test_a_label_comes_before_an_arrow():
    assert following("<a href='?page=2'>»</a><a href='/b/page/2'>التالي</a>") == "/b/page/2"
