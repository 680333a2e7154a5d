"""What is asked right after parsing, and that it is what is asked later."""

from __future__ import annotations

import pytest

from crawler.core.extract.dates.stated import data_dates, microdata_dates
from crawler.core.extract.look_ahead import look_ahead
from crawler.core.extract.page import Page

URL = "http://windows.example/news/7"
MARKS = (
    "<span itemprop=datePublished content='2025-03-04'></span>"
    "<i data-time='1741082400'></i><a href='/news/8'>خبر</a><a href='/news/8'>خبر</a><a>بلا</a>"
)
STATED = "<meta property='article:published_time' content='2025-03-04T10:00:00+03:00'>"
LD = '<script type=\'application/ld+json\'>{"@type": "NewsArticle"}</script>'
AHEAD = {"hrefs", "marked", "moments"}


def ahead(head):
    page = Page(f"<head>{head}</head><body>{MARKS}</body>", URL)
    look_ahead(page)
    return page, AHEAD & page.__dict__.keys()


def test_without_a_stated_date_all_is_asked():
    page, asked = ahead("")
    assert asked == AHEAD
    assert page.hrefs == ("/news/8",)
    assert [raw for _, raw in microdata_dates(page)] == ["2025-03-04"]
    assert [raw for _, raw in data_dates(page)] == ["1741082400"]


@pytest.mark.parametrize("head", [STATED, LD])
def test_marks_are_not_asked_for_where_the_head_may_state_a_date(head):
    page, asked = ahead(head)
    assert asked == {"hrefs"}
    assert [raw for _, raw in microdata_dates(page)] == ["2025-03-04"]
