"""A page is parsed once and never fails, whatever it holds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crawler.core.extract.jsonld import article_nodes, read_json_ld, text_in, types_of
from crawler.core.extract.nesting import markup_of
from crawler.core.extract.page import Page
from crawler.core.extract.tags import TEXT_NUMBER

URL = "https://site.example/a/b"


def test_base_url_honours_the_first_base_tag():
    assert Page("<base href='/x/'><base href='/y/'>", URL).base_url == "https://site.example/x/"
    assert Page("<base href='javascript:1'>", URL).base_url == URL
    assert Page("", URL).base_url == URL


def test_meta_names_are_lower_case_and_the_first_wins():
    page = Page(
        "<meta name='Author' content=' A '><meta name=author content=B>"
        "<meta property='article:tag' content=x><meta property='article:tag' content=y>"
        "<meta itemprop=datePublished content=2025-01-02><meta content=nameless>"
        "<meta name=e content=''>",
        URL,
    )
    assert page.meta == {"author": "A", "article:tag": "x", "datepublished": "2025-01-02"}
    assert page.meta_lists["article:tag"] == ["x", "y"]


def test_title_and_canonical_link():
    page = Page(
        "<title> a \n b </title><svg><title>c</title></svg><link rel=Canonical href=/z>", URL
    )
    assert page.title == "a b"
    assert page.links == {"canonical": "/z"}


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","Headline":"س"}',
        '<![CDATA[{"@type":"NewsArticle","HEADLINE":"س"}]]>',
        '//<![CDATA[\n{"@type":"NewsArticle","headLine":"س"}\n//]]>',
        '/*<![CDATA[*/{"@type":"NewsArticle","headline":"س"}/*]]>*/;',
        '<!-- {"@type":"NewsArticle","headline":"س"} -->',
        '[{"@type":"WebSite"},{"@type":["NewsArticle","Thing"],"headline":"س",}]',
        '{"@graph":[{"x":{"@type":"http://schema.org/NewsArticle","headline":"س"}}]}',
    ],
)
def test_json_ld_as_sites_write_it(script):
    (node,) = article_nodes(read_json_ld([script]))
    assert node["headline"] == "س"


def test_json_ld_with_control_characters_and_lone_surrogates():
    (node,) = read_json_ld(['{"a":"x\ny\\ud800z","b":"\\ud83d\\ude00"}'])
    assert node == {"a": "x\ny\ufffdz", "b": "\U0001f600"}


def test_unreadable_json_ld_is_left_out():
    deep = "[" * 100_000
    assert read_json_ld(["{", "", "null", deep, '{"@type":null}']) == [{"@type": None}]


def test_json_ld_is_bounded():
    assert len(read_json_ld([json.dumps([{}] * 5_000)])) == 2_000


def test_text_in_any_value():
    assert text_in([{"Name": " a "}, "b"]) == "a"
    assert text_in({"@value": "c"}) == "c"
    assert text_in([]) == text_in({}) == text_in(7) == text_in(None) == ""
    assert types_of({"@type": "schema:Thing"}) == {"schema:thing"}


def test_page_reads_its_json_ld_scripts_only():
    page = Page(
        "<script type='text/javascript'>{}</script>"
        '<script type=\'application/ld+json; charset=utf-8\'>{"@type":"Article"}</script>',
        URL,
    )
    assert page.json_ld == page.article_ld == [{"@type": "Article"}]


def test_a_million_nested_divs_keep_their_text():
    html = (
        "<html><body><p>قبل</p>"
        + "<div>" * 1_000_000
        + "داخل"
        + "</div>" * 1_000_000
        + "<p>بعد</p>"
    )
    texts = [block.text for block in Page(html, URL).layout.blocks]
    assert texts == ["قبل", "داخل", "بعد"]


def test_mixed_deep_nesting_is_bounded_too():
    html = "".join(f"<div class=c{n}>ن<section>" for n in range(30_000)) + "آخر"
    assert markup_of(html).decode().count("<div") <= 500
    assert Page(html, URL).layout.blocks[-1].text.endswith("آخر")


def test_a_tag_with_thousands_of_attributes_loses_them():
    many = " ".join(f"a{number}=1" for number in range(50_000))
    html = f"<html><body><p {many}>أول</p><p class=x>ثان"
    assert markup_of(html).decode() == "<html><body><p>أول</p><p class=x>ثان"
    assert markup_of(f"<p {many}").decode() == "<p"


def test_one_long_attribute_stays():
    state, script = "a=1&b=2;" * 5_000, "x <y " * 9_000
    html = f"<p>قبل</p><div data-state='{state}'>نص</div><script>{script}</script>"
    assert markup_of(html).decode() == html


def test_formatting_that_stays_open_is_bounded():
    html = "".join(f"<b id=n{number}><p>فقرة" for number in range(2_000)) + "</b>" * 2_000 + "آخر"
    markup = markup_of(html)
    assert markup.count(b"<b ") == markup.count(b"</b>") == 60
    blocks = Page(html, URL).layout.blocks
    assert (len(blocks), blocks[-1].text) == (2_000, "فقرةآخر")


@pytest.mark.parametrize("tags", [0, 999, 1_000, 1_500, 19_999])
def test_tags_that_are_closed_are_no_depth(tags):
    html = "<i>" * (tags // 2) + "</i>" * (tags - tags // 2)
    assert markup_of(html).decode() == html


def test_half_a_character_is_left_out_as_by_the_parser():
    assert [block.text for block in Page("<p>قبل\ud800بعد</p>", URL).layout.blocks] == ["قبلبعد"]
    assert Page("\ud800", URL).layout.blocks == []


def test_bytes_at_hand_are_what_is_parsed_unless_something_has_to_go():
    plain = "<html><body><p>خبر من الميناء"
    utf8 = plain.encode()
    assert markup_of(plain, utf8) is utf8
    many = f"<p {' '.join(f'a{number}=1' for number in range(50_000))}>أول"
    deep = "<div>" * 30_000 + "آخر"
    for html in (many, deep):
        assert markup_of(html, html.encode()) == markup_of(html) != html.encode()
    layouts = [Page(plain, URL, given).layout for given in (None, utf8)]
    assert [block.text for block in layouts[1].blocks] == ["خبر من الميناء"]
    assert layouts[0].blocks == layouts[1].blocks


def test_names_in_the_head_are_found_in_any_case():
    html = (
        '<link rel=" Canonical" href="/a"><link rel="alternate" href="/b">'
        '<script type="application/LD+JSON">{"@type": "NewsArticle", "headline": "خبر"}</script>'
        '<script type="text/javascript">{"@type": "NewsArticle"}</script>'
    )
    page = Page(html, URL)
    assert page.links == {"canonical": "/a"}
    assert [node["headline"] for node in page.json_ld] == ["خبر"]


def test_the_number_of_a_text_is_that_of_the_parser():
    body = LexborHTMLParser("نص").body
    assert body is not None
    assert body.first_child.tag_id == TEXT_NUMBER


def test_shallow_pages_with_many_tags_stay_as_they_are():
    html = "<ul>" + "<li><a href=x>ن</a></li>" * 10_000 + "</ul></div></div>"
    assert markup_of(html).decode() == html


@pytest.mark.parametrize(
    ("html", "is_cut_off"),
    [
        ("<html><body><p>نص", True),
        ("<html><body><p>نص</body>", False),
        ("<HTML><BODY><p>نص</HTML>", False),
        ("<p>نص", False),
        ("<html><body></body>" + "<!-- -->" * 1_000, False),
    ],
)
def test_cut_off_pages(html, is_cut_off):
    assert Page(html, URL).is_cut_off is is_cut_off


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/='\" abpdivspantr!-[]\u0627\u0644\u200f\ud800\x00&;#", max_size=300))
def test_no_text_is_too_broken(html):
    page = Page(html.encode("utf-8", "replace").decode(), URL)
    assert page.layout.sums([1.0]) == [0.0, 1.0]
    assert all(block.text == " ".join(block.text.split()) for block in page.layout.blocks)
    assert all(0 <= block.link_share <= 1 for block in page.layout.blocks)
    assert all(box.first <= box.last for box in page.layout.boxes)
