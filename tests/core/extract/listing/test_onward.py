"""The links of an article page, told by one look, are those that looking at each link tells."""

from __future__ import annotations

import pytest

from crawler.core.extract.listing import onward
from crawler.core.extract.listing.anchors import anchor_of, own_links
from crawler.core.extract.listing.near_shapes import fits_nearly
from crawler.core.extract.listing.onward import article_links
from crawler.core.extract.page import Page
from crawler.core.urls import request_url, shape_of

SITE = "http://windows.example"
HEADLINE = "وصول أول سفينة محملة بالقمح إلى ميناء المدينة"
LINKS = (
    "/news/8", "/news/9?utm_source=menu", f"{SITE}/news/9", "http://www.windows.example/news/10",
    "../news/11", "12", "?page=2", "/section/local", "/tag/خبر-عاجل", "/news/7", "#top", "",
    "mailto:a@windows.example", "/files/report.pdf", "http://other.example/news/5", "/aden/13",
    "https://windows.example/news/14", "//windows.example/news/15", "/news/8#comments", " /news/16",
)  # fmt: skip
SHAPES = (frozenset(), frozenset({"/news/#"}), frozenset({"/~/#", "/tag/*"}))


def one_by_one(page, shapes):
    """The same, from the nodes of all links."""
    return [
        url
        for url, nodes in own_links(page)
        if url != request_url(page.url)
        and (
            shape_of(url) in shapes
            or (fits_nearly(url, shapes) and anchor_of(url, nodes).is_headline)
        )
    ]


def page_of(url, *, base="", text=HEADLINE):
    links = "".join(f"<p><a href='{href}'>{text}</a></p>" for href in (*LINKS, *LINKS))
    return Page(f"<head>{base}</head><body>{links}<a>لا شيء</a></body>", url)


@pytest.mark.parametrize("shapes", SHAPES)
@pytest.mark.parametrize("text", [HEADLINE, "المزيد"])
@pytest.mark.parametrize("base", ["", f"<base href='{SITE}/other/'>"])
def test_one_look_tells_what_each_link_tells(shapes, text, base):
    for path in ("/news/7", "/arab/news/7", "/news/7"):  # the first fills what the third finds
        page = page_of(SITE + path, base=base, text=text)
        assert article_links(page, shapes) == one_by_one(page, shapes)


def test_a_link_that_nearly_fits_needs_the_text_of_a_headline():
    shapes = frozenset({"/~/#"})
    found = article_links(page_of(f"{SITE}/news/7"), shapes)
    assert f"{SITE}/aden/13" in found
    assert f"{SITE}/aden/13" not in article_links(page_of(f"{SITE}/news/7", text="عدن"), shapes)


def test_what_is_learned_of_shapes_counts_on_the_next_page():
    page, known = page_of(f"{SITE}/news/7"), set()
    assert article_links(page, known) == []
    known.add("/news/#")
    assert f"{SITE}/news/8" in article_links(page, known)


def test_no_more_links_are_kept_than_a_bound(monkeypatch):
    monkeypatch.setattr(onward, "KEPT_MAX", 3)
    shapes = frozenset({"/bounded/#"})
    links = "".join(f"<a href='/bounded/{number}'>خبر</a>" for number in range(10))
    page = Page(links, f"{SITE}/bounded/77")
    assert article_links(page, shapes) == [f"{SITE}/bounded/{number}" for number in range(10)]
    assert len(onward._site_of("windows.example", f"{SITE}/", shapes)) <= 3
