"""Comments told by nothing but a name, a date and a text, again and again."""

from __future__ import annotations

import pytest

from crawler.core.extract.article import article_of
from crawler.core.extract.page import Page

TITLE = "مزارعو القرية يستعيدون سدا قديما بعد ثلاثين عاما من الإهمال"
TEXTS = [
    "أعاد مزارعو القرية تشغيل سد قديم ظل مهملا ثلاثين عاما، بعد حملة شارك فيها أربعمئة شخص.",
    "وقال رئيس جمعية المياه إن الأعمال بدأت مطلع الصيف، وإن الأهالي نقلوا الحجارة بأنفسهم.",
    "ويسقي السد نحو ألفي فدان من النخيل والذرة، وكان السيل قد هدم جداره وملأ حوضه بالطمي.",
]
SAID = [
    ("أبو سالم", "ما شاء الله، عمل يستحق التقدير من الجميع."),
    ("محمد العدني", "يا ليت كل القرى تعمل مثل هذا العمل."),
]


def read(inner):
    html = f"<html lang=ar><title>{TITLE}</title><body><h1>{TITLE}</h1>{inner}</body></html>"
    return article_of(Page(html, "https://news.example/a/5"))


def body(inner):
    return read(inner).articleBody.split("\n\n")


@pytest.mark.parametrize(
    "date", ["14/1/2026", "2026-01-14 10:25", "14 يناير 2026", "January 14, 2026", "قبل 3 أيام"]
)
@pytest.mark.parametrize(
    "form",
    ["{name}<br>{date}<br>{text}", "<b>{name}</b> - {date}<br>{text}", "{date} | {name}<br>{text}"],
    ids=["below", "behind", "before"],
)
def test_comments_in_the_box_of_the_text_are_none_of_it(date, form):
    said = "<br><br>".join(form.format(name=name, date=date, text=text) for name, text in SAID)
    article = read(f"<div>{'<br><br>'.join(TEXTS)}<br><br>{said}</div>")
    assert article.articleBody.split("\n\n") == TEXTS
    assert {each.rule for each in article.removed if each.text == SAID[0][1]} == {"comments"}


STAYS = {
    "one": [*TEXTS, "أبو سالم", "14/1/2026", TEXTS[0][:60] + "."],
    "chronicle": [TEXTS[0], "14 يناير 2025", TEXTS[1], "20 مارس 2025", TEXTS[2]],
    "events": [
        TEXTS[0],
        "معرض الكتاب 14/1/2026", TEXTS[1],
        "سوق العسل 15/1/2026", TEXTS[2],
        "مهرجان النخيل 16/1/2026", TEXTS[1] + " " + TEXTS[2],
    ],
    "results": [*TEXTS, "الوادي والساحل 14/1/2026", "الجبل والمدينة 15/1/2026", TEXTS[0]],
}  # fmt: skip


@pytest.mark.parametrize("texts", STAYS.values(), ids=STAYS)
def test_dates_of_a_text_stay(texts):
    assert body("<div>" + "".join(f"<p>{text}</p>" for text in texts) + "</div>") == texts


@pytest.mark.parametrize(
    "date", ["14 يناير الساعة 10:25 ص", "14 كانون الثاني، 10:25", "14/1 10:25", "14 مارس - 22:05"]
)
def test_comments_whose_date_has_no_year(date):
    said = "".join(f"<b>{name}</b> - {date}<br>{text}<br>" for name, text in SAID)
    assert body(f"<div>{'<br>'.join(TEXTS)}<br>{said}</div>") == TEXTS


def test_days_without_hour_and_year_may_be_those_of_a_programme():
    parts = [f"المرحلة {n}<br>{14 + n} يناير<br>{text}<br>" for n, (_, text) in enumerate(SAID)]
    assert SAID[1][1] in read(f"<div>{'<br>'.join(TEXTS)}<br>{''.join(parts)}</div>").articleBody
