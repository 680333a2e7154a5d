"""Headlines beside kickers and names of sites that no metadata tells apart."""

from __future__ import annotations

import pytest

from crawler.core.extract.headline import clean_headline
from crawler.core.extract.kicker import in_its_words, is_labelled, without_kicker
from crawler.core.extract.page import Page
from crawler.core.extract.shown_name import shown_name
from tests.core.extract.test_nameless import RIGHTS, SITE, TEXTS, TITLE, article, paragraphs

LOGO = f'<a href="/">{SITE}</a>'
TEXT = paragraphs(*TEXTS)


@pytest.mark.parametrize("title", [f"{TITLE} - {SITE}", f"{SITE} | {TITLE}", TITLE])
@pytest.mark.parametrize(
    "head",
    [
        f"<h1>{LOGO}</h1><h2>{TITLE}</h2>",
        f"<h1>{LOGO}</h1><h1>{TITLE}</h1>",
        f"<h2>{LOGO}</h2><h2>{TITLE}</h2>",
        f'<h1><a href="/section">{SITE}</a></h1><h3>{TITLE}</h3>',
        f"<h1><span>تعليم</span> <span>{TITLE}</span></h1>",
        f"<h1><small>تعليم</small> : {TITLE}</h1>",
        f"<h2><b>تعليم</b> | <span>{TITLE}</span></h2>",
        f"<div>{LOGO}</div><div>{TITLE}</div>",
    ],
)
def test_the_headline_is_told_by_the_title(head, title):
    assert article(f"<div>{head}{TEXT}</div>", title=title).headline == TITLE


@pytest.mark.parametrize("title", [SITE, f"{TITLE} - {SITE}", f"{SITE}: {TITLE}"])
def test_a_line_on_the_rights_tells_the_name_of_the_site(title):
    inner = f"<div><div><b>{TITLE}</b></div>{TEXT}</div><div>{RIGHTS}</div>"
    assert article(inner, title=title).headline == TITLE


def test_a_speaker_in_an_element_of_its_own_stays():
    said = "لن نغلق المدرسة قبل نهاية العام الدراسي"
    head = f"<h1><span>مدير التعليم:</span> <span>{said}</span></h1>"
    read = article(f"<div>{head}{TEXT}</div>", title=f"مدير التعليم: {said} - {SITE}")
    assert read.headline == f"مدير التعليم: {said}"


def test_the_title_tells_the_sign_between_two_lines_of_a_heading():
    head = "<h1><span>بعد عام من العمل</span> <span>مدرسة القرية تفتح أبوابها</span></h1>"
    whole = "بعد عام من العمل: مدرسة القرية تفتح أبوابها"
    assert article(f"<div>{head}{TEXT}</div>", title=f"{whole} - {SITE}").headline == whole


@pytest.mark.parametrize(
    ("pieces", "title", "expected"),
    [
        (["محليات", "المدرسة تفتح أبوابها"], "المدرسه تفتح ابوابها", "المدرسة تفتح أبوابها"),
        (["محليات", "المدرسة تفتح أبوابها"], "المدرسه تفتح ابوابها للتلاميذ", None),
        (["محليات", "المدرسة تفتح أبوابها"], "الموقع | المدرسه تفتح ابوابها",
         "المدرسة تفتح أبوابها"),
        (["بعد عام", "المدرسة تفتح أبوابها"], "بعد عام / المدرسه تفتح ابوابها", None),
        (["محليات", "افتتاح"], "افتتاح", None),
        (["المدرسة تفتح أبوابها"], "المدرسه تفتح ابوابها", None),
        ([], "المدرسه", None),
    ],
)  # fmt: skip
def test_pieces_before_the_words_of_the_title_are_a_kicker(pieces, title, expected):
    assert without_kicker(title, pieces) == expected


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("بعد الغيث: الوادي يخضر | الموقع", "بعد الغيث الوادي يخضر", "بعد الغيث: الوادي يخضر"),
        ("After rain: “green at last” – Site", "After rain “green at last”",
         "After rain: “green at last”"),
        ("بعد الغيث: الوادي يخضر كله", "بعد الغيث الوادي يخضر", None),
        ("الوادي يخضر", "بعد الغيث الوادي يخضر", None),
        ("الوادي", "!", None),
    ],
)  # fmt: skip
def test_a_title_of_the_same_words_has_the_signs(title, heading, expected):
    assert in_its_words(title, heading) == expected


def test_a_label_beside_a_line_needs_a_sign():
    assert is_labelled("الخبر الاول › الموقع", "الخبر الاول")
    assert is_labelled("الموقع | الخبر الاول", "الخبر الاول")
    assert not is_labelled("الخبر الاول والثاني", "الخبر الاول")


def test_a_quotation_at_the_end_of_a_headline_is_closed():
    raw = f"المهرجان يعرض فيلم «آخر القوافل» - {SITE}"
    assert clean_headline(raw, site_names=[SITE]) == "المهرجان يعرض فيلم «آخر القوافل»"
    assert clean_headline(f"المهرجان » {SITE}", site_names=[SITE]) == "المهرجان"


@pytest.mark.parametrize(
    ("title", "inner", "known", "name"),
    [
        (f"{TITLE} - {SITE}", LOGO, (), SITE),
        (f"{SITE} - {TITLE}", f"<div>{RIGHTS}</div>", (), SITE),
        (f"{TITLE} - {SITE}", LOGO, (SITE,), ""),
        (f"{TITLE} - {SITE}", f'<a href="/tag/2">{SITE}</a>', (), ""),
        (f"{TITLE} - {SITE}", f'<a href="https://other.example/">{SITE}</a>', (), ""),
        (f"{TITLE} - {SITE}", f"<p>كتب موقع {SITE} عن افتتاح المدرسة.</p>", (), ""),
        ("", LOGO, (), ""),
    ],
)
def test_a_name_counts_where_the_page_shows_it_as_its_own(title, inner, known, name):
    html = f"<html><head><title>{title}</title></head><body>{inner}</body></html>"
    assert shown_name(Page(html, "https://news.example/a/5"), known) == name
