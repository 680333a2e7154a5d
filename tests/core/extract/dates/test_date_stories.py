"""Data of a page's script: the date of the object with the headline, not of its neighbours."""

from __future__ import annotations

import json

import pytest

from tests.core.extract.dates.conftest import TITLE

DAY = "2026-09-08"
OTHERS = [
    {"id": n, "title": f"خبر آخر من أخبار اليوم رقم {n}", "publishedAt": f"2026-09-1{n}T08:00:00Z"}
    for n in range(3)
]


def data(*stories, kind='id="__NEXT_DATA__" type="application/json"'):
    told = {"props": {"pageProps": {"stories": [*stories], "latest": OTHERS}}}
    return f"<script {kind}>{json.dumps(told, ensure_ascii=False)}</script>"


@pytest.fixture
def day(read):
    return lambda script: (read(after=script).datePublished or "")[:10]


@pytest.mark.parametrize(
    "parts",
    [
        {"publishedAt": f"{DAY}T10:12:00Z"},
        {"published_at": f"{DAY} 10:12:00", "created_at": "2026-09-01 10:12:00"},
        {"date": f"{DAY}T13:12:00", "modified": "2026-09-09T10:00:00"},
        {"date": "8 سبتمبر 2026"},
        {"date": "1788862320"},
        {"publishDate": 1_788_862_320_000},
        {"published": True, "publishedAt": f"{DAY}T10:12:00Z"},
        {"attributes": {"publishedAt": f"{DAY}T10:12:00.000Z"}},
    ],
    ids=["iso", "sql", "wordpress", "words", "seconds", "milliseconds", "a switch", "wrapped"],
)
def test_the_date_of_the_story_among_others_of_the_data(day, parts):
    assert day(data({"id": 71, "title": TITLE, **parts})) == DAY


def test_stories_of_other_headlines_and_the_begin_of_a_draft_are_no_date(day):
    assert day(data()) == ""
    assert day(data({"id": 71, "title": TITLE})) == ""
    assert day(data({"id": 71, "title": TITLE, "createdAt": f"{DAY}T10:12:00Z"})) == ""


def test_data_that_a_script_pushes_and_what_it_sets(day):
    story = {"id": 71, "title": TITLE, "publishedAt": f"{DAY}T10:12:00Z"}
    row = json.dumps(f'5:["$","div",null,{json.dumps({"a": story, "b": OTHERS})}]\n')
    assert day(f"<script>self.__next_f.push([1,{row}])</script>") == DAY
    assert day(f"<script>const publishDate = '{DAY}T10:12:00Z';</script>") == DAY


def test_an_attribute_of_another_part_is_not_set_by_a_script(day):
    assert day(f'<video data-x="1" publishDate="{DAY}T10:12:00Z"></video>') == ""
