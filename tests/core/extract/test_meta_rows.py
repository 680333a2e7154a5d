"""What the themes of many systems show beside an article: trails, labels, rows of name and day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.core.extract import extract_article

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
TITLE = "صيادو الساحل الشرقي يصلحون مرسى القوارب"
TEXT = "<p>أصلح صيادو الساحل الشرقي مرسى القوارب بعد العاصفة، وعادت مراكبهم إلى البحر أمس.</p>"
MENU = "".join(f"<li><a href=/{text}>{text}</a></li>" for text in ("محليات", "رياضة", "صحة"))
DAY, LINK = "<p>12 مارس 2026</p>", "<a href=/c/9>شؤون بحرية</a>"
HOME = "<a href=/>الرئيسية</a>"


def article(above="", below="", under=""):
    html = (
        f"<html><head><title>{TITLE}</title></head><body><ul>{MENU}</ul><main>{above}"
        f"<h1>{TITLE}</h1>{below}<div>{TEXT * 9}</div>{under}</main></body></html>"
    )
    return extract_article(html, "https://port.example/news/7", observed_at=NOW)


def found(**parts):
    read = article(**parts)
    names = [each.name for each in read.author or ()]
    return read.articleSection, names, (read.datePublished or "")[:10]


@pytest.mark.parametrize(
    "above",
    [
        f"<ol><li>{HOME}</li><li><a href=/n>أخبار</a></li><li>{LINK}</li></ol>",
        f"<ul><li>{HOME}</li><li>{LINK}</li></ul>",
        f"<div>{HOME} / {LINK} / <a href=/c/9/7>عرض الخبر</a></div>",
        f"<ul><li>{HOME}</li><li>{LINK}</li><li>تفاصيل الخبر</li></ul>",
        f"<p>{LINK}</p>",
    ],
    ids=["ordered", "two entries", "a page's name", "its name in a line", "alone"],
)
def test_a_section_above_the_headline_below_a_menu(above):
    assert found(above=above, below=DAY) == ("شؤون بحرية", [], "2026-03-12")


def test_a_link_above_a_headline_that_is_no_heading():
    line = f"<p>{LINK}</p><p><b>{TITLE}</b></p>{DAY}"
    html = f"<title>{TITLE}</title><ul>{MENU}</ul><div><div>{line}</div>{TEXT * 9}</div>"
    assert extract_article(html, "https://port.example/news/7").articleSection == "شؤون بحرية"


@pytest.mark.parametrize(
    ("host", "section"),
    [
        ("news.port.example", "شؤون بحرية"),
        ("port.example", "شؤون بحرية"),
        ("airport.example", None),
    ],
)
def test_a_link_to_another_site_is_no_section_though_its_name_ends_alike(host, section):
    line = f"<p><a href=https://{host}/c/9>شؤون بحرية</a></p>"
    assert article(above=line).articleSection == section


def test_a_link_above_the_headline_goes_before_a_plain_word_below_it():
    assert article(above=f"<p>{LINK}</p>", below="<div>مشرف</div>").articleSection == "شؤون بحرية"


@pytest.mark.parametrize(
    "under",
    [
        f"<div>التصنيفات: {LINK}</div>",
        f"<p>تصنيفات: {LINK}، <a href=/c/4>أسماك</a></p>",
        "<div><div>القسم</div><div>" + LINK + "</div></div>",
        f"<p>نُشِر في: {LINK}</p>",
        f"<p>مصنف تحت {LINK}</p>",
        f"<p>Posted in {LINK} Tagged <a href=/t/4>قوارب</a></p>",
        "<div>القسم : شؤون بحرية | عدد القراءات : 77</div>",
        "<footer><a href=/c/9 rel='category tag'>شؤون بحرية</a></footer>",
    ],
    ids=["plural", "several", "cells", "vowels", "filed", "tags", "plain", "relation"],
)
def test_a_section_under_the_text(under):
    assert found(below=DAY, under=under) == ("شؤون بحرية", [], "2026-03-12")


@pytest.mark.parametrize(
    "row",
    [
        f"Posted by <a href=/u/3>منى باصرة</a> on Mar 12, 2026 in {LINK} | <a>0 comments</a>",
        f"بواسطة <a href=/u/3>منى باصرة</a> | مارس 12, 2026 | {LINK} | <a href=#c>0 تعليقات</a>",
    ],
)
def test_a_row_of_name_day_section_and_comments(row):
    assert found(below=f"<div>{row}</div>") == ("شؤون بحرية", ["منى باصرة"], "2026-03-12")


@pytest.mark.parametrize(
    "row",
    [
        "<div>أرسلت بواسطة: منى باصرة في الخميس, 12 مارس 2026 - 08:15 مساءً (421 قراءة)</div>",
        "<div>بواسطة منى باصرة بتاريخ الخميس 12 مارس 2026 في الساعة 10:22 مساء بتوقيت عدن</div>",
        "<footer>Submitted by <span>منى باصرة</span> on <time>12 مارس 2026</time></footer>",
    ],
)
def test_who_sent_an_article_and_when(row):
    assert found(below=row) == (None, ["منى باصرة"], "2026-03-12")


def test_a_name_under_the_text_behind_a_line_on_its_source_but_not_below_a_heading():
    share, by = "<p>المصدر: متابعات</p><div>شارك هذا</div>", "<div>بواسطة : منى باصرة</div>"
    assert found(under=share + by)[1] == ["منى باصرة"]
    other = "<h3>مركب جديد لصيادي الجزيرة</h3>"
    assert found(under=share + other + by)[1] == []
    assert found(under=f"{share}{other}<div class=post-footer>{by}</div>")[1] == ["منى باصرة"]


def test_a_label_is_no_part_of_an_author_in_microdata():
    name = "<span itemprop=author>كتب بواسطة: منى باصرة</span>"
    scope = "itemscope itemtype=https://schema.org/Article"
    html = f"<title>{TITLE}</title><article {scope}><h1>{TITLE}</h1>{name}{TEXT * 3}</article>"
    assert [each.name for each in extract_article(html, "").author or ()] == ["منى باصرة"]


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>الاستماع إلى الخبر</span><b>00:00</b><span>سرعة القراءة</span></div>",
        "<div>تم الحفظ</div>",
        "<div><span>0</span> <span>الأصوات</span></div><div>تقييم المقال</div>",
        "<div><span>المكلا</span> <span>29°</span> <span>غيوم متفرقة</span></div>",
        "<p>نشر في <a href=/d/12>12 مارس 2026</a></p>",
        "<div><a href=/source/4>سطور حرة</a> <span>منذ 3 ساعات</span></div>",
        "<div><span>الفجر</span> <b>04:42</b> <span>الشروق</span> <b>05:58</b></div>",
        "<div><a href=https://films.example/c>مقاطع مرئية</a></div>",
    ],
    ids=["sound", "saved", "votes", "weather", "a day", "a source", "prayers", "elsewhere"],
)
def test_what_a_tool_says_is_no_section(line):
    assert article(below=line).articleSection is None


def test_an_answer_of_a_poll_above_the_headline_is_no_section():
    assert article(above="<ul><li>جيد</li><li>سيئ</li></ul>").articleSection is None


def test_a_menu_above_the_name_of_the_page_is_no_trail():
    menu = f"<ul><li>{HOME}</li><li><a href=/c/8>مراسي</a></li><li>{LINK}</li></ul>"
    assert article(above=f"{menu}<div>تفاصيل الخبر</div>").articleSection is None


def test_a_publisher_at_the_end_of_a_breadcrumb_is_no_section():
    trail = f"<div class=breadcrumb>{HOME} › {LINK} › <a href=/src>الميناء برس</a></div>"
    assert article(above=trail).articleSection == "شؤون بحرية"


def test_a_day_in_a_paler_colour_beside_the_headline_is_no_column():
    assert found(below="<p class='small text-secondary'>2026/03/12 10:22 ص</p>")[2] == "2026-03-12"
    column = "<div class=secondary><h3>أرشيف</h3><p>2026/03/12 10:22 ص</p></div>"
    assert found(below=column)[2] == ""
