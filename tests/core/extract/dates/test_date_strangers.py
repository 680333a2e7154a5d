"""Dates that stand beside an article and belong to something else, by where they stand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

NOW = datetime(2025, 3, 20, 12, 0, tzinfo=UTC)
TEXT = "<p>أقر المجلس البلدي في جلسته الأخيرة خطة جديدة لتنظيم الأسواق في أحياء المدينة.</p>"
TOLD = (
    "<p>قال الوزير في <time datetime=2024-01-09>9 يناير</time> إن الأسواق ستفتح أبوابها كلها في "
    "الأسبوع المقبل.</p>"
)
STORY = "<h3><a href=/9>وصول دفعة جديدة من القمح إلى المطاحن</a></h3>"


def day(article):
    return (article.datePublished or "")[:10] or None


@pytest.mark.parametrize(
    "above",
    [
        "<div>الخميس 20 مارس 2025</div>",
        "<div>الظهر 11:55</div><div>20/03/2025</div>",
        "<div><time datetime=2025-03-20>الخميس</time></div>",
        '<div>صنعاء اليوم <span class="today">20 مارس 2025</span> والطقس معتدل</div>',
    ],
)
def test_the_day_of_the_visit_above_the_headline(read, above):
    assert day(read(above=above, observed_at=NOW)) is None
    later = datetime(2025, 6, 20, 12, 0, tzinfo=UTC)
    assert day(read(above=above.replace("today", "date"), observed_at=later)) == "2025-03-20"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("20 مارس 2025 08:10 ص", "2025-03-20"),
        ("20 مارس 2025 14:50", None),
        ("19 مارس 2025 10:00", "2025-03-19"),
    ],
)
def test_a_time_above_the_headline_is_the_articles_unless_it_is_now(read, line, wanted):
    assert day(read(above=f"<div>{line}</div>", observed_at=NOW)) == wanted


def test_an_age_above_the_headline_is_the_articles(read):
    article = read(above="<div>منذ ساعتين</div>", observed_at=NOW)
    assert article.dateBasis == "text-relative"


def test_a_day_of_the_visit_in_one_box_with_the_headline_is_the_articles(read):
    article = read(below="<div>20 مارس 2025</div>", observed_at=NOW)
    assert day(article) == "2025-03-20"


@pytest.mark.parametrize(
    "after",
    [
        "<div>التعليقات (1)</div><div>سالم</div><div>14 مارس 2025</div><div>شكرا لكم</div>",
        "<div>سالم باوزير</div><div>14 مارس 2025 10:20 ص</div><div>شكرا لكم على الخبر.</div>",
    ],
)
def test_the_day_of_a_comment(read, after):
    assert day(read(body=TEXT + after)) is None


def test_a_day_right_under_the_text_is_the_articles(read):
    assert day(read(body=f"{TEXT}<div>14 مارس 2025</div>")) == "2025-03-14"
    above = "<div>سالم باوزير</div><div>14 مارس 2025</div>"
    assert day(read(body=f"{TEXT}{above}<p>جميع الحقوق محفوظة.</p>")) == "2025-03-14"


@pytest.mark.parametrize(
    "date", ["<time datetime=2025-03-14>14 مارس</time>", "<div>14 مارس 2025</div>"]
)
def test_the_day_of_another_article(read, date):
    assert day(read(above=f"<main><div>{STORY}{date}</div>")) is None
    headed = "<h3>وصول دفعة جديدة من القمح إلى المطاحن</h3>"  # leads nowhere: a kicker
    assert day(read(above=f"<main><div>{headed}{date}</div>")) == "2025-03-14"


@pytest.mark.parametrize(
    "below",
    [
        "<div><img src=/a.jpg><div>سفينة في الميناء القديم في 3 فبراير 2024</div></div>",
        "<p>في 3 فبراير 2024 أعلنت الحكومة خطة جديدة.</p>",
        TOLD,
        "<div>من 12 مارس 2025 إلى 14 مارس 2025</div>",
        "<div><a href=/8>الخبر السابق</a> 11 مارس 2025</div>",
        '<div class="ad-slot" data-time="1700000000"></div>',
        '<div class="weather"><span class="date">14 مارس 2025</span></div>',
    ],
)
def test_a_day_that_something_else_tells(read, below):
    assert day(read(below=below)) is None


@pytest.mark.parametrize(
    "line",
    [
        "تحديث 5 مارس 2025",
        "حُدِّث في: 5 مارس 2025",
        "آخر تعديل: 5 مارس 2025 - 10:00",
        "جرى تعديله في 5 مارس 2025",
        "Zuletzt geändert am 5. März 2025",
        "<span>By Ali Saleh</span><span>Updated</span><span>March 5, 2025</span>",
    ],
)
def test_only_the_day_of_a_change(read, line):
    assert day(read(below=f"<div>{line}</div>")) is None


@pytest.mark.parametrize(
    "line",
    [
        "<span>By Ali Saleh</span><span>March 4, 2025</span><span>Updated:March 8, 2025</span>",
        "<span>Updated: March 8, 2025</span> <span>Published: March 4, 2025</span>",
        "March 4, 2025Updated:March 8, 2025",
        "4 مارس 2025 - آخر تعديل 8 مارس 2025",
    ],
)
def test_the_day_before_that_of_a_change(read, line):
    assert day(read(below=f"<div>{line}</div>")) == "2025-03-04"


def test_a_header_with_a_headline_of_its_own_is_the_articles(read):
    above = "<header><h2>حديث الأسواق في المدينة</h2><p>4 مارس 2025</p></header>"
    assert day(read(above=above)) == "2025-03-04"


def stated(value, **more):
    return {"@type": "NewsArticle", "datePublished": value, **more}


@pytest.mark.parametrize(
    ("below", "path"), [("<p>5 مارس 2025</p>", "/item/71"), ("", "/2025/3/5/x")]
)
def test_the_moment_of_the_reading_is_no_date(read, below, path):
    data = stated("2025-03-20T11:59:30Z")
    url = f"https://news.example{path}"
    assert day(read(below=below, data=data, url=url, observed_at=NOW)) == "2025-03-05"


def test_the_moment_of_the_reading_holds_where_nothing_says_otherwise(read):
    assert day(read(data=stated("2025-03-20T11:59:30Z"), observed_at=NOW)) == "2025-03-20"


def test_json_ld_of_another_article_alone(read):
    other = {"headline": "وصول دفعة جديدة من القمح", "url": "https://news.example/item/9"}
    assert day(read(data=stated("2025-03-09", **other))) is None
    assert day(read(data=stated("2025-03-09", **other | {"url": "/item/71"}))) == "2025-03-09"
    own = other | {"headline": "المجلس يقر خطة لتنظيم الأسواق"}
    assert day(read(data=stated("2025-03-09", **own))) == "2025-03-09"


def test_json_ld_of_the_site(read):
    assert day(read(data={"@type": "WebSite", "datePublished": "2013-01-01"})) is None
    assert day(read(data={"@type": "WebPage", "datePublished": "2025-03-05"})) == "2025-03-05"


@pytest.mark.parametrize("seconds", [1741161600, 1741161600000, 1741161600.5])
def test_seconds_as_a_number(read, seconds):
    assert day(read(data=stated(seconds))) == "2025-03-05"


@pytest.mark.parametrize("number", [True, -1, 0, 1e300, float("inf"), float("nan")])
def test_numbers_that_are_no_date(read, number):
    assert day(read(data=stated(number))) is None
