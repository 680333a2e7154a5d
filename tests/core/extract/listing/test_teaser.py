"""Links with short texts or none are articles when an age or a headline stands beside them."""

from __future__ import annotations

import pytest

from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page

SITE = "https://windows.example"
SHORT = ("فوز كبير", "أمطار غزيرة", "معرض جديد", "عودة التيار")
LONG = "وصلت الدفعة الأولى من الكتب إلى مكتبة الحي"
NEWS = tuple(f"{SITE}/n/{n}" for n in range(len(SHORT)))


def articles(html):
    return read_listing(Page(f"<body>{html}</body>", f"{SITE}/")).articles


@pytest.mark.parametrize(
    "card",
    [
        "<div><a href='/n/{n}'>{text}</a><span>منذ {n} ساعات</span></div>",
        "<tr><td>12/3/2025 10:30</td><td><a href='/n/{n}'>{text}</a></td></tr>",
        "<div><p><a href='/n/{n}'>{text}</a></p><div><time>قبل 5 دقائق</time></div></div>",
        "<a href='/n/{n}'>{text}</a> - قبل يومين<br>",
        "<div><a href='/n/{n}'><img src=x.jpg></a><h3>" + LONG + "</h3></div>",
        "<div><a href='/n/{n}'><img src=x.jpg></a><a href='/n/{n}'>{text}</a><i>أمس</i></div>",
    ],
)
def test_what_stands_beside_the_link(card):
    html = "".join(card.format(n=n, text=text) for n, text in enumerate(SHORT))
    assert articles(f"<table>{html}</table>" if card.startswith("<tr") else html) == NEWS


@pytest.mark.parametrize(
    "card",
    [
        "<li><a href='/n/{n}'>{text}</a></li>",
        "<div><a href='/n/{n}'>{text}</a><p>" + LONG + "</p></div>",
        "<div><a href='/n/{n}'>{text}</a><span>{n} مشاهدة</span></div>",
        "<div><a href='/n/{n}'><img src=x.jpg></a></div>",
    ],
)
def test_what_is_no_evidence(card):
    assert articles("".join(card.format(n=n, text=text) for n, text in enumerate(SHORT))) == ()


def test_sections_beside_the_ages_of_articles_stay_sections():
    html = "".join(
        f"<div><a href='/news/{n}'>{LONG} {n}</a>"
        f"<p><a href='/cat/{n}'>{text}</a> منذ ساعة</p></div>"
        for n, text in enumerate(SHORT)
    )
    listing = read_listing(Page(html, f"{SITE}/"))
    assert listing.shapes == {"/news/#"}
    assert len(listing.sections) == len(SHORT)
