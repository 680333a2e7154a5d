"""The account of a pair: what both have, what one has, and the rule that decided."""

from __future__ import annotations

import pytest

from crawler.core.dedup import DuplicateIndex
from crawler.core.story_pair import WHY, Told, compare

BODY = (
    "افتتح محافظ الساحل صباح الأحد مدرسة جديدة للبنات في قرية الوادي، بعد عامين من البناء.\n\n"
    "وقالت مديرة المدرسة إن الفصول تتسع لثلاثمئة طالبة، وإن الكتب وصلت كاملة قبل بدء الدراسة."
)
MORE = " وأضافت أن المعلمات تدربن على مختبر الحاسوب طوال الصيف، وأن الأهالي تبرعوا بالأشجار."
STORY = Told("افتتاح مدرسة للبنات في الوادي", BODY)


def test_a_copy_word_for_word():
    pair = compare(Told("عنوان آخر", BODY.replace("،", "")), STORY)
    assert (pair.relation, pair.reason, pair.containment) == ("same", "exact", 1.0)
    assert pair.only_later == pair.only_earlier == ()


def test_a_longer_version_shows_its_own_words():
    pair = compare(Told(STORY.headline, BODY + MORE), STORY)
    assert (pair.relation, pair.reason) == ("extends", "words")
    assert "المعلمات" in pair.only_later
    assert pair.only_earlier == ()
    assert "محافظ" in pair.shared


def test_two_stories():
    other = Told("سيول في الجبل", "قطعت السيول ليلة الاثنين طريق الجبل أمام الشاحنات ثلاث ساعات.")
    pair = compare(other, STORY)
    assert (pair.relation, pair.reason) == (None, "apart")


def test_another_day_is_a_template():
    day = "تعلن إدارة الملاحة أن القارب يبحر يوم {} من المرسى الشرقي إلى جزيرة الطيور ويعود مساء."
    pair = compare(
        Told("رحلة القارب", day.format("الثلاثاء")), Told("رحلة القارب", day.format("الخميس"))
    )
    assert (pair.relation, pair.reason) == ("template", "dates")
    assert pair.only_later == ("الثلاثاء",)


def test_a_body_without_a_word():
    assert compare(Told("عنوان", "… !"), STORY).reason == "empty"


@pytest.mark.parametrize("later", [BODY, BODY + MORE, BODY[:110], MORE])
def test_it_says_what_the_index_says(later):
    index = DuplicateIndex()
    index.add("first", STORY.headline, STORY.body)
    match = index.match(STORY.headline, later)
    pair = compare(Told(STORY.headline, later), STORY)
    assert pair.relation == (match.relation if match else None)
    assert pair.why == WHY[pair.reason]
