"""Places of a date that were not looked at, and statements that contradict each other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

NOW = datetime(2025, 5, 20, 9, 30, tzinfo=UTC)
ISO = "2025-05-08"
REQUEST = "2025-05-20T12:29:30+03:00"
TEXT = "<p>وأوضح مدير المؤسسة أن المحطة ستغطي احتياجات ثلاثة أحياء سكنية في المدينة القديمة.</p>"


@pytest.fixture
def day(read):
    def _day(**parts):
        article = read(observed_at=NOW, **parts)
        return (article.datePublished or "")[:10] or None

    return _day


@pytest.mark.parametrize(
    "note",
    [
        "نُشر هذا المقال يوم الخميس 8 مايو 2025 في العدد 1204 من الصحيفة.",
        "تم نشر هذه المادة بتاريخ 8/5/2025",
        "نشرت هذه القصة في يوم الخميس 8 أيار 2025 على موقعنا",
    ],
)
def test_a_note_under_the_text(day, note):
    assert day(after=f"<p>{note}</p>") == ISO
    assert day(body=f"{TEXT * 3}<p>{note}</p>") == ISO


@pytest.mark.parametrize(
    "note",
    [
        "نشر هذا المقال لأول مرة في مجلة الميناء عام 2019.",
        "نشر هذا المقال في مجلة الميناء في 3 مارس 2019",
        "وكان الباحث قد نشر هذا المقال يوم 3 مارس 2019",
    ],
)
def test_a_note_on_another_publication(day, note):
    assert day(after=f"<p>{note}</p>") is None


@pytest.mark.parametrize(
    "opening",
    [
        "الرياض 10 ذو القعدة 1446 هـ الموافق 08 مايو 2025 م واس ",
        "جدة 10 ذو القعدة 1446هـ الموافق 8 مايو 2025م ",
        "مكة المكرمة 10 ذو القعدة 1446 الموافق: 8 مايو 2025 ",
    ],
)
def test_a_dateline_in_both_calendars(day, opening):
    assert day(body=f"<p>{opening}{TEXT[3:]}{TEXT}") == ISO
    assert day(below=f"<p>{opening}</p>", body=TEXT * 2) == ISO


def test_a_sentence_with_both_calendars_is_no_dateline(day):
    told = "افتتح السوق في يوم الخميس 10 ذو القعدة 1440 هـ الموافق 13 يوليو 2019 م "
    assert day(body=f"<p>{told}{TEXT[3:]}{TEXT}") is None


def test_a_leaf_of_a_calendar_with_the_month_first(day):
    assert day(below="<div>مايو</div><div>08</div><div>2025</div>") == ISO
    assert day(below="<div>مايو</div><div>08</div><div>2025 مشاهدة</div>") is None


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("news_2025_05_08_71.html", ISO),
        ("results-2024-10-07-of-the-cup", None),
        ("results_2024-10-07_cup", None),
        ("2024-10-07-results", "2024-10-07"),
        ("results-2024-10-07", "2024-10-07"),
        ("71-2024-10-07-results", "2024-10-07"),
    ],
)
def test_the_day_of_the_address_and_that_of_a_slug(day, path, wanted):
    assert day(url=f"https://news.example/{path}") == wanted


@pytest.mark.parametrize(
    "attribute",
    [
        'data-livestamp="1746687600"',
        'data-created="2025-05-08 10:00:00"',
        'data-epoch="1746687600"',
    ],
)
def test_a_moment_under_other_names(read, attribute):
    article = read(below=f"<span {attribute}></span>", observed_at=NOW)
    assert article.datePublished[:10] == ISO
    assert article.metadata.fieldMethods["datePublished"] == "data"


def stated(**dates):
    return {"@type": "NewsArticle", **dates}


def test_the_day_of_a_draft_yields_to_the_one_that_is_shown(day):
    draft = stated(dateCreated="2025-05-02T10:00:00+03:00")
    assert day(data=draft, below="<div>8 مايو 2025</div>") == ISO
    assert day(data=draft) == "2025-05-02"
    whole = draft | {"datePublished": "2025-05-02T10:00:00+03:00"}
    assert day(data=whole, below="<div>8 مايو 2025</div>") == "2025-05-02"


def test_meta_wins_over_the_moment_of_the_request_in_json_ld(day):
    data = stated(datePublished=REQUEST)
    own = f'<meta property="article:published_time" content="{ISO}T10:00:00+03:00">'
    assert day(data=data, head=own) == ISO
    weak = f'<meta name="date" content="{ISO}">'
    assert day(data=data, head=weak) == REQUEST[:10]
    assert day(data=stated(datePublished="2025-05-19T12:00:00+03:00"), head=own) == "2025-05-19"


def test_a_change_before_the_publication_and_the_day_that_is_shown(read):
    data = stated(datePublished="2025-05-14T10:00:00+03:00", dateModified=f"{ISO}T10:00:00+03:00")
    article = read(data=data, below="<div>8 مايو 2025</div>", observed_at=NOW)
    assert article.datePublished[:10] == ISO
    assert article.metadata.validationMessages["datePublished"] == ["jsonld_disagrees"]
    assert read(data=data, observed_at=NOW).datePublished[:10] == "2025-05-14"
    other = read(data=data, below="<div>11 مايو 2025</div>", observed_at=NOW)
    assert other.datePublished[:10] == "2025-05-14"
