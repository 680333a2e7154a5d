"""Articles and listings from data of any shape, told by their parts, not by their site."""

from __future__ import annotations

import json

import pytest

from crawler.core.extract.article import extract_article
from crawler.core.extract.listing.reading import read_listing
from crawler.core.extract.page import Page
from crawler.core.extract.state.items import items_in
from crawler.core.extract.state.reading import state_page
from crawler.core.extract.state.text import html_in, moment_in, text_in

URL = "http://site.example/news/705"
TITLE = "وصول سفينة قمح إلى ميناء عدن"
PARAGRAPHS = [
    "أعلنت إدارة الميناء صباح اليوم وصول سفينة تحمل ثلاثين ألف طن من القمح المستورد.",
    "وقالت الإدارة إن عملية التفريغ تبدأ فور انتهاء الفحص المخبري وتستمر أربعة أيام.",
]
HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
LEXICAL = {
    "root": {
        "type": "root",
        "children": [
            {"type": "paragraph", "children": [{"type": "text", "text": text[:20]},
                                               {"type": "text", "text": text[20:]}]}
            for text in PARAGRAPHS
        ],
    }
}  # fmt: skip
BODIES = {
    "html": HTML,
    "escaped": HTML.replace("<", "&lt;").replace(">", "&gt;"),
    "rendered": {"rendered": HTML, "protected": False},
    "lines": "\r\n".join(PARAGRAPHS),
    "list": PARAGRAPHS,
    "editorjs": {"blocks": [{"type": "paragraph", "data": {"text": text}} for text in PARAGRAPHS]},
    "lexical": LEXICAL,
    "prosemirror": {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": text}]}
            for text in PARAGRAPHS
        ],
    },
    "portable": [
        {"_type": "block", "children": [{"_type": "span", "text": text}]} for text in PARAGRAPHS
    ],
}


def app(data, url=URL):
    state = json.dumps(data).replace("<", "\\u003c")
    return Page(
        f'<html><head><title>نوافذ</title></head><body><div id="app"></div>'
        f'<script type="application/json">{state}</script></body></html>',
        url,
    )


def article(data, url=URL):
    made = state_page(app(data, url), "article")
    return made and extract_article(made.html, url)


@pytest.mark.parametrize("form", BODIES)
def test_every_form_of_a_body_gives_its_paragraphs(form):
    found = article({"page": {"id": 705, "title": TITLE, "content": BODIES[form]}})
    assert found.headline == TITLE
    assert found.articleBody == "\n\n".join(PARAGRAPHS)


def test_the_parts_of_an_article_are_taken_over():
    found = article(
        {
            "post": {
                "id": 705,
                "attributes": {
                    "post_title": f"<b>{TITLE}</b>",
                    "body": HTML,
                    "publishedAt": 1740830400000,
                    "category": {"name": "اقتصاد"},
                    "authors": [{"name": "سالم باوزير"}],
                    "cover": {"url": "/media/ship.jpg"},
                },
            },
            "related": [{"url": f"/news/{n}", "title": f"{TITLE} {n}"} for n in range(3)],
        }
    )
    assert found.headline == TITLE
    assert found.datePublished == "2025-03-01T12:00:00+00:00"
    assert found.articleSection == "اقتصاد"
    assert [each.name for each in found.author] == ["سالم باوزير"]
    assert found.mainImage.url == "http://site.example/media/ship.jpg"
    assert len(found.relatedLink) == 3


def others(number):
    return [
        {"id": n, "title": f"{TITLE} {n}", "content": HTML + f"<p>{n}</p>"} for n in range(number)
    ]


def test_of_several_the_one_that_the_address_names_is_taken():
    found = article({"all": [*others(3), {"id": 705, "title": TITLE, "content": HTML}]})
    assert found.headline == TITLE


@pytest.mark.parametrize(
    "data",
    [
        {"all": others(3)},
        {"post": {"url": "/news/9", "title": TITLE, "content": HTML}},
        {"post": {"id": 705, "title": TITLE, "content": "قريبا"}},
        {"post": {"id": 705, "content": HTML}},
        {"post": [[[]]]},
    ],
    ids=["no_telling", "another_address", "no_text", "no_title", "nothing"],
)
def test_what_is_not_surely_the_article_is_none(data):
    assert state_page(app(data), "article") is None


def listed(number, **more):
    return [
        {"title": f"{TITLE} {n}", **{k: v.format(n) for k, v in more.items()}}
        for n in range(number)
    ]


@pytest.mark.parametrize("key", ["url", "link", "href", "permalink", "canonical_url", "path"])
def test_a_listing_is_told_by_titles_with_addresses(key):
    data = {"menu": [{"title": "رياضة", "url": "/s"}], "x": listed(5, **{key: "/n/{}"})}
    made = state_page(app(data, "http://site.example/"), "listing")
    found = read_listing(made)
    assert found.articles == tuple(f"http://site.example/n/{n}" for n in range(5))


def test_relay_and_wordpress_lists_are_read():
    edges = {"edges": [{"node": each} for each in listed(4, uri="/a/b-{}/")]}
    posts = [
        {"id": n, "link": f"/p/{n}", "title": {"rendered": f"{TITLE} &#8211; {n}"}}
        for n in range(4)
    ]
    assert len(items_in(edges)) == 4
    assert [item.title for item in items_in(posts)][1] == f"{TITLE} \N{EN DASH} 1"


def test_headlines_without_an_address_are_left_to_the_browser():
    data = {"posts": listed(9, slug="s{}"), "promo": listed(3, url="/p/{}")}
    assert state_page(app(data), "listing") is None


def test_a_page_of_a_listing_says_which_one_follows():
    made = state_page(app(listed(5, url="/n/{}"), "http://site.example/?page=2"), "listing")
    assert read_listing(made).next_page == "http://site.example/?page=3"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1740830400, "2025-03-01T12:00:00+00:00"),
        ("1740830400000", "2025-03-01T12:00:00+00:00"),
        ("قبل ساعتين", "قبل ساعتين"),
        ({"date": 1}, ""),
        (7, ""),
        (None, ""),
        (10**400, ""),
    ],
)
def test_moments(value, said):
    assert moment_in(value) == said


def test_deep_and_long_data_end():
    deep = "x"
    for _ in range(5_000):
        deep = {"children": [deep]}
    assert (html_in(deep), items_in(deep)) == ("", [])
    assert text_in([[["نص"]]]) == "نص"
    assert len(items_in(listed(30_000, url="/n/{}"))) < 20_001
