"""Pages as strangers write them: the day is found where it is shown, and no other one is taken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

NOW = datetime(2026, 2, 10, 12, tzinfo=UTC)
DAY = "6 فبراير 2026"
ISO = "2026-02-06"
CARDS = "".join(
    f'<div><a href="/n/{number}">{title}</a><div>9 فبراير 2026</div></div>'
    for number, title in enumerate(
        ("وصول دفعة جديدة من الوقود إلى الميناء", "افتتاح طريق جديد يربط بين مدينتي إب وتعز")
    )
)
COMMENT = (
    '<div><p>سالم</p><a href="#c1"><time pubdate datetime="2026-02-08">8</time></a>'
    "<p>شكرا لكم على هذا الخبر الجميل.</p></div>"
)
PICTURE = '<img src="/i/2019/05/pump.jpg" width=800 height=500>'
OTHER = {"@type": "NewsArticle", "datePublished": "2026-02-09T15:15:00+03:00"}


@pytest.fixture
def day(read):
    """The day of a page that was read on 10 February 2026."""

    def _day(**parts):
        article = read(observed_at=NOW, **parts)
        return (article.datePublished or "")[:10]

    return _day


@pytest.mark.parametrize(
    "below",
    [
        "<div><div>06</div><div>فبراير</div><div>2026</div></div>",
        "<div>الجمعة<br>6 فبراير<br>2026</div>",
        "<div><b>6</b> <i>فبراير</i> <b>2026</b> - <b>3:15 م</b></div>",
        f"<div>تعز/ الواحة/ خاص/ سامي الحكيمي، الجمعة {DAY} الساعة 03:15 مساءً</div>",
        "<div>06-02-26 15:20</div>",
        "<div>الجمعة 18 شعبان 1447هـ الموافق 6 فبراير 2026م</div>",
        "<div>آخر تحديث: 7 فبراير 2026</div><div>نشر: 6 فبراير 2026</div>",
        "<table><tr><td>التاريخ</td><td>06/02/2026</td></tr></table>",
        f'<span class="text-caption">{DAY}، قراءة 3 دقائق</span>',
        f'<aside class="publication-date">{DAY}</aside>',
    ],
)
def test_a_shown_day(day, below):
    assert day(below=below) == ISO


def test_a_dateline_tells_the_day(day):
    first = "<p>تعز - 6 فبراير 2026 (الواحة) - أقر المجلس البلدي خطة جديدة لتنظيم الأسواق.</p>"
    assert day(body=first * 2) == ISO
    told = "<p>أقر المجلس في 6 فبراير 2026 (وهو يوم جمعة) خطة جديدة لتنظيم أسواق المدينة.</p>"
    assert day(body=told * 2) == ""


@pytest.mark.parametrize(
    "script",
    [
        'window.state = {"article": {"publishedAt": 1770380100000}}',
        'window.state = {"article": {"published_at": 1770380100}}',
        "dataLayer.push({'articlePublishDate': '2026-02-06', 'author': 'x'})",
        'var layer = {"pagePostType": "post", "pagePostDate": "فبراير 6, 2026"};',
        'var item = {publishDate: "2026-02-06T12:15:00Z"}',
        "var item = {'publish_time': '2026-02-06 15:15:00'}",
    ],
)
def test_the_data_of_a_script(day, script):
    assert day(head=f"<script>{script}</script>") == ISO


@pytest.mark.parametrize(
    "script",
    [
        '{"createdAt": "2026-02-06"}',
        '{"lastPublishedAt": "2026-02-06"}',
        '{"unpublishDate": "2026-02-06"}',
        '{"publisherId": "2026-02-06"}',
        '{"publishedAt": 17703801000}',
        '{"publishedAt": 1770380100, "more": {"publishedAt": 1770380200}}',
    ],
)
def test_other_data_of_a_script(day, script):
    assert day(head=f"<script>var state = {script}</script>") == ""


@pytest.mark.parametrize(
    ("name", "stated"),
    [("date", "2014-01-01"), ("date", "2026-02-10"), ("dc.date.created", "2012-05-01")],
)
def test_a_date_of_the_template_yields_to_the_one_that_is_shown(day, name, stated):
    head = f'<meta name="{name}" content="{stated}">'
    assert day(head=head, below=f"<div>{DAY}</div>") == ISO
    assert day(head=head) == stated
    sure = f'<meta property="article:published_time" content="{stated}">'
    assert day(head=sure + head, below="<div>6 فبراير 2019</div>") == stated


def test_several_articles_of_json_ld_that_all_are_others(day):
    others = [
        OTHER | {"headline": f"خبر {word} عن الموانئ", "url": f"https://news.example/item/{word}"}
        for word in ("أول", "ثان")
    ]
    assert day(data=others, below=f"<div>{DAY}</div>") == ISO


@pytest.mark.parametrize(
    "after",
    [
        CARDS,
        "<div><a href='/n/5'>وصول دفعة جديدة من الوقود إلى الميناء</a><p>9 فبراير 2026</p></div>",
        COMMENT,
    ],
)
def test_below_the_text_the_day_of_another(day, after):
    assert day(after=after) == ""


def test_below_the_text_its_own_day(day):
    assert day(after=f"<div>نشر بتاريخ {DAY}</div>{CARDS}") == ISO


@pytest.mark.parametrize(
    "line", ["مضخة مياه في تعز 3 مارس 2024", "سفينة وقود ترسو في ميناء عدن، 3 مارس 2024"]
)
def test_the_words_under_a_picture(day, line):
    assert day(below=f"{PICTURE}<div>{line}</div>") == ""
    assert day(below=f"<div>{line}</div>") == "2024-03-03"


def test_a_byline_under_a_picture(day):
    assert day(below=f"{PICTURE}<div>سامي الحكيمي الجمعة {DAY}</div>") == ISO
    assert day(below=f"{PICTURE}<div>تم النشر في تعز الجمعة {DAY}</div>") == ISO
