"""The lines under a headline: what names the source is no section, and what has a date is read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.core.extract import extract_article

URL = "https://site.example/news/1"
TITLE = "اللجنة تؤجل البت في الطلب إلى الشهر المقبل"
BODY = (
    "<p>قررت اللجنة بعد اجتماع طويل تأجيل البت في الطلب إلى الأسبوع الثاني من الشهر المقبل.</p>"
    "<p>ولم تذكر اللجنة أسباب التأجيل، لكن أعضاءها تحدثوا عن نقص في الوثائق المطلوبة.</p>"
    "<p>ويقول أصحاب الطلب إنهم سلموا كل ما طلب منهم قبل انتهاء المهلة بأيام.</p>"
)
NOW = datetime(2026, 2, 14, 9, tzinfo=UTC)


def read(lines):
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1>{lines}<div>{BODY}</div>"
    return extract_article(html, URL, observed_at=NOW)


@pytest.mark.parametrize(
    "line",
    [
        "<div>الساحل برس</div>",
        "<div><a href=/source/2>عدن أونلاين</a></div>",
        "<div>صحيفة «عدن الغد»</div>",
        "<div>نافذة اليمن - خاص</div>",
        "<div><a href=/s>نافذة اليمن</a> - خاص</div>",
        "<div>(عدن الغد) خاص:</div>",
        "<div>عدن - سبأ</div>",
        "<div><b>عدن</b> - <i>وكالات</i></div>",
        "<div>خاص</div>",
        "<div>تقرير خاص</div>",
        "<div>المصدر: ضفاف</div>",
        "<div>المصدر:</div><div>ضفاف</div>",
        "<div><span class=source>ضفاف</span></div>",
    ],
)
def test_a_line_that_names_the_source_is_no_section(line):
    assert read(line).articleSection is None
    assert read(f"{line}<div>محليات</div>").articleSection == "محليات"


@pytest.mark.parametrize(
    "name", ["محليات", "عربي ودولي", "تقارير", "صوت وصورة", "أخبار عدن", "رأي"]
)
def test_the_name_of_a_section_stays_one(name):
    assert read(f"<div>{name}</div>").articleSection == name


def test_a_section_between_a_source_and_a_date_in_one_line():
    line = "<div><a href=/s>الساحل برس</a> | محليات | قبل ساعة</div>"
    assert read(line).articleSection == "محليات"
    line = "<div><span class=source>ضفاف</span> | محليات | قبل ساعة</div>"
    assert read(line).articleSection == "محليات"


@pytest.mark.parametrize("bar", ["|", "·", "\u2013", "•"])
def test_an_age_in_a_line_of_many_words(bar):
    parts = ("الساحل برس", "محليات", "قبل 1 ساعة و 50 دقيقة", "214 قراءة")
    article = read(f"<div>{f' {bar} '.join(parts)}</div>")
    assert article.datePublishedRaw == "قبل 1 ساعة و 50 دقيقة"
    assert article.datePublishedEarliest == "2026-02-14T07:09:00Z"


def test_an_age_in_an_element_of_a_line_of_many_words():
    parts = ("الساحل برس الإخباري", "أخبار المحافظات", "قبل 1 ساعة و 50 دقيقة", "214 قراءة")
    article = read("<div>" + " ".join(f"<i>{part}</i>" for part in parts) + "</div>")
    assert article.datePublishedRaw == "قبل 1 ساعة و 50 دقيقة"


def test_a_day_and_its_time_between_bars_belong_together():
    parts = ("صدى الساحل الإخباري", "أخبار المحافظات", "الخميس 12 فبراير 2026", "الساعة 21:40")
    line = f"<div>{' | '.join(parts)} | كتب أحمد سالم</div>"
    assert read(line).datePublished == "2026-02-12T21:40:00+03:00"


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("نشر في عدن أونلاين يوم 12 - 02 - 2026", "2026-02-12"),
        ("كتب أحمد سالم الصبري من مدينة المكلا نشر في الساحل برس يوم 12 - 02 - 2026", "2026-02-12"),
        (
            "كتب أحمد سالم من المكلا … نشر في صدى الساحل يوم الخميس 12 فبراير 2026 الساعة 10:15 م",
            "2026-02-12T22:15:00+03:00",
        ),
    ],
)
def test_published_in_a_paper_on_a_day(line, stamp):
    assert read(f"<div>{line}</div>").datePublished == stamp


@pytest.mark.parametrize(
    "line",
    [
        "وقفة أمام مبنى اللجنة في ساحة المدينة القديمة | 12 فبراير 2026",
        "وقفة أمام مبنى اللجنة في المدينة \u2013 الساحة القديمة \u2013 12 فبراير 2026",
        "حديقة المدينة. الساحل برس | محليات العاصمة | الخميس 12 فبراير 2026",
        "مبنى اللجنة القديم أمس | صورة التقطت يوم 12 فبراير 2026 بعد الأمطار",
        "وكان تقرير اللجنة الأول قد نشر في صحيفة الساحل يوم 12 فبراير 2026",
        "تقرير اللجنة الذي نشر في صحيفة الساحل يوم 12 فبراير 2026 وأثار جدلاً واسعاً",
        "معرض الكتاب الدولي | الدورة الثانية | القاعة الكبرى | 10 \u2013 13 فبراير 2026",
    ],
)
def test_a_caption_or_a_sentence_gives_no_date(line):
    assert read(f"<div>{line}</div>").datePublished is None
