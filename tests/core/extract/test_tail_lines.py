"""Short lines under the last paragraph: facts and answers stay, a site's own lines go."""

from __future__ import annotations

import pytest

from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page

TITLE = "جمعية المياه تعلن برنامج صيانة السدود في قرى الوادي"
FIRST = "أعلنت جمعية المياه صباح السبت برنامجها لصيانة السدود القديمة في خمس من قرى الوادي."
ASKED = "وسألنا رئيس الجمعية عن البرنامج وعن كلفته وموعده وعمن يشارك فيه من أهل القرى."
NEXT = "وتبدأ الأعمال مطلع الشهر المقبل، وتستمر حتى موسم الأمطار في الصيف."
LISTED = "وجاءت أسماء الأوائل في مسابقة الجمعية لأجمل حديقة منزلية على النحو الآتي:"


def body(inner):
    html = f"<html lang=ar><title>{TITLE}</title><body><h1>{TITLE}</h1>{inner}</body></html>"
    return article_of(Page(html, "https://news.example/a/5")).articleBody.split("\n\n")


def lines(texts, tag="p"):
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


QUESTIONS = [
    "متى يبدأ العمل؟",
    "مطلع الشهر.",
    "من يدفع الكلفة؟",
    "الأهالي",
    "هل يكفي الماء؟",
    "نعم",
]
TOLD = {
    "weather": [FIRST, "صنعاء: العظمى 22", "عدن: العظمى 31", "تعز: العظمى 26"],
    "hours": [FIRST, "الفجر: 4:58", "الظهر: 12:09", "المغرب: 6:02"],
    "announced": [LISTED, "سالم باوزير", "هدى الكاف"],
    "numbered": [FIRST, "1- سالم باوزير 99.4%", "2- هدى الكاف 99.1%"],
    "speakers": [
        FIRST,
        f"المذيع: {ASKED}",
        f"الضيف: {NEXT}",
        "المذيع: ومتى تنتهي الأعمال؟",
        "الضيف: قبل موسم الأمطار.",
        "المذيع: شكرا لك",
        "الضيف: العفو",
    ],
    "prayer": [FIRST, "العزاء في ديوان الأسرة", "إنا لله وإنا إليه راجعون"],
    "day of a decree": [FIRST, NEXT, "صدر بتاريخ 12 رجب 1447هـ", "الموافق 1 يناير 2026م"],
}


@pytest.mark.parametrize("texts", TOLD.values(), ids=TOLD)
@pytest.mark.parametrize("made", ["p", "br"])
def test_lines_of_the_text_stay(texts, made):
    inner = "<br>".join(texts) if made == "br" else lines(texts, made)
    assert body(f"<div>{inner}</div>") == texts


def test_lines_stay_where_paragraphs_are_boxes():
    texts = [FIRST, *TOLD["speakers"]]
    assert body(f"<div>{lines(texts, 'div')}</div>") == texts


ANSWERS = {
    "dl": "<dl>" + "".join(
        f"<dt>{question}</dt><dd>{answer}</dd>"
        for question, answer in zip(QUESTIONS[::2], QUESTIONS[1::2], strict=True)
    ) + "</dl>",
    "details": "".join(
        f"<details><summary>{question}</summary><p>{answer}</p></details>"
        for question, answer in zip(QUESTIONS[::2], QUESTIONS[1::2], strict=True)
    ),
}  # fmt: skip


@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS)
def test_questions_and_answers_stay(answers):
    assert body(f"<div><p>{FIRST}</p>{answers}</div>") == [FIRST, *QUESTIONS]


def test_facts_with_short_links_stay_wherever_they_stand():
    places = [("مقهى النخيل", "cafe"), ("مقهى السد", "dam"), ("مقهى السوق", "souk")]
    inner = "".join(
        f"<h3>{name}</h3><p>{FIRST}</p><p>الموقع: <a href=/{site}>{site}.example</a></p>"
        for name, site in places
    )
    told = [text for name, site in places for text in (name, FIRST, f"الموقع: {site}.example")]
    assert body(f"<div>{inner}</div>") == told


GONE = {
    "credits": ["المصدر: مكتب الجمعية", "تصوير: سالم علي", "تحرير: هدى أحمد"],
    "one fact": ["للتواصل: مكتب الجمعية"],
    "tools": ["تكبير الخط", "تصغير الخط", "نسخة للطباعة"],
    "label": ["الوسوم: سدود", "القسم: محليات", "الرابط: site.example"],
    "known": ["شارك الخبر", "صنعاء: 22", "عدن: 31", "تعز: 26"],
}


@pytest.mark.parametrize("texts", GONE.values(), ids=GONE)
@pytest.mark.parametrize("tag", ["p", "li"])
def test_lines_of_the_site_go(texts, tag):
    inner = lines(texts, tag)
    inner = f"<ul>{inner}</ul>" if tag == "li" else inner
    assert body(f"<div>{lines([FIRST, NEXT])}{inner}</div>") == [FIRST, NEXT]


def test_facts_in_a_box_of_their_own_are_not_of_the_text():
    facts = lines(["صنعاء: العظمى 22", "عدن: العظمى 31", "تعز: العظمى 26"])
    assert body(f"<div><div>{lines([FIRST, NEXT])}</div><div>{facts}</div></div>") == [FIRST, NEXT]


def test_links_under_repeated_labels_that_announce_articles_go():
    other = "<p>اقرأ أيضا: <a href=/n>سد صغير يكفي القرية كلها</a></p>"
    assert body(f"<div>{lines([FIRST, ASKED])}{other * 3}<p>{NEXT}</p></div>") == [
        FIRST,
        ASKED,
        NEXT,
    ]
