"""Days beside an article that archives, printers, readers and other publishers left there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

NOW = datetime(2026, 9, 17, 15, 30, tzinfo=UTC)
DAY = "2026-09-08"
OWN = "<div>8 سبتمبر 2026</div>"
WROTE = "<p>خطوة طيبة تستحق الشكر والتقدير.</p>"


@pytest.fixture
def day(read):
    return lambda **parts: (read(observed_at=NOW, **parts).datePublished or "")[:10]


@pytest.mark.parametrize(
    "line",
    [
        "نسخة مؤرشفة في 14 سبتمبر 2026",
        "نسخة محفوظة بتاريخ 14 سبتمبر 2026",
        "محفوظة من الأصل بتاريخ 14 سبتمبر 2026",
        "لقطة مخزنة مؤقتا من 14 سبتمبر 2026 10:00",
        "استرجعت في 14 سبتمبر 2026",
        "تاريخ الاطلاع: 14 سبتمبر 2026",
        "Archived 14 Sep 2026",
        "Snapshot 14 Sep 2026 10:00:12",
        "طُبع بتاريخ 14/09/2026",
        "تمت طباعته في 14/09/2026",
        "وقت الطباعة: 14/09/2026 10:00",
        "Printed on 14/09/2026",
        "Print date: 14/09/2026",
        "تمت المراجعة 14 سبتمبر 2026",
        "تاريخ الحادث: 3 أغسطس 2026",
        "تاريخ التأسيس 5 مايو 1990",
        "تاريخ الإغلاق: 30/08/2026",
        "الافتتاح: الأحد 6 سبتمبر 2026",
        "صلاحية العرض: 30-08-2026",
        "آخر تقديم 30-08-2026",
        "نشرت في الأصل في صحيفة الخليج بتاريخ 2 فبراير 2019",
    ],
)
def test_the_day_of_something_else_is_not_published(day, line):
    assert day(below=f"<div>{line}</div>") == ""
    assert day(below=f"<ul><li>{line}</li><li>8 سبتمبر 2026</li></ul>") == DAY


@pytest.mark.parametrize(
    "line",
    [
        "تاريخ الإدراج 8 سبتمبر 2026",
        "تاريخ ووقت النشر: 8 سبتمبر 2026 10:12",
        "تاريخ الثلاثاء 8 سبتمبر 2026",
        "تاريخ الموضوع 08/09/2026",
        "تاريخ كتابة المقال 08/09/2026",
        "محليات | نسخة للطباعة | 8 سبتمبر 2026",
        "ترجمة خاصة | 8 سبتمبر 2026",
        "افتتاحية: 8 سبتمبر 2026",
        "حوادث: 8 سبتمبر 2026",
        "عدن الحدث 8 سبتمبر 2026",
        "Printer friendly 8 September 2026",
        "8 سبتمبر 2026 دقيقتان للقراءة",
        "دقيقة واحدة للقراءة | 8 سبتمبر 2026",
    ],
)
def test_words_of_tools_sections_and_labels_take_no_date_away(day, line):
    assert day(below=f"<div>{line}</div>") == DAY


def test_where_the_article_was_first_is_no_label_of_its_day(day):
    line = "<p>نشرت في الأصل في صحيفة الخليج بتاريخ 2 فبراير 2019</p>"
    assert day(after=line) == ""
    assert day(below=OWN, after=line) == DAY


@pytest.mark.parametrize(
    "comment",
    [
        f"<ul><li><b>أبو سالم</b> <small>12 سبتمبر 2026 10:00</small>{WROTE}</li></ul>",
        f"<div><b>منى</b> <time>10 سبتمبر 2026</time>{WROTE}</div>",
        "<div><b>منى</b> - 10 سبتمبر 2026<br>خطوة طيبة تستحق الشكر والتقدير.</div>",
        f"<div><b>منى</b>{WROTE}<span>إعجاب · رد · 10 سبتمبر 2026</span></div>",
        f"<div><b>منى</b>{WROTE}<small>10 سبتمبر 2026</small><a href=#>رد</a></div>",
    ],
    ids=["list", "time", "lines", "buttons", "reply"],
)
def test_a_comment_right_under_the_text_needs_no_label(day, comment):
    assert day(after=comment) == ""


@pytest.mark.parametrize(
    "foot",
    [
        "<div>8 سبتمبر 2026</div><p>كل ما ينشر هنا يعبر عن رأي صاحبه وحده.</p>",
        "<div>8 سبتمبر 2026</div><p>وصل التقرير إلى المحرر مساء اليوم نفسه.</p>",
        "<div>نشر في 8 سبتمبر 2026</div><p>خطوة طيبة تستحق الشكر والتقدير.</p>",
        "<div>عدن - 8 سبتمبر 2026</div>",
    ],
    ids=["over a notice", "over a sentence", "labelled", "with a place"],
)
def test_the_day_right_under_the_text_is_the_articles(day, foot):
    assert day(after=foot) == DAY
