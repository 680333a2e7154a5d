"""Letters, statements, answers of scholars and match reports: their first and last lines stay."""

from __future__ import annotations

import pytest

from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page

TITLE = "رسالة مفتوحة من أهالي الوادي إلى محافظ المدينة"
TEXTS = [
    "نكتب إليكم بعد أن طال انتظارنا لإصلاح الطريق الذي يصل قرانا بالمدينة منذ سيول العام الماضي.",
    "وقد وعدتنا لجنة المحافظة مرتين بأن يبدأ العمل قبل الشتاء، ولم يصل إلينا أحد من المهندسين.",
]


def body(texts, tag="p"):
    inner = "".join(f"<{tag}>{text}</{tag}>" for text in texts)
    html = (
        f"<html lang=ar><title>{TITLE}</title><body><h1>{TITLE}</h1><span>3 مارس 2026</span>"
        f"<div>{inner}</div></body></html>"
    )
    return article_of(Page(html, "https://news.example/a/5")).articleBody.split("\n\n")


@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize(
    "opening",
    [
        ["فخامة الأخ المحافظ المحترم", "السلام عليكم ورحمة الله وبركاته", "تحية طيبة وبعد،"],
        ["بسم الله الرحمن الرحيم", "قال تعالى: ﴿وتعاونوا على البر والتقوى﴾"],
    ],
)
def test_a_greeting_above_the_text_is_lost(opening, tag):
    assert body([*opening, *TEXTS], tag) == [*opening, *TEXTS]


@pytest.mark.parametrize(
    "closing",
    [
        ["والله أعلم."],
        ["وأقم الصلاة."],
        ["وتقبلوا خالص تحياتنا وتقديرنا", "أخوكم/ سالم باوزير"],
        ["صادر عن أهالي قرى الوادي"],
    ],
)
def test_the_last_words_of_the_text_are_lost(closing):
    assert body([*TEXTS, *closing]) == [*TEXTS, *closing]


def test_lines_with_figures_are_lost_though_one_of_them_announces_them():
    figures = ["درجات الحرارة المتوقعة:", "عدن 30 - 24", "صنعاء 22 - 5"]
    assert body([*TEXTS, *figures]) == [*TEXTS, *figures]
    assert body([*TEXTS, *figures[:2]]) == TEXTS  # one may be the site's


def test_two_facts_below_the_text_are_lost_though_a_run_of_them_stands_in_it():
    facts = ["الحراسة: سالم باوزير", "الدفاع: فهد اليافعي", "الهجوم: علي الصبيحي"]
    last = ["البطاقات: سالم باوزير", "الحكم: هادي العولقي"]
    assert body([TEXTS[0], *facts, TEXTS[1], *last]) == [TEXTS[0], *facts, TEXTS[1], *last]
    assert body([*TEXTS, *last]) == TEXTS


def test_a_question_above_the_first_part_is_lost():
    asked = ["متى يبدأ العمل؟", "من يدفع الكلفة؟", "كم قرية تنتظر؟"]
    told = [*TEXTS, "وتنتظر الطريق سبع قرى يسكنها أكثر من أربعة آلاف شخص منذ عام كامل."]
    inner = "".join(f"<h2>{one}</h2><p>{two}</p>" for one, two in zip(asked, told, strict=True))
    page = f"<html lang=ar><title>{TITLE}</title><h1>{TITLE}</h1><i>3 مارس 2026</i><div>{inner}"
    article = article_of(Page(page, "https://news.example/a/5"))
    expected = [text for part in zip(asked, told, strict=True) for text in part]
    assert article.articleBody.split("\n\n") == expected
