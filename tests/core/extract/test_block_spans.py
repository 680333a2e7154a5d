"""Spans that a class makes lines of their own: their texts do not run into one another."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

HEADLINE = "مكتبة الحي تفتح قسما جديدا للأطفال"
ONE = "أعلنت إدارة المكتبة افتتاح القسم في مطلع الشهر المقبل بعد أعمال تجهيز طويلة"
TWO = "وقالت المديرة إن القسم يضم أكثر من ألفي كتاب وركنا للقراءة الجماعية"
THREE = "وتستقبل المكتبة زوارها الصغار كل يوم من الرابعة عصرا حتى الثامنة مساء"


def body_of(*parts):
    html = f"<html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1><div>"
    return extract_article(f"{html}{''.join(parts)}</div></body></html>", "https://a.example/n/1")


@pytest.mark.parametrize("names", ["block", "d-block mb-3", "text-base block"])
def test_block_spans_without_full_stops_are_paragraphs(names):
    article = body_of(*(f'<span class="{names}">{text}</span>' for text in (ONE, TWO, THREE)))
    assert article.articleBody.split("\n\n") == [ONE, TWO, THREE]


@pytest.mark.parametrize("names", ["inline-block", "md:block", "code-block", "text-bold"])
def test_other_spans_stay_in_their_line(names):
    article = body_of(f'<p>{ONE} <span class="{names}">{TWO}</span> {THREE}.</p>')
    assert article.articleBody == f"{ONE} {TWO} {THREE}."


def test_a_line_of_its_own_that_names_the_source_still_names_it():
    source = '<span class="source block">وكالة الضفاف للأنباء</span>'
    article = body_of(
        f"<div>3 مارس 2024 {source}</div>", f"<p>{ONE}.</p><p>{TWO}.</p><p>{THREE}.</p>"
    )
    assert article.publisher is not None
    assert "الضفاف" in article.publisher.name
