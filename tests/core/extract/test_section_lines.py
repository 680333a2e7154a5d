"""Sections in trails, in labelled lines, above a kicker; what beside a headline is none."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

URL = "https://site.example/trade/2025/12"
TITLE = "تجار الأقمشة ينظمون معرضاً لأزياء العيد"
TEXT = "<p>افتتح تجار الأقمشة معرضاً لأزياء العيد في القاعة الكبرى، ويستمر المعرض أسبوعين.</p>"


def section(above="", below="", under="", title=TITLE):
    html = (
        f"<html><head><title>{title}</title></head><body><div>{above}<h1>{TITLE}</h1>{below}"
        f"<div>{TEXT * 3}</div>{under}</div></body></html>"
    )
    return extract_article(html, URL).articleSection


@pytest.mark.parametrize(
    "above",
    [
        "<div><a href=/>الرئيسية</a> » <a href=/t>أزياء</a></div>",
        "<div>الرئيسية &gt; أزياء</div>",
        "<div><a href=/>الرئيسية</a> / <a href=/m>موضة</a> / <a href=/t>أزياء</a></div>",
        "<div><a href=/>الرئيسية</a><i></i><a href=/trade>أزياء</a></div>",
        "<div><a href=/t>أزياء</a></div>",
    ],
)
def test_the_end_of_a_trail(above):
    assert section(above) == "أزياء"


@pytest.mark.parametrize(
    "below",
    [
        "<div>اقتصاد · منذ يومين · مشاركة</div>",
        "<div>اقتصاد | 3 يناير 2025 | 12 مشاهدة</div>",
        "<div>اقتصاد - قبل ساعة</div>",
        "<div><a href=/news>أخبار</a> <a href=/e>اقتصاد</a></div>",
        "<div><a href=/e>#اقتصاد</a></div>",
    ],
)
def test_a_section_amid_times_tools_and_all_news(below):
    assert section(below=below) == "اقتصاد"


def test_words_between_bars_without_a_time_are_no_section():
    assert section(below="<div>صباح الخير - رياضة - اقتصاد</div>") is None


@pytest.mark.parametrize(
    ("above", "below", "under"),
    [
        ("<ol><li><a href=/>الرئيسية</a></li><li><a href=/e>اقتصاد</a></li></ol>", "", ""),
        ("<div>اقتصاد</div><h3>في القاعة الكبرى وبمشاركة ستين تاجراً</h3>", "", ""),
        ("<ul><li>اقتصاد</li><li>18 شباط 2025</li><li>هدى الكاف</li></ul>", "", ""),
        ("", "<div>تحليل خاص</div><div>18 شباط 2025</div><div>اقتصاد</div>", ""),
        ("", "<div>نشر في <a href=/e>اقتصاد</a></div>", ""),
        ("", "", "<div>نشر في <a href=/e>اقتصاد</a></div>"),
    ],
)
def test_a_known_section_goes_before_other_lines(above, below, under):
    assert section(above, below, under) == "اقتصاد"


def test_a_link_to_a_part_of_the_world():
    assert section("<div><a href=/me>الشرق الأوسط</a></div>") == "الشرق الأوسط"


@pytest.mark.parametrize(
    "below",
    [
        "<div>بواسطة</div><div>قبل يومين</div>",
        "<div>سلمى باعوم</div>",
        "<div>+ الخط -</div>",
        "<div>دقيقة واحدة</div>",
        "<div>مشاركة فيسبوك تويتر واتساب</div>",
        "<div>صورة: وكالة</div>",
        "<div>الدوحة</div>",
        "<div>جدول المحتويات</div>",
        "<div>بث مباشر</div>",
        "<div>المعرض يعود بعد غياب</div>",
        "<div><a href=/1>أقمشة</a> <a href=/2>عيد</a> <a href=/3>معارض</a></div>",
        "<div>Article information</div>",
        "<div>سوق الحرير</div><div>سوق الحرير / خاص</div>",
    ],
)
def test_lines_that_are_no_section(below):
    assert section(below=below) is None


def test_the_name_of_the_site_is_no_section():
    assert section("<div>سوق الحرير</div>", title=f"{TITLE} - سوق الحرير") is None


CELLS = ("الرئيسية", "أخبار", "مقالات")


def test_the_last_entry_of_a_menu_is_no_section():
    entries = ("الرئيسية", "أرشيف", "سجل الزوار")
    menu = "".join(f"<a href=/{n}>{text}</a><br>" for n, text in enumerate(entries))
    assert section(f"<table><tr><td>{menu}</td></tr></table>") is None
    cells = "".join(f"<td><a href=/{n}>{text}</a></td>" for n, text in enumerate(CELLS))
    assert section(f"<table><tr>{cells}</tr></table>") is None
    known = "".join(f"<li><a href=/{text}>{text}</a></li>" for text in ("محليات", "رياضة", "صحة"))
    assert section(f"<ul>{known}</ul>") is None


@pytest.mark.parametrize(
    "above",
    [
        f"<ul><li><a href=/>الرئيسية</a></li><li><a href=/c/9>شؤون بلدية</a><li>{TITLE}</ul>",
        f"<div><a href=/>الرئيسية</a><a href=/c/9>شؤون بلدية</a><span>{TITLE}</span></div>",
        "<div><a href=/>الرئيسية</a><a href=/c>أخبار</a><a href=/c/9>شؤون بلدية</a></div>",
        f"<div><a href=/>الرئيسية</a><svg></svg><a href=/c/9>شؤون بلدية</a><b>{TITLE}</b></div>",
    ],
    ids=["items", "one line", "folders", "pictures"],
)
def test_a_trail_whose_separators_only_a_style_sheet_draws(above):
    assert section(above) == "شؤون بلدية"


@pytest.mark.parametrize(
    "above",
    [
        "<div><a href=/>الرئيسية</a><a href=/about>من نحن</a></div>",
        "<div><a href=/>الرئيسية</a><a href=?c=1>أرشيف العدد</a><a href=?c=2>سجل الزوار</a></div>",
        f"<ol><li><a href=/>الرئيسية</a></li><li><a href=/y>2026</a></li><li>{TITLE}</li></ol>",
        (
            "<ul><li><a href=/trade/2025/7>زلزال قرب الساحل</a></li>"
            "<li><a href=/trade/2025/8>إغلاق المطار الدولي</a></li></ul>"
        ),
        "<div><a href=/n/5>زلزال يضرب الساحل</a></div>",
        "<div>مشاريع متعثرة</div>",
    ],
    ids=["menu", "queries", "a year", "breaking news", "a verb", "a kicker"],
)
def test_what_stands_above_a_headline_and_is_no_section(above):
    assert section(above) is None


def test_a_plain_line_that_its_box_calls_a_section():
    assert section("<div class=cat-name>شؤون بلدية</div>") == "شؤون بلدية"
