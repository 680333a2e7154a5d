"""Publisher and original as aggregators show them: a link, a logo, a note under the text."""

from __future__ import annotations

import pytest

from crawler.core.extract import extract_article

TITLE = "مزارعو التهامة يجنون أول محصول من السمسم بعد السيول"
TEXT = (
    "<p>جنى مزارعو التهامة هذا الأسبوع أول محصول من السمسم بعد السيول التي غمرت الحقول.</p>"
    "<p>ويقول المزارعون إن التربة صارت أخصب، لكن أسعار البذور تضاعفت في الأسواق القريبة.</p>"
)
NAME, ADDRESS = "نافذة التهامة", "https://window.example/news/33"
OUT = f"<a href='{ADDRESS}' target=_blank>{NAME}</a>"


def origin(below="", after=""):
    html = f"<title>{TITLE}</title><div><h1>{TITLE}</h1>{below}<div>{TEXT}</div>{after}</div>"
    found = extract_article(html, "https://finder.example/news/12")
    sources = [each.url for each in found.isBasedOn or ()]
    return found.publisher and found.publisher.name, sources


@pytest.mark.parametrize(
    ("below", "after"),
    [
        (f"<div>{OUT} <span>منذ 3 ساعات</span></div>", ""),
        (f"<div>{OUT}</div><div>منذ 3 ساعات</div>", ""),
        (f"<div><a href='{ADDRESS}'><img src=/l.png alt='{NAME}'></a> منذ 3 ساعات</div>", ""),
        ("", f"<p>اقرأ الخبر كاملا على موقع {OUT}</p>"),
        ("", f"<p>لقراءة المقال الأصلي من المصدر {OUT} »</p>"),
    ],
    ids=["beside", "over an age", "logo", "read at", "read at the source"],
)
def test_the_link_to_the_original(below, after):
    assert origin(below, after) == (NAME, [ADDRESS])


def test_a_logo_beside_an_age_and_a_label_without_a_colon():
    assert origin(f"<div><img src=/l.png alt='{NAME}'> منذ 3 ساعات</div>") == (NAME, [])
    assert origin("<ul><li>المصدر</li><li>ضفاف تهامة</li></ul>") == ("ضفاف تهامة", [])
    assert origin("<div><div>المصدر</div><div>ضفاف تهامة</div></div>") == ("ضفاف تهامة", [])


def test_a_note_that_names_a_publisher_whom_nobody_knows():
    note = "<p>هذا الخبر منقول من {} ولا يتحمل الموقع مسؤولية محتواه.</p>"
    assert origin(after=note.format("نافذة التهامة الخضراء")) == ("نافذة التهامة الخضراء", [])
    assert origin(after=note.format("صديق في القرية")) == (None, [])


@pytest.mark.parametrize(
    ("below", "after"),
    [
        ("<div><img src=/p.jpg alt='السمسم في الحقل'> منذ 3 ساعات</div>", ""),
        (f"<figure><img src=/p.jpg alt='{NAME}'><figcaption>الحقل</figcaption></figure>", ""),
        ("<div><a href=/source>المصدر</a></div><div>ضفاف تهامة</div>", ""),
        ("", "<ul><li>المصدر</li><li>الميناء</li><li>الصيد</li></ul>"),
        ("", "<p>تابع الموضوع على <a href='https://window.example/live/1'>القناة</a></p>"),
        ("", "<p>تابعونا على موقع <a href='https://window.example/us'>ضفاف تهامة</a></p>"),
    ],
    ids=["photo", "caption", "linked word", "tags", "channel", "follow"],
)
def test_what_is_no_origin(below, after):
    assert origin(below, after) == (None, [])


@pytest.mark.parametrize(
    "line",
    [
        "<div>المصدر: {}</div>",
        "<div>المصدر / {}</div>",
        "<ul><li>المصدر</li><li>{}</li></ul>",
        "<dl><dt>المصدر</dt><dd>{}</dd></dl>",
        "<div><span class=source>{}</span> <time>1 مارس 2026</time></div>",
    ],
)
@pytest.mark.parametrize(
    "name",
    ["سالم أحمد الحداد", "د. هدى الكاف", "عبد الله باقيس", "تعز", "محليات", "المكتب الإعلامي"],
)
def test_under_source_stands_a_person_a_place_a_section_or_nobody_in_particular(line, name):
    assert origin(line.format(name)) == (None, [])
    assert origin(line.format("ضفاف تهامة")) == ("ضفاف تهامة", [])


@pytest.mark.parametrize("name", ["محمد الحداد", "صنعاء", "وكالات", "رياضة"])
def test_such_a_name_in_the_data_of_the_page_is_no_publisher(name):
    data = '<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"%s"}}'
    assert origin(f"{data % name}</script>") == (None, [])
    assert origin(f"{data % NAME}</script>") == (NAME, [])


@pytest.mark.parametrize("name", ["وكالات", "سالم الحداد"])
def test_the_original_stands_behind_a_source_that_is_no_publisher(name):
    assert origin(after=f"<p>المصدر: <a href='{ADDRESS}'>{name}</a></p>") == (None, [ADDRESS])


def test_the_source_in_brackets_of_a_disclaimer():
    note = "<p>الباحث محرك بحث إخباري، والمسؤولية عن المحتوى على المصدر ({}) وحده.</p>"
    assert origin(after=note.format(NAME)) == (NAME, [])
    assert origin(after=note.format("رويترز")) == ("رويترز", [])
    assert origin(after=note.format("وهو شاهد عيان")) == (None, [])


def test_another_link_of_the_line_is_no_original():
    other = "<a href='https://sky.example/maps/4'>صور الأقمار</a>"
    assert origin(f"<div><b>{NAME}</b> {other} <span>منذ 3 ساعات</span></div>") == (NAME, [])


def test_a_word_for_the_link_is_no_publisher():
    read = f"<p>اقرأ الخبر كاملا على موقع <a href='{ADDRESS}'>غير معروف</a></p>"
    assert origin(after=read) == (None, [])


def test_the_front_page_of_the_publisher_is_no_original():
    home = f"<div><a href='https://window.example/'>{NAME}</a> منذ 3 ساعات</div>"
    assert origin(home) == (NAME, [])
