"""Another paper's own words for some, under the headline and on the day of the first."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.core.dedup import DuplicateIndex

TITLE = "مقتل ستة أشخاص في هجوم على نقطة أمنية شرق المدينة"
SHORT_TITLE = "هجوم على نقطة أمنية"
BODY = """قتل ستة أشخاص في هجوم شنته مليشيا مسلحة على نقطة أمنية شرق المدينة صباح اليوم. وقال مصدر
محلي إن عناصر الجيش ردوا على مصادر النيران وإن الاشتباكات استمرت ساعتين قبل أن يفر
المهاجمون باتجاه الجبال، فيما نقل الجرحى إلى المستشفى العام لتلقي العلاج."""
OWN_WORDS = BODY.replace("مليشيا", "جماعة").replace("عناصر الجيش", "رجال القوات")
DAY, NEXT = (datetime(2026, 3, day, 9, tzinfo=UTC) for day in (4, 5))


def found(body, title=TITLE, site="two.example", published=DAY):
    index = DuplicateIndex()
    index.add("first", title, BODY, site="one.example", published=DAY)
    return index.match(title, body, site=site, published=published)


def test_a_paper_that_names_both_sides_its_own_way_copies():
    assert found(OWN_WORDS).is_duplicate


def test_on_another_day_it_is_another_issue_of_a_form():
    assert found(OWN_WORDS, published=NEXT).relation == "template"


def test_so_it_is_on_the_same_site():
    assert found(OWN_WORDS, site="one.example").relation == "template"


def test_so_it_is_under_a_headline_as_short_as_those_of_forms():
    assert found(OWN_WORDS, title=SHORT_TITLE).relation == "template"
