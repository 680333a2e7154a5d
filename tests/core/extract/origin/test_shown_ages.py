"""Publishers beside the age of an article, as aggregators write them; no parts of the world."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

TITLE = "مزارعو التهامة يجنون أول محصول من السمسم بعد السيول"
TEXT = (
    "<p>جنى مزارعو التهامة هذا الأسبوع أول محصول من السمسم بعد السيول التي غمرت الحقول.</p>"
    "<p>ويقول المزارعون إن التربة صارت أخصب، لكن أسعار البذور تضاعفت في الأسواق القريبة.</p>"
)


def publisher(above="", below=""):
    html = f"<title>{TITLE}</title><div>{above}<h1>{TITLE}</h1>{below}{TEXT}</div>"
    found = extract_article(html, "https://finder.example/news/12").publisher
    return found and found.name


@pytest.mark.parametrize(
    "below",
    [
        "<div>نافذة التهامة - منذ 3 ساعات</div>",
        "<div>نافذة التهامة</div><div>قبل 3 ساعات</div>",
        "<div><span>نافذة التهامة</span> <span>قبل 3 ساعات</span></div>",
    ],
)
def test_a_publisher_beside_an_age(below):
    assert publisher(below=below) == "نافذة التهامة"


def test_its_name_goes_before_the_host_of_the_original():
    link = "<a href='https://window.example/1'>اقرأ الخبر من المصدر</a>"
    below = f"<div>نافذة التهامة - منذ 3 ساعات</div><div>{link}</div>"
    assert publisher(below=below) == "نافذة التهامة"


@pytest.mark.parametrize("below", ["<div>نافذة التهامة</div>", "<div>أخبار - منذ 3 ساعات</div>"])
def test_nobody_rather_than_a_guess(below):
    assert publisher(below=below) is None


def test_a_section_that_is_a_newspaper_as_well():
    assert publisher("<div><a href=/me>الشرق الأوسط</a></div>") is None
    assert publisher(below="<div>الشرق الأوسط | 18 فبراير 2025</div>") == "الشرق الأوسط"
