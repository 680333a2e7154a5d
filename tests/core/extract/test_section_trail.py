"""Trails whose separators nobody wrote: which links above a headline lead from the site's front."""

from __future__ import annotations

import pytest

from crawler.core.extract.page import Page
from crawler.core.extract.section_trail import trail_end

TITLE = "صيادو الساحل يجددون شباكهم قبل الموسم"
HOME = "<a href=/>الرئيسية</a>"
SEA, NETS = "<a href=/sea>بحر</a>", "<a href=/sea/nets>شباك</a>"
KNOTS, LOOPS = "<a href=/sea/nets/knots>عقد</a>", "<a href=/sea/nets/knots/loops>حلقات</a>"


def end(*steps, around="ul"):
    items = "".join(f"<li>{step}</li>" for step in (HOME, *steps)) if around == "ul" else steps[0]
    html = f"<body><div><{around}>{items}</{around}><h1>{TITLE}</h1><p>نص</p></div></body>"
    page = Page(html, "https://news.example/sea/1")
    tags = [block.tag for block in page.layout.blocks]
    return trail_end(page, tags.index("h1"))


@pytest.mark.parametrize(
    ("steps", "last"),
    [
        ((SEA, TITLE), "بحر"),
        ((SEA, NETS, KNOTS), "عقد"),
        ((SEA, NETS, KNOTS, TITLE), "عقد"),
        (("»", SEA, "»", TITLE), "بحر"),
        ((SEA, "تفاصيل الخبر"), "بحر"),
    ],
    ids=["one step", "folders", "folders and the page", "marks in boxes", "the page by its kind"],
)
def test_the_last_link_is_the_end(steps, last):
    assert end(*steps) == last


@pytest.mark.parametrize(
    "steps",
    [
        (TITLE,),
        (SEA, NETS, KNOTS, LOOPS),
        (SEA, NETS, KNOTS, LOOPS, TITLE),
        ("14 آذار", TITLE),
        ("<a href=/>بوابة</a>", SEA),
        (SEA, "<a href=/seaside>شاطئ</a>"),
    ],
    ids=["nothing between", "a long list", "a long list and the page", "a plain step",
         "the front twice", "a longer word is no folder"],
)  # fmt: skip
def test_what_is_no_trail_has_no_end(steps):
    assert end(*steps) is None


def test_a_menu_above_the_name_of_the_page_is_no_trail():
    menu = f"<ul><li>{HOME}<li>{SEA}</ul><div>تفاصيل الخبر</div>"
    assert end(menu, around="section") is None
    assert end(f"{HOME}{SEA}<span>تفاصيل الخبر</span>", around="div") == "بحر"
