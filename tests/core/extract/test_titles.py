"""What may be a headline, in the order in which it is believed, with the way it was found."""

from __future__ import annotations

import json

import pytest

from crawler.core.extract.container import find_prose
from crawler.core.extract.page import Page
from crawler.core.extract.titles import MAIN_TAGS, OTHER_TAGS, announced_titles, seen_headings

URL = "https://news.example/sea/1"
SEA, NETS = "صيادو الساحل يجددون شباكهم", "ورش الميناء القديم تفتح أبوابها"
BOATS, WINDS = "قوارب خشبية تعود إلى البحر", "رياح الشمال تؤخر موسم الصيد"
DOCKS, SALT = "أرصفة جديدة قرب السوق", "ملاحات الخليج تعود إلى العمل"
LD = json.dumps({"@type": "NewsArticle", "headline": NETS, "url": URL})
ITEM = (
    f"<div itemscope itemtype=https://schema.org/NewsArticle><b itemprop=headline>{DOCKS}</b></div>"
)


def announced(head, body="", names=()):
    page = Page(f"<head>{head}</head><body>{body}</body>", URL)
    return [(each.text, each.method) for each in announced_titles(page, (), set(names))]


def test_each_place_of_the_head_is_read_the_surest_first():
    head = (
        f"<title>{SALT}</title><meta name=twitter:title content='{BOATS}'>"
        f"<meta name=dc.title content='{WINDS}'><meta property=og:title content='{SEA}'>"
        f"<script type=application/ld+json>{LD}</script>"
    )
    assert announced(head, ITEM) == [
        (SEA, "meta"),
        (NETS, "jsonld"),
        (BOATS, "meta"),
        (WINDS, "meta"),
        (DOCKS, "microdata"),
        (SALT, "title"),
    ]


def test_what_is_said_twice_counts_once_as_the_surer():
    head = f"<title>{SEA}</title><meta name=title content='{SEA}'>"
    assert announced(head) == [(SEA, "meta")]


@pytest.mark.parametrize(
    "text",
    ["من نحن - بوابة الساحل", "بوابة الساحل", "« »", "خبر " * 150],
    ids=["a page of the site", "its name", "no word", "a whole text"],
)
def test_what_is_announced_and_is_no_headline(text):
    assert announced(f"<title>{text}</title>", names=["بوابه الساحل"]) == []


def test_what_the_head_escapes_twice_is_read_as_meant():
    assert announced("<title>شركة &amp;quot;الموج&amp;quot; تبني رصيفاً</title>") == [
        ('شركة "الموج" تبني رصيفاً', "title")
    ]


@pytest.mark.parametrize(("end", "is_cut"), [("...", True), ("… ", True), (".", False)])
def test_a_title_that_was_cut_is_known(end, is_cut):
    page = Page(f"<meta property=og:title content='{SEA}{end}'>", URL)
    assert [each.is_cut for each in announced_titles(page, (), set())] == [is_cut]


def seen(body, tags=MAIN_TAGS):
    page = Page(f"<body>{body}</body>", URL)
    found = seen_headings(page, find_prose(page.layout), (), {"بوابه الساحل"}, tags)
    return [(each.text, each.method, page.layout.blocks[each.block].text) for each in found]


def test_headings_and_boxes_named_as_one_are_told_apart_by_the_tags_that_are_asked_for():
    body = f"<h1>{SEA}</h1><h2>{NETS}</h2><div class=headline>{BOATS}</div><p>{WINDS}</p>"
    assert [text for text, *_ in seen(body)] == [SEA]
    assert [text for text, *_ in seen(body, OTHER_TAGS)] == [NETS, BOATS]


def test_a_heading_says_its_tag_and_where_it_stands():
    assert seen(f"<p>{NETS}</p><h1>{SEA}</h1>") == [(SEA, "h1", SEA)]


@pytest.mark.parametrize(
    "body",
    [f"<footer><h1>{SEA}</h1></footer>", "<h1>بوابة الساحل</h1>", f"<h1>{'خبر ' * 150}</h1>"],
    ids=["the foot of the page", "the site", "a whole text"],
)
def test_a_heading_that_is_no_headline(body):
    assert seen(body) == []
