"""Dates of other items, entries, posts and moments: none is better than these."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

NOW = datetime(2025, 5, 20, 9, 30, tzinfo=UTC)
ISO = "2025-05-08"
OWN = "<div>8 مايو 2025</div>"
TEXT = "وأوضح مدير المؤسسة المحلية للمياه أن المحطة ستغطي احتياجات ثلاثة أحياء سكنية في المدينة."
PARAGRAPH = f"<p>{TEXT}</p>"
STORY = "سفينة محملة بالقمح ترسو في ميناء عدن"
ITEM = '<meta itemprop="datePublished" content="{}">'
OTHER_ITEM = (
    f'<div itemscope itemtype="https://schema.org/NewsArticle"><a href=/3>{STORY}</a>'
    f"{ITEM.format('2025-05-17')}</div>"
)


@pytest.fixture
def day(read):
    def _day(**parts):
        article = read(observed_at=parts.pop("observed_at", NOW), **parts)
        return (article.datePublished or "")[:10] or None

    return _day


def test_the_item_of_a_list_is_not_the_article(day):
    assert day(after=OTHER_ITEM) is None
    assert day(above=OTHER_ITEM, below=OWN) == ISO
    assert day(above=OTHER_ITEM, below=ITEM.format(ISO)) == ISO


def test_the_item_around_the_article_is_the_article(read):
    head = ITEM.format(ISO)
    around = f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1>x</h1>{head}{PARAGRAPH}'
    assert read(head=head).metadata.fieldMethods["datePublished"] == "meta"
    assert read(body=around + PARAGRAPH * 2 + "</div>").datePublished == ISO
    hidden = f'<div itemscope itemtype="https://schema.org/NewsArticle">{head}</div>'
    assert read(below=hidden).datePublished == ISO  # nothing of it is shown


def test_the_first_meta_of_another_item_is_no_witness(read):
    data = {"@type": "NewsArticle", "datePublished": f"{ISO}T10:00:00+03:00"}
    article = read(above=OTHER_ITEM, data=data)
    assert article.datePublished[:10] == ISO
    assert "datePublished" not in article.metadata.validationMessages


def entry(when):
    return f'<div class="lb"><span>{when}</span><h3>تطور جديد</h3>{PARAGRAPH}</div>'


def test_the_days_of_the_entries_of_a_live_page(day):
    entries = entry("10 مايو 2025 - 14:20") + entry("9 مايو 2025 - 13:10")
    assert day(body=PARAGRAPH + entries) is None
    assert day(below=OWN, body=entries) == ISO
    assert day(body=f"<div>نشر في 8 مايو 2025</div>{PARAGRAPH}{PARAGRAPH}") == ISO


def row(*cells):
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def test_the_rows_of_a_table_of_matches(day):
    matches = row("12 مايو 2025", "الساحل - التلال", "21:00") + row(
        "14 مايو 2025", "أ - ب", "19:00"
    )
    assert day(below=f"<table>{matches}</table>") is None
    facts = row("التاريخ", "8 مايو 2025") + row("العدد", "45")
    assert day(below=f"<table>{facts}</table>") == ISO


@pytest.mark.parametrize(
    "when", ["<div>19 مايو 2025</div>", "<p><time datetime=2025-05-19>19 مايو</time></p>"]
)
def test_a_part_under_the_text_with_a_heading_of_its_own(day, when):
    assert day(after=f"<div><h4>أسعار الصرف</h4>{when}</div>") is None
    assert day(after=f"<div><p>أسعار الصرف</p>{when}</div>") == "2025-05-19"
    assert day(after=f"<div><h4>عن الخبر</h4><p>تاريخ النشر:</p>{when}</div>") == "2025-05-19"


@pytest.mark.parametrize(
    "post",
    [
        "<blockquote>{p}Posted by الوزارة on <a href=/1>May 3, 2025</a></blockquote>",
        "<blockquote>{p}<time datetime=2025-05-03>3 مايو</time></blockquote>",
        '<div><a href="https://t.example.org/x/1"><time datetime=2025-05-03>10:00</time></a></div>',
    ],
)
def test_a_post_of_another_site(day, post):
    post = post.format(p="<p>افتتاح السوق</p>")
    assert day(below=post) is None
    assert day(below=OWN + post) == ISO


def test_an_article_that_is_laid_out_as_a_quotation(day):
    assert day(body=f"<blockquote>{OWN}{PARAGRAPH}{PARAGRAPH}</blockquote>") == ISO


def test_a_time_that_leads_to_the_article_itself(day):
    link = '<a href="{}"><time datetime=2025-05-08>8 مايو</time></a>'
    assert day(below=link.format("https://www.news.example/item/71")) == ISO
    assert day(below=link.format("/archive/2025/05")) == ISO


@pytest.mark.parametrize(
    "line",
    [
        "تم الجلب: 14 مايو 2025 10:00",
        "تم حفظ الصفحة في 14 مايو 2025",
        "تاريخ الطباعة: 14-05-2025",
        "Generated 2025-05-14 12:30:01",
        "الزمان: الاثنين 12 مايو 2025",
        "ذكرى ثورة 26 سبتمبر 1962",
        "ولد: 12 مارس 1951",
        "آخر أجل: 3 مارس 2025",
        "المباراة: 12 مايو 2025، 21:00",
        "بعد مرور عام على فيضانات 3 مارس 2024",
        "أضرار عاصفة 3 مارس 2024 في طريقها إلى الزوال",
    ],
)
def test_a_line_that_speaks_of_another_day(day, line):
    assert day(below=f"<div>{line}</div>") is None
    assert day(below=f"<div>{line}</div><div>8 مايو 2025</div>") == ISO


@pytest.mark.parametrize(
    "line",
    [
        "محمد ولد سيدي - 8 مايو 2025",
        "عدن الخميس 8 مايو 2025 الساعة 10:14 صباحا",
        "سالم عوض نشر يوم 8 مايو 2025 في محليات",
        "الزمان - 8 مايو 2025",
        "طباعة | مشاركة | 8 مايو 2025",
        "8 مايو 2025 حفظ",
        "ذاكرة المدينة | 8 مايو 2025",
        "8/5/2025 إلى الأعلى",
    ],
)
def test_lines_that_only_look_like_those(day, line):
    assert day(below=f"<div>{line}</div>") == ISO


def test_the_moment_of_the_request_below_the_text(day):
    line = "<div>الصفحة {} توقيت عدن</div>"
    assert day(after=line.format("20-05-2025 12:30:01")) is None
    assert day(after=line.format("20-05-2025 10:10:01")) == "2025-05-20"


def test_the_day_of_the_visit_beside_the_weather(day):
    bar = "<div><span>عدن 34°</span> <span>20 مايو 2025</span></div>"
    assert day(above=bar) is None
    assert day(above=bar.replace("20 مايو", "8 مايو")) == ISO


def test_a_moment_of_the_request_for_a_script_above_the_headline(day):
    clock = '<div><span data-time="1747733400">الساعة</span></div>'
    assert day(above=clock, below=OWN) == ISO
    assert day(above=clock.replace("17477", "17467")) == ISO


def test_the_month_of_a_calendar_below_the_text(read):
    calendar = "<table><caption>مايو 2025</caption><tr><td>8</td><td>9</td></tr></table>"
    assert read(after=calendar, observed_at=NOW).datePrecision is None
    assert read(below="<div>مايو 2025</div>", observed_at=NOW).datePrecision == "month"


@pytest.mark.parametrize("head", ["سالم عوض يقول:", "Salem says:"])
def test_who_says_something_below_the_text_is_a_reader(day, head):
    said = f"<div>{head}</div><div>10 مايو 2025 الساعة 10:14</div><div>الله يوفقهم</div>"
    assert day(after=said) is None
    assert day(after=said.replace(head, "المصدر: وكالة")) == "2025-05-10"


@pytest.mark.parametrize("label", ["تحديث ", "تحديث", "تعديل  "])
def test_a_change_right_before_its_time(day, label):
    lines = f"<div>{label}<time datetime=2025-05-14>14 مايو</time></div>"
    own = "<div>نشر <time datetime=2025-05-08>8 مايو</time></div>"
    assert day(below=lines + own) == ISO
