"""A date that stands far from its headline counts when something says whose date it is."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

URL = "https://site.example/news/1"
TITLE = "اللجنة تؤجل البت في الطلب إلى الشهر المقبل"
BODY = (
    "<p>قررت اللجنة بعد اجتماع طويل تأجيل البت في الطلب إلى الأسبوع الثاني من الشهر المقبل.</p>"
    "<p>ولم تذكر اللجنة أسباب التأجيل، لكن مصادر مقربة منها تحدثت عن نقص في الوثائق المطلوبة.</p>"
)
MANY = "".join(
    f"<p>وتناولت الفقرة رقم {n} من البيان تفاصيل أخرى عن عمل اللجنة وخططها.</p>" for n in range(20)
)


def published(after="", title=TITLE, before=""):
    html = (
        f"<html><head><title>{title}</title></head><body>{before}<h1>{TITLE}</h1>"
        f"<div>{BODY}{MANY}</div>{after}</body></html>"
    )
    return extract_article(html, URL).datePublished


@pytest.mark.parametrize(
    "line",
    [
        "<p>تاريخ النشر: 4 مارس 2025</p>",
        "<footer><p>نشر في 04/03/2025</p></footer>",
        "<div>Published: March 4, 2025</div>",
        "<ul><li><strong>التاريخ:</strong> 4 مارس 2025</li></ul>",
    ],
)
def test_a_label_of_publication_below_the_article(line):
    assert published(line) == "2025-03-04"


@pytest.mark.parametrize(
    "line",
    [
        "<p>ينتهي التسجيل في 4 مارس 2025</p>",
        "<aside class=sidebar><p>نشر في 4 مارس 2025</p></aside>",
        "<div class=related><p>تاريخ النشر: 4 مارس 2025</p></div>",
        "<p><a href=/news/2>نشر في 4 مارس 2025</a></p>",
        "<p>قسم</p>" * 10 + "<p>التاريخ: 4 مارس 2025</p>",
    ],
)
def test_other_dates_below_the_article_are_not_its_own(line):
    assert published(line) is None


def test_a_date_after_a_bar_in_the_title_of_the_page():
    assert published(title=f"{TITLE} | صدى الساحل | 04.03.2025") == "2025-03-04"
    assert published(title=f"{TITLE} | قناة 24 | صدى الساحل") is None


def test_days_of_an_event_are_no_date_of_publication():
    event = "<p>2025/3/4-6: أيام المهرجان</p>"
    assert published(before=event) is None
    assert published(before="<p>2025/3/4 - 12:30</p>").startswith("2025-03-04T12:30")
