"""Issues of one form of one site that differ in more than short slots, beside edited copies."""

from __future__ import annotations

import pytest

from crawler.core.dedup import DuplicateIndex

PRIZE = (
    "فائز بجائزة السحب",
    """فاز المشترك {} من {} {} بجائزة السحب الكبرى البالغة خمسة ملايين ريال. وتسلم الفائز جائزته
في حفل أقيم بمقر الشركة وعبر عن سعادته ودعا المشتركين إلى مواصلة تعبئة أرصدتهم
لدخول السحوبات القادمة.""",
)
FIRST = ("حازم القباطي", "لحج", "اليوم")
ISSUES = {
    "a name of four words": ("نايف صالح قاسم السقاف", "لحج", "اليوم"),
    "one with a man who folds to a particle": ("نايف علي قاسم السقاف", "لحج", "اليوم"),
    "a long name, another town, another time": ("نايف صالح قاسم السقاف", "شبوة", "صباح اليوم"),
    "a short name, another town, another time": ("رشيد العمودي", "شبوة", "صباح اليوم"),
}
EDITED = {
    "another time": ("حازم القباطي", "لحج", "صباح اليوم"),
    "one name more and another time": ("حازم سيف القباطي", "لحج", "صباح اليوم"),
    "a name mended and words added": ("حازم القباطي", "شبوة", "صباح اليوم وسط حشد من الأهالي"),
}


def found(filling, site):
    index = DuplicateIndex()
    title, body = PRIZE
    index.add("first", title, body.format(*FIRST), site="one.example")
    return index.match(title, body.format(*filling), site=site)


@pytest.mark.parametrize("issue", ISSUES.values(), ids=ISSUES)
def test_another_issue_whose_name_is_longer_is_no_copy(issue):
    assert found(issue, "one.example").relation == "template"


@pytest.mark.parametrize("copy", EDITED.values(), ids=EDITED)
def test_a_copy_that_its_site_edited_is_found(copy):
    assert found(copy, "one.example").is_duplicate


def test_another_site_edits_as_it_likes():
    assert found(ISSUES["a name of four words"], "two.example").is_duplicate
