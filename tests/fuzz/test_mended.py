"""Places that took quadratic time, or were opened by a trick, and what they must still find."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.core.arabic.language import identify_language
from crawler.core.charsets import declared_charset
from crawler.core.errors import SiteError
from crawler.core.extract import jsonld, nesting, stated_body
from crawler.core.extract.headline import clean_headline
from crawler.core.extract.listing import fragment, menu
from crawler.core.extract.page import Page
from crawler.core.feeds import ATTRIBUTES_MAX, PREFIXES_MAX, read_feed
from crawler.core.links.address import SCRIPT
from crawler.core.provenance.redirects import target_of
from tests.fuzz.clock import seconds
from tests.fuzz.feed_shapes import RSS

URL = "https://news.example/n/1"
SPAN = "قال الوزير إن العمل في الميناء بدأ صباح اليوم وإن السفن تصل تباعا"


@pytest.mark.parametrize(
    "piece", ["<b></i>", "<select><option>", "<optgroup>", "<rt>", "<div></section>", "<font></b>"]
)
def test_what_stays_open_is_bounded_whatever_is_closed_beside_it(piece):
    html = nesting.markup_of(piece * 20_000).decode()
    assert seconds(LexborHTMLParser, html, rounds=1) < 1.0


def test_a_long_list_of_choices_takes_no_depth_from_the_page():
    html = f"<select>{'<option>ا' * 4_000}</select>{'<div>' * 50}<p>خبر"
    assert nesting.markup_of(html).decode().count("<div>") == 50


def test_a_choice_that_is_closed_is_kept():
    html = "<option>ا</option>" * 30_000
    assert nesting.markup_of(html).decode() == html


def test_tags_without_an_end_are_left_to_the_parser():
    html = "<a" * 30_000
    assert nesting.markup_of(html).decode() == html


def test_a_span_after_a_sentence_begins_a_paragraph():
    html = f"<div><span>{SPAN}.</span> <span>{SPAN}.</span>\n<span>{SPAN}</span></div>"
    assert [block.text for block in Page(html, URL).layout.blocks] == [
        f"{SPAN}.",
        f"{SPAN}.",
        SPAN,
    ]


@pytest.mark.parametrize("end", ["", "، ", "...x"])
def test_a_span_within_a_sentence_does_not(end):
    html = f"<div><span>{SPAN}{end}</span> <span>{SPAN}</span></div>"
    assert len(Page(html, URL).layout.blocks) == 1


@pytest.mark.parametrize(("size", "blocks"), [(1, 1), (40, 2)])
def test_some_spans_are_counted_together_but_not_one_for_each_word(size, blocks):
    pieces = "".join(f"<span>{SPAN[at : at + size]}</span>" for at in range(0, len(SPAN), size))
    html = f"<div>{pieces}<span>.</span><span>{SPAN}</span></div>"
    assert len(Page(html, URL).layout.blocks) == blocks


@pytest.mark.parametrize("label", ["charset=cp1256", "charset = 'cp1256'", 'CHARSET ="  cp1256"'])
def test_a_label_in_a_header(label):
    assert declared_charset(b"", f"text/html; {label}")[0] == "cp1256"


@pytest.mark.parametrize("text", ["خبر...", "خبر…  ", "خبر [...]", "خبر [….]", "خبر....."])
def test_a_text_that_is_cut_off(text):
    assert stated_body.CUT_OFF.search(text)


@pytest.mark.parametrize("text", ["خبر..", "خبر... تتمة", "..."[:2]])
def test_a_text_that_is_whole(text):
    assert not stated_body.CUT_OFF.search(text)


def test_breaks_of_a_stated_text():
    text = "<p class='a'>واحد</p><br/>اثنان</ div>ثلاثة< p>أربعة\nخمسة <pre>"
    parts = [part.strip() for part in stated_body.BREAKS.split(text)]
    assert [part for part in parts if part] == ["واحد", "اثنان</ div>ثلاثة", "أربعة", "خمسة <pre>"]


@pytest.mark.parametrize("end", ["-->", "// ]]>", "/* ]]> */", "]]>;", "/*]]>*/ ; "])
def test_a_wrapped_script(end):
    assert jsonld.UNWRAPPING.sub("", f"{{}}{end}", count=1).strip() == "{}"


def test_links_of_a_fragment():
    assert fragment.HAS_LINK.search('<p><a class="x" href="/n/1">')
    assert not fragment.HAS_LINK.search("<a class='x'><b href='/n/1'>")


def test_addresses_of_sitemaps():
    assert menu.SITEMAP_HREF.search("/sitemap_index.xml")
    assert menu.SITEMAP_HREF.search("/news-sitemap-2.xml.gz")
    assert not menu.SITEMAP_HREF.search("/sitemap/a.xml")


@pytest.mark.parametrize(
    ("path", "found"),
    [("/a/news.php", "news.php"), ("/x.php5/y", "x.php5"), ("x.aspx", "x.aspx"), ("/a.phpx", None)],
)
def test_scripts_of_a_path(path, found):
    match = SCRIPT.search(path)
    assert (match and match[0]) == found


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("خبر عاجل عن سفينة ..", "خبر عاجل عن سفينة"),
        ("سفينة . ..", "سفينة ."),
        ("سفينة.", "سفينة."),
    ],
)
def test_dots_at_the_end_of_a_headline(raw, text):
    assert clean_headline(raw) == text


def test_sorani_is_told_by_letters_of_one_line():
    assert identify_language("ئەم هەواڵە لە ڕۆژنامەکە بڵاو کرایەوە و زۆر گرنگە") == "ckb"


@pytest.mark.parametrize(
    "hoard",
    [
        "".join(f"<x{n}:a xmlns:x{n}='urn:{n}'/>" for n in range(PREFIXES_MAX + 1)),
        "<item" + "".join(f" a{n}='1'" for n in range(ATTRIBUTES_MAX + 1)) + "/>",
    ],
)
def test_a_feed_that_feedparser_would_read_for_minutes(hoard):
    with pytest.raises(SiteError, match="not_a_feed"):
        read_feed(f"{RSS}{hoard}</channel></rss>".encode(), URL)


def test_a_feed_that_names_its_spaces_again_and_again():
    entry = "<item xmlns:media='urn:m'><title>خبر</title><link>https://a.example/?a=1&amp;b=2</link></item>"
    assert len(read_feed(f"{RSS}{entry * 300}</channel></rss>".encode(), URL)) == 300


def test_a_date_in_a_feed_with_words_around_it():
    entry = "<item><link>/n/1</link><pubDate>Sat, 01 Mar 2025 10:00:00 +0300</pubDate></item>"
    found = read_feed(f"{RSS}{entry}</channel></rss>".encode(), URL)
    assert found[0].published


def test_half_a_character_in_a_broken_feed():
    with pytest.raises(SiteError, match="not_a_feed"):
        read_feed(b"<rss><title>&#xD800;&nosuch;<b></rss>", URL)


def test_a_bracket_where_a_host_would_stand():
    assert target_of("//[") is None
