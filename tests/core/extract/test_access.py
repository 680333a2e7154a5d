"""Articles of which a page shows a part only."""

from __future__ import annotations

import pytest

from crawler.core.extract.article import extract_article

URL = "https://site.example/news/7"
TITLE = "وزارة المياه تبدأ حفر عشر آبار في السهل"
TEXT = (
    "بدأت وزارة المياه أمس حفر عشر آبار في قرى السهل، على أن ينتهي العمل فيها قبل بداية الصيف. "
    "وقال مهندس المشروع إن عمق البئر الأولى بلغ مئة وعشرين مترا حتى مساء اليوم."
)


def messages(more="", head="", text=TEXT):
    body = f"<h1>{TITLE}</h1><p>{text}</p>{more}"
    article = extract_article(f"<html><head>{head}</head><body>{body}</body></html>", URL)
    assert article.articleBody.startswith(TEXT)
    return article.metadata.validationMessages.get("articleBody")


def ld(value):
    return (
        '<script type="application/ld+json">{"@context":"https://schema.org",'
        f'"@type":"NewsArticle","headline":"{TITLE}","isAccessibleForFree":{value}}}</script>'
    )


@pytest.mark.parametrize("value", ["false", '"False"', '"false"', '"https://schema.org/False"'])
def test_what_json_ld_says(value):
    assert messages(head=ld(value)) == ["paywall"]


@pytest.mark.parametrize("value", ["true", '"True"', "null", '""', "[]"])
def test_what_is_free(value):
    assert messages(head=ld(value)) is None


@pytest.mark.parametrize(
    "offer",
    [
        "هذا المحتوى متاح للمشتركين فقط",
        "المقال مخصص للمشتركين",
        "اشترك الآن لمتابعة القراءة",
        "سجل الدخول لإكمال القراءة",
        "لقراءة المقال كاملاً اشترك في الصحيفة",
        "Subscribe to continue reading",
        "SUBSCRIBE now to keep reading",
        "This article is for Subscribers",
    ],
)
def test_an_offer_under_a_short_text(offer):
    assert messages(f"<div>{offer}</div>") == ["paywall"]


@pytest.mark.parametrize(
    "line",
    [
        "اشترك في نشرتنا البريدية",
        "وزعت الجمعية جوائز للمشتركين في المسابقة",
        "سجل اللاعب هدفين في الشوط الثاني",
        "اقرأ المزيد",
    ],
)
def test_other_lines(line):
    assert messages(f"<div>{line}</div>") is None


def test_a_long_text_is_whole_whatever_stands_under_it():
    more = "".join(f"<p>{TEXT} ({number})</p>" for number in range(12))
    assert messages(f"{more}<div>اشترك الآن لمتابعة القراءة</div>") is None
