"""Dates of widgets, cards, comments and calendars around an article, and its own beside them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.core.extract import extract_article

NOW = datetime(2026, 9, 17, 15, 30, tzinfo=UTC)
HEAD = "مجلس البلدية يقر إنشاء سوق جديد للخضار وسط المدينة"
STORY = "باحثون يطورون طريقة رخيصة لتحلية مياه الآبار"
MORE = "وينتظر أن تعقد اللجنة اجتماعا آخر لمناقشة المقترحات التي قدمها الأهالي في المحافظة."
PARTS = (
    f"قال مسؤول في الوزارة إن العمل سيبدأ خلال الأسابيع المقبلة بعد استكمال التمويل. {MORE}",
    f"وأضاف أن السكان طالبوا منذ سنوات بحل لهذه المشكلة التي تؤثر في حياتهم. {MORE}",
    f"وأشار تقرير صدر عن منظمة محلية إلى أن أكثر من ألفي أسرة ستستفيد من الخطوة. {MORE}",
)
TEXT = "".join(f"<p>{part}</p>" for part in PARTS)
NAV = "<header><a href=/>مرآة</a><nav><a href=/l>محليات</a><a href=/e>اقتصاد</a></nav></header>"
OWN = "<div>8 سبتمبر 2026</div>"


def read(body):
    foot = "<footer><p>مرآة</p></footer>"
    html = f"<html lang=ar><title>{HEAD}</title><body>{body}{foot}</body></html>"
    return extract_article(html, "https://m.example/news/71", observed_at=NOW)


def both(page):
    """The day without and with an own date in a page that has a place for it."""
    return tuple(read(page.format(own=own)).datePublished for own in ("", OWN))


@pytest.mark.parametrize(
    "page",
    [
        (
            f"<div>{NAV}<div>الخميس، 17 سبتمبر 2026</div><div><div><h2>{HEAD}</h2>"
            f"{{own}}{TEXT}</div></div></div>"
        ),
        (
            "<div><div><h4>أسعار العملات</h4><p>17 سبتمبر 2026</p><p>دولار</p><p>530</p></div>"
            f"<div><h1>{HEAD}</h1>{{own}}{TEXT}</div></div>"
        ),
        (
            f"{NAV}<main><h1>{HEAD}</h1>{{own}}{TEXT}<div><div>أبو علي</div><div>21 مارس 2026</div>"
            "<div>خبر جيد ونأمل أن يكتمل قريبا.</div></div></main>"
        ),
        (
            f"{NAV}<article><h1>{HEAD}</h1>{{own}}<p>{PARTS[0]}</p><div><div>17 يوليو 2026</div>"
            f"<div><a href=/n/3>{STORY}</a></div></div><p>{PARTS[1]}</p><p>{PARTS[2]}</p></article>"
        ),
        (
            f"{NAV}<article><h1>{HEAD}</h1>{{own}}<div><img src=/p.jpg><span>المبنى القديم كما بدا "
            f"في (18 فبراير 2026)</span></div>{TEXT}</article>"
        ),
    ],
    ids=["masthead", "widget", "comment", "card", "picture"],
)
def test_a_day_of_something_beside_is_not_the_articles(page):
    assert both(page) == (None, "2026-09-08")


def test_a_month_of_a_calendar_is_no_date():
    week = f"<tr>{''.join(f'<td>{day}</td>' for day in range(1, 8))}</tr>"
    calendar = f"<table><caption>سبتمبر 2026</caption>{week * 4}</table>"
    page = f"{NAV}<h1>{HEAD}</h1>{TEXT}{calendar}"
    assert read(page).datePublishedEarliest is None


def test_todays_date_inside_the_article_is_its_own():
    page = f"{NAV}<article><div>17 سبتمبر 2026</div><h1>{HEAD}</h1>{TEXT}</article>"
    assert read(page).datePublished == "2026-09-17"


def test_a_byline_with_a_linked_author_under_a_deck_keeps_its_day():
    authors = "<a href=/a/1>بقلم سالم باوزير وهدى الشميري وناصر القحطاني</a>"
    head = f"<h1>{HEAD}</h1><p>{PARTS[0]}</p><div>{authors}</div>{OWN}"
    page = f"{NAV}<article>{head}{TEXT}</article>"
    assert read(page).datePublished == "2026-09-08"


@pytest.mark.parametrize("sign", ["|", "/"])
def test_of_two_calendars_in_a_long_line_the_gregorian_day_counts(sign):
    islamic, day, name = (
        "24 ذو الحجة 1446 هـ",
        "21 يونيو 2025 م",
        "بقلم مراسل المرآة في عدن هدى الشميري",
    )
    line = f" {sign} ".join((islamic, day, name, "120 مشاهدة", "طباعة", "حفظ", "مشاركة الخبر"))
    found = read(f"{NAV}<article><h1>{HEAD}</h1><div>{line}</div>{TEXT}</article>")
    assert found.datePublished == "2025-06-21"


def test_a_sighted_thirtieth_does_not_refuse_the_day_beside_it():
    for line in ("1448/03/30هـ - 2026/09/13م", "الأحد 30 ربيع الأول 1448هـ - 13 سبتمبر 2026م"):
        page = f"{NAV}<article><h1>{HEAD}</h1><div>{line}</div>{TEXT}</article>"
        assert read(page).datePublished == "2026-09-13"


def test_a_label_and_its_day_under_the_text_may_be_two_lines():
    foot = f"<footer><div><div>تاريخ النشر:</div>{OWN}</div></footer>"
    page = f"{NAV}<article><h1>{HEAD}</h1>{TEXT}</article>{foot}"
    assert read(page).datePublished == "2026-09-08"


def test_a_name_before_a_place_is_the_author():
    page = f"{NAV}<article><h1>{HEAD}</h1><div>سالم باوزير - عدن</div>{TEXT}</article>"
    assert [one.name for one in read(page).author] == ["سالم باوزير"]


def test_a_change_on_a_weekday_is_no_publication():
    head = f"<h1>{HEAD}</h1><div>تحديث الأربعاء، 9 سبتمبر، 2026</div>{OWN}"
    assert read(f"{NAV}<article>{head}{TEXT}</article>").datePublished == "2026-09-08"


def test_a_line_with_a_name_and_two_calendars_is_no_sentence():
    line = "كتب: سالم بن باوزير — 16 ذو القعدة 1443هـ الموافق 15 يونيو 2022 م"
    page = f"{NAV}<article><h1>{HEAD}</h1><div>{line}</div>{TEXT}</article>"
    assert read(page).datePublished == "2022-06-15"
