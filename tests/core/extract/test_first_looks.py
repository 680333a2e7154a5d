"""The cheap looks that decide whether a finder runs: each lets all pass that it could find."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from crawler.core.arabic.one_byte import ALPHABET
from crawler.core.arabic.text import LONG_CHARS, clean_text
from crawler.core.extract import extract_article
from crawler.core.extract.byline import ALONE, BARE, LABEL, LABEL_WORDS, LATE, OF_PERSON
from crawler.core.extract.microdata import read_microdata
from crawler.core.extract.page import Page
from crawler.core.extract.person import is_person
from crawler.core.noise.phrases import closing_kind
from crawler.core.urls import absolute, path_of

URL = "https://site.example/local/7"
TITLE = "ورشة في المكلا لترميم القوارب الخشبية القديمة"
ONE = "بدأت في المكلا ورشة لترميم القوارب الخشبية القديمة، ويشارك فيها عشرون نجارا من الساحل."
TWO = "وقال المشرف على الورشة إن القوارب المرممة ستعرض أمام الزوار في الميناء القديم هذا الصيف."
NAME = "سالم باوزير"
LABELS = [
    f"بواسطة {NAME}", f"نشرت بقلم: {NAME}", f"بقلم الكاتبة {NAME}", "By Salem Bawazir",
    "Written BY Salem Bawazir", "par Jean Dupont", "von Hans Meier", f"الكاتب: {NAME}",
    f"مؤلف / {NAME}", f"كتبه: {NAME}", f"إعداد: {NAME}", f"تقرير: {NAME}", f"أجرى الحوار: {NAME}",
    f"حاورها: {NAME}", "AUTHOR: Salem Bawazir", "auteur: Jean Dupont", f"كتب {NAME}",
    f"تقرير خاص: {NAME}", f"استطلاع: {NAME}", f"تحقيق: {NAME}", f"تغطية: {NAME}",
    f"متابعة: {NAME}", f"رصد: {NAME}", f"لقاء: {NAME}", f"المحرر: {NAME}", f"أعدها: {NAME}",
    f"كتبت الدكتورة: {NAME}", f"المراسل: {NAME}", "12 March 2025 by Salem Bawazir",
]  # fmt: skip


def page_with(lines, text=f"<p>{ONE}</p><p>{TWO}</p>"):
    return f"<title>{TITLE}</title><body><h1>{TITLE}</h1>{lines}<div>{text}</div></body>"


@pytest.mark.parametrize("line", LABELS)
def test_each_form_of_a_byline_has_a_word_by_which_it_is_looked_for(line):
    label = line.partition(":")[0]
    forms = (LABEL.match(line), OF_PERSON.match(line), LATE.search(line))
    assert any(forms) or ALONE.fullmatch(label) or BARE.fullmatch(label)
    assert any(word in line.lower() for word in LABEL_WORDS)


def test_the_sign_of_a_pen_is_a_label():
    article = extract_article(page_with(f"<p>\u270d {NAME}</p>"), URL)
    assert [author.name for author in article.author] == [NAME]


@pytest.mark.parametrize(
    "quote",
    [
        f"«{ONE[:-1]}»",
        f" – «بَ{ONE[1:]}",
        f"\u0640{ONE}",
    ],
)
def test_a_subheading_that_the_text_says_in_quotation_marks_is_a_quote(quote):
    text = f"<p>{TWO}</p><h3>{ONE}</h3><p>{quote}</p><p>{TWO} {ONE[:30]}</p>"
    article = extract_article(page_with("", text), URL)
    assert ("pull_quote", ONE) in [(piece.rule, piece.text) for piece in article.removed]


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("د. هدى الكاف", True),
        ("م/ سالم باوزير", True),
        ("سَالِم باوزير", True),
        ("سالم باوزير: رحلة", False),
        ("سالم باوزير ٢٠٢٥", False),
        ("سالم باوزير، المكلا", False),
    ],
)
def test_signs_that_no_name_has_make_none(text, is_name):
    assert is_person(text) == is_name


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Tous droits réservés à la rédaction du site", "copyright"),
        ("Sign up and get the best stories straight to your inbox", "follow"),
        ("© 2025 site.example – جميع الحقوق محفوظة", "copyright"),
        ("Die Brücke über den Fluß wird im März für Fußgänger geöffnet", None),
    ],
)
def test_phrases_of_both_scripts_are_found_in_lines_of_either(line, kind):
    assert closing_kind(line) == kind


@pytest.mark.parametrize("letter", [each for each in ALPHABET if each.isprintable()])
def test_a_long_text_is_cleaned_as_a_short_one(letter):
    end = f"ن{letter}ن"
    assert clean_text(f"{'ن' * LONG_CHARS} {end}") == f"{'ن' * LONG_CHARS} {clean_text(end)}"


@pytest.mark.parametrize(
    "url",
    [
        "https://site.example",
        "https://site.example/",
        "http://site.example:8080/a/b.html?c=/d#e?f",
        "https://site.example?b=/c",
        "https://site.example#/a",
        "HTTPS://Site.Example/A",
        "https://site.example/a\n/b",
        "https://موقع.example/خبر?ب=1",
        "/a/b?c",
        "",
    ],
)
def test_parts_of_an_address_are_those_of_the_standard_library(url):
    parts = urlsplit(url)
    assert path_of(url) == parts.path
    assert absolute("/", url) == (f"{parts.scheme}://{parts.netloc}/" if parts.netloc else None)


def test_an_author_is_read_where_the_class_is_the_whole_name_only():
    lines = '<div class="coauthor-list">هدى الكاف</div><div class="meta author">سالم باوزير</div>'
    article = extract_article(page_with(lines), URL)
    assert [author.name for author in article.author] == [NAME]


def test_players_of_amp_stand_in_the_order_of_the_page():
    text = (
        f'<p>{ONE}</p><amp-youtube data-videoid="abc"></amp-youtube>'
        f'<video src="/b.mp4"></video><amp-video src="/c.mp4"></amp-video><p>{TWO}</p>'
    )
    article = extract_article(page_with("", text), URL)
    assert [video.url.rpartition("/")[2] for video in article.videos] == ["abc", "b.mp4", "c.mp4"]


def test_items_that_are_no_article_are_not_read():
    items = '<div itemscope itemtype="https://schema.org/WPHeader"><p itemprop="name">a</p></div>'
    page = Page(f"{items}<p>b</p>", URL)
    asked = []

    class Tree:
        def css(self, selector):
            asked.append(selector)
            return page.tree.css(selector)

    assert read_microdata(Tree()) == []
    assert len(asked) == 1
