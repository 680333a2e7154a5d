"""The picture of `scrapy doctor` at its bounds, and what it says of robots.txt."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.core.saved_case import SavedPage
from crawler.core.site import SiteProfile
from crawler.doctor.diagnosis import diagnose
from crawler.doctor.picture import BLOCKS_MAX, picture_of


def drawn(html, **more):
    seen = datetime(2026, 2, 14, 9, tzinfo=UTC)
    page = SavedPage(html.encode(), "http://windows.example/news/7", seen, "text/html")
    told = diagnose(page, SiteProfile(name="windows"), **more)
    return LexborHTMLParser(picture_of(told, "page"))


@pytest.mark.parametrize(
    ("more", "note"), [(0, None), (1, "… و1 فقرة أخرى"), (2, "… و2 فقرة أخرى")]
)
def test_what_is_left_out_is_said_from_the_first_block_on(more, note):
    lines = "".join(f"<p>سطر {number}</p>" for number in range(BLOCKS_MAX + more))
    tree = drawn(f"<body>{lines}")
    assert len(tree.css("#page .seen")) == BLOCKS_MAX
    found = tree.css_first("#page .note")
    assert (found and found.text()) == note


@pytest.mark.parametrize(
    ("robots_txt", "shown"),
    [("line 2: Disallow: /news", "line 2: Disallow: /news"), (None, "not asked: a saved page")],
)
def test_the_rule_that_speaks_of_the_page_is_shown(robots_txt, shown):
    source = drawn("<body><p>سطر", robots_txt=robots_txt).css_first("#source")
    rows = {row.css_first("th").text(): row.css_first("td").text() for row in source.css("tr")}
    assert rows["robots.txt"] == shown
