"""A link above a headline: an entry of a menu names no section, the end of a trail does."""

from __future__ import annotations

import pytest

from crawler.core.extract.page import Page
from crawler.core.extract.section_menu import is_of_menu

TITLE = "صيادو الساحل يجددون شباكهم قبل الموسم"
ASKED = "<a href=/asked>بحر</a>"
HOME, OTHER, THIRD = "<a href=/>الرئيسية</a>", "<a href=/b>أسواق</a>", "<a href=/c>حرف</a>"
FOURTH = "<a href=/d>عمران</a>"


def told(html):
    page = Page(f"<body><div>{html}<p>نص</p></div></body>", "https://news.example/sea/1")
    texts = [each.text for each in page.layout.blocks]
    return is_of_menu(page, texts.index("بحر"), len(texts) - 2)


def items(*links, tag="ul"):
    return f"<{tag}>{''.join(f'<li>{link}</li>' for link in links)}</{tag}>"


@pytest.mark.parametrize(
    "above",
    [
        items(ASKED, OTHER, THIRD),
        items(OTHER, THIRD, ASKED),
        items(OTHER, THIRD, ASKED, tag="ol"),
        items(HOME, OTHER, ASKED),
        items(HOME, OTHER, THIRD, FOURTH, ASKED, tag="ol"),
        items(HOME, ASKED, OTHER, tag="ol"),
        items(HOME, ASKED) + items(OTHER),
    ],
    ids=["first", "last", "ordered", "from the front", "a long list", "not its end", "two lists"],
)
def test_one_of_several_links_is_of_a_menu(above):
    assert told(f"{above}<h1>{TITLE}</h1>") is True


@pytest.mark.parametrize(
    "above",
    [
        ASKED,
        items(OTHER, ASKED),
        items(HOME, OTHER, THIRD, ASKED, tag="ol"),
        items(HOME, OTHER, ASKED, TITLE),
        items(FOURTH, HOME) + items(HOME, ASKED),
    ],
    ids=["alone", "two", "a trail in order", "a trail to the page", "right above the headline"],
)
def test_the_end_of_a_trail_is_of_no_menu(above):
    assert told(f"{above}<h1>{TITLE}</h1>") is False


MENU = items(OTHER, THIRD, FOURTH)


@pytest.mark.parametrize(
    "headline",
    [f"<h1>{TITLE}</h1>", f"<h3>الموسم الجديد</h3><h1>{TITLE}</h1>", f"<div>{TITLE}</div>"],
    ids=["a heading", "a kicker", "a headline of no heading tag"],
)
def test_a_link_that_begins_the_box_of_a_headline_is_of_no_menu_above_it(headline):
    assert told(f"{MENU}<div>{ASKED}{headline}</div>") is False
    assert told(f"{MENU}<div>{ASKED}<div>شاطئ</div>{headline}</div>") is True


def test_a_plain_line_under_a_menu_is_of_none():
    assert told(f"{MENU}<div>بحر</div>{OTHER}<br>{THIRD}<h1>{TITLE}</h1>") is False
