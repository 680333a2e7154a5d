"""How statements and questions with answers begin, and a page that shows nothing but a byline."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

URL = "https://site.example/news/5"
HEADLINE = "نقابة المعلمين تدعو إلى صرف المرتبات المتأخرة"
LONG = [
    "عقدت النقابة اجتماعها الدوري أمس ووقفت أمام أوضاع المعلمين في المدارس والمعاهد كافة.",
    "وطالبت الجهات المعنية بصرف المرتبات المتأخرة وتسوية أوضاع المنقطعين قبل بدء العام الدراسي.",
]
GREETING, MADE_BY = "بسم الله الرحمن الرحيم", "بيان صادر عن نقابة المعلمين"
QUESTIONS = ["ما هي شروط التقديم على المنحة؟", "كيف يتم التقديم؟"]
ANSWERS = [
    "أن يكون المتقدم من أبناء المحافظة ولا يتجاوز عمره خمسة وثلاثين عاما.",
    "عبر الموقع الإلكتروني للوزارة حتى نهاية الشهر الجاري ومن دون رسوم.",
]
SHOWN = [
    "صيادون يصلحون شباكهم في ميناء المدينة صباح اليوم",
    "باعة يعرضون التمور في السوق الشعبي قبل العيد",
    "عمال يرفعون الأنقاض في الحي القديم بعد الحريق",
    "أطفال يلعبون الكرة في شارع تغمره مياه الأمطار",
]


def body_of(inside):
    html = f"<html lang=ar><title>{HEADLINE}</title><body><h1>{HEADLINE}</h1>{inside}</body></html>"
    return extract_article(html, URL).articleBody.split("\n\n")


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("titles", [[], [MADE_BY], [MADE_BY, "حول المرتبات"]])
def test_a_statement_begins_with_its_greeting(titles):
    text = [GREETING, *titles, *LONG]
    assert body_of(f"<div>{paragraphs(*text)}</div>") == text


@pytest.mark.parametrize("above", [[MADE_BY], [GREETING, "أ", "ب", "ج"]])
def test_short_lines_above_a_text_are_none_of_it_without_one(above):
    assert body_of(f"<div>{paragraphs(*above, *LONG)}</div>") == LONG


def test_the_first_of_two_questions_is_part_of_the_text():
    pairs = zip(QUESTIONS, ANSWERS, strict=True)
    parts = "".join(f"<h3>{question}</h3><p>{answer}</p>" for question, answer in pairs)
    assert body_of(f"<div>{parts}</div>") == [QUESTIONS[0], ANSWERS[0], QUESTIONS[1], ANSWERS[1]]


def test_a_question_over_one_part_alone_is_a_title():
    parts = f"<h3>{QUESTIONS[0]}</h3>{paragraphs(*LONG)}<h3>الخاتمة</h3>{paragraphs(*ANSWERS)}"
    assert body_of(f"<div>{parts}</div>")[0] == LONG[0]


def test_a_byline_is_not_the_text_of_a_gallery():
    byline = "<div><a href=/author/1>سمير عبدالحق</a> | 18/11/2026 | 120 مشاهدة</div>"
    figures = "".join(
        f"<figure><img src=/{at}.jpg><figcaption>{line}</figcaption></figure>"
        for at, line in enumerate(SHOWN)
    )
    assert body_of(f"{byline}{figures}") == SHOWN
