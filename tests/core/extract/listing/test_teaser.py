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


@pytest.mark.parametrize(
    "card",
    [
        "<tr><td><a href='/n/{n}'>{text}</a></td><td>19-11-2048</td></tr>",
        "<tr><td>10:44</td><td><a href='/n/{n}'>{text}</a></td></tr>",
        "<tr><td>19/11</td><td><a href='/n/{n}'>{text}</a></td></tr>",
    ],
)
def test_a_date_of_any_year_an_hour_or_a_day_is_evidence(card):
    rows = "".join(card.format(n=n, text=text) for n, text in enumerate(SHORT))
    assert articles(f"<table>{rows}</table>") == NEWS


THREE = ("فوز كبير للفريق", "أمطار على الجبال", "معرض الكتاب الجديد", "عودة التيار مساء")
SUMMARY = "وصلت الدفعة الأولى من الكتب إلى مكتبة الحي بعد انتظار دام عامين كاملين"


def test_headings_of_three_words_over_summaries_are_articles():
    card = "<div><h3><a href='/n/{}'>{}</a></h3><p>{}</p></div>"
    cards = [card.format(n, text, SUMMARY) for n, text in enumerate(THREE)]
    assert articles("".join(cards)) == NEWS
    two = [card.format(n, text, SUMMARY) for n, text in enumerate(SHORT)]
    assert articles("".join(two)) == ()


def test_some_long_headlines_speak_for_those_of_three_words_beside_them():
    mixed = (*THREE[:3], LONG)
    links = "".join(f"<li><a href='/n/{n}'>{text}</a></li>" for n, text in enumerate(mixed))
    assert articles(links) == NEWS
    sections = links.replace("معرض الكتاب الجديد", "معارض")
    assert articles(sections) == ()
