"""The dates of texts, by the numbers of their words."""

from __future__ import annotations

import pytest

from crawler.core.dedup.date_marks import MONTH_OF, WEEKDAY_OF
from crawler.core.dedup.dates_told import dates_of
from crawler.core.dedup.folded import folded
from crawler.core.dedup.scan import scan


def words(text):
    return scan(folded("", text)).numbers


def dates(text):
    return dates_of([words(text)])[0]


MARCH, THIRD = MONTH_OF["مارس",], 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد في 3 مارس إلى عدن", {MARCH + THIRD}),
        ("في ٠٣ آذار", {MARCH + THIRD}),
        ("31 مارس", {MARCH + 31}),
        ("32 مارس و0 مارس و00 مارس و003 مارس", set()),
        ("مارس", set()),
        ("شهر مارس 3", set()),
        ("يوم الأحد 3 مارس", {WEEKDAY_OF["الاحد"], MARCH + THIRD}),
        ("بلغ عددهم 5 كانون", set()),
        ("5 كانون الثاني", {MONTH_OF["كانون", "الثاني"] + 5}),
        ("5 كانون الأول و6 شباط", {MONTH_OF["كانون", "الاول"] + 5, MONTH_OF["فبراير",] + 6}),
        ("12 صفر الخير", {MONTH_OF["صفر",] + 12}),
        ("12 صفر الماضي", {MONTH_OF["صفر",] + 12}),
    ],
)
def test_dates(text, expected):
    assert dates(text) == expected


def test_every_month_and_weekday_by_its_own_name():
    for name, mark in MONTH_OF.items():
        assert dates(f"7 {' '.join(name)}") == {mark + 7}
    for name, mark in WEEKDAY_OF.items():
        assert dates(name) == {mark}


def test_no_text_lends_another_a_day_or_the_second_word_of_a_month():
    texts = ["بلغ 3", "مارس 4", "كانون", "الثاني قادم", "5 كانون", "الأول"]
    assert dates_of(list(map(words, texts))) == [set()] * len(texts)
    assert dates_of([words(" ".join(texts))]) == [
        {MARCH + 3, MONTH_OF["كانون", "الثاني"] + 4, MONTH_OF["كانون", "الاول"] + 5}
    ]
