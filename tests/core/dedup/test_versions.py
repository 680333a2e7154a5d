"""Versions of one story that other papers print, and what is told beside them."""

from __future__ import annotations

import pytest

from crawler.core.dedup import DuplicateIndex
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.relation import is_version
from crawler.core.dedup.sketch import sketch_of
from crawler.core.dedup.slots import Slots
from tests.core.dedup.daily_forms import BLOCK
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE, MARKET, SCHOOL, SCHOOL_TITLE

LEDE = "في خطوة انتظرها الأهالي طويلا تسلمت البلدية أمس مشروع العبور الجديد.\n"
UPDATE = "\nتحديث 18:40: أكدت البلدية أن حركة السير على الجسر انتظمت مساء دون حوادث تذكر."
BRIEF = "افتتح محافظ المدينة الساحلية الجسر الجديد الذي يربط الميناء بالأحياء الشرقية."


def alike(new, old):
    return overlap_of(sketch_of("", new), sketch_of("", old))


@pytest.mark.parametrize(
    "copy",
    [
        LEDE + BRIDGE,
        BRIDGE + UPDATE,
        f"المدينة الساحلية - وكالة الأنباء:\n{BRIDGE}\nانتهى 14:05 ت م",
        BRIDGE.replace("14 شهرا", "أربعة عشر شهرا").replace("3 ملايين", "ثلاثة ملايين"),
        BRIDGE.replace("أ", "ا").replace("إ", "ا").replace("ئ", "ىء"),
        BRIDGE.replace("وأوضح المهندس المشرف", "وقال المهندس المشرف على التنفيذ").replace(
            "رجال الأعمال", "رجالالأعمال"
        ),
    ],
    ids=["lede", "update", "dateline", "digits in words", "hamza", "reporting verb"],
)
@pytest.mark.parametrize("title", [BRIDGE_TITLE, "جسر يربط الميناء بالأحياء"])
def test_a_copy_of_another_paper(compare, copy, title):
    assert compare((BRIDGE_TITLE, BRIDGE), (title, copy)).is_duplicate
    assert compare((title, copy), (BRIDGE_TITLE, BRIDGE)).is_duplicate


def test_copies_of_a_long_report_are_found_though_a_brief_came_first():
    """What extends a brief is published; its copies have little in common with the brief."""
    index = DuplicateIndex()
    index.add("brief", BRIDGE_TITLE, BRIEF)
    report = f"{BRIEF}\n{MARKET}\n{BRIDGE}"
    found = index.match(BRIDGE_TITLE, report)
    assert found.relation == "extends"
    assert alike(report, BRIEF).jaccard < 0.5
    index.add("report", BRIDGE_TITLE, report)
    again = index.match("أسواق وجسور", f"{MARKET}\n{BRIDGE}".replace("وأضاف أن", "وذكر أن"))
    assert (again.identifier, again.is_duplicate) == ("brief", True)


def test_a_part_of_a_page_is_not_searched_by():
    assert is_version(alike(BRIEF, BRIDGE))
    wrapped = f"{BRIDGE.split(chr(10))[0]}\n{BRIEF}\n{BLOCK}"
    assert not is_version(alike(wrapped, f"{BRIDGE}\n{MARKET}"))


def test_a_version_that_says_more_on_the_same_story_announces_no_other():
    """Its headline names what only it tells, but beside the shared part the story goes on."""
    title = f"{BRIDGE_TITLE} وصيادون يطالبون بمرسى"
    lede = (
        "صيادون في المدينة الساحلية يطالبون بمرسى آمن لقواربهم قرب الجسر الجديد الذي افتتح "
        "محافظ المدينة صباح الثلاثاء مرحلته، وقالوا إن الميناء بلا رصيف صالح وإن الأحياء الشرقية "
        "تعتمد على بيع السمك في السوق المركزي وإن المشروع سيخفف الازدحام.\n"
    )
    index = DuplicateIndex()
    index.add("first", BRIDGE_TITLE, BRIDGE)
    assert index.match(title, lede + BRIDGE).is_duplicate
    other = f"{SCHOOL}\n{BRIDGE}"
    assert index.match(f"{BRIDGE_TITLE} .. {SCHOOL_TITLE}", other).relation == "roundup"


def test_two_takes_of_one_report_are_no_two_stories():
    """An agency sends a long report in parts under one headline; a paper prints both as one."""
    index = DuplicateIndex()
    index.add("first take", BRIDGE_TITLE, BRIDGE)
    index.add("second take", f"{BRIDGE_TITLE} / إضافة أولى", SCHOOL)
    assert index.match(BRIDGE_TITLE, f"{BRIDGE}\n{SCHOOL}").relation == "extends"
    index.add("other", SCHOOL_TITLE, MARKET)
    assert index.match(BRIDGE_TITLE, f"{BRIDGE}\n{MARKET}").relation == "roundup"


def test_the_block_below_a_copy_of_another_story_is_no_story():
    index = DuplicateIndex()
    index.add("bridge", BRIDGE_TITLE, BRIDGE)
    index.add("brief", SCHOOL_TITLE, SCHOOL.split("\n")[0])
    index.add("with block", SCHOOL_TITLE, f"{SCHOOL.split(chr(10))[0]}\n{BLOCK}")
    assert index.match(BRIDGE_TITLE, f"{BRIDGE}\n{BLOCK}").relation == "extends"


def test_a_slot_is_filled_by_a_word_that_the_other_page_has_elsewhere():
    page = "أعلنت المؤسسة خروج الخدمة عن مدينة {} ابتداء من الغد {}"
    block = "أمسية شعرية في تعز واجتماع في ذمار"
    slots = Slots(alike(page.format("تعز", block), page.format("ذمار", block)))
    assert (len(slots.pairs), slots.loose) == (1, 0)
    assert [len(words) for words in slots.pairs[0]] == [1, 1]


def test_a_dateline_that_stands_in_the_body_too_is_no_slot():
    page = "وصلت إلى مطار عدن الدولي طائرة تحمل {} طنا من الأدوية"
    slots = Slots(alike(f"عدن - متابعات: {page.format('عشرين')}", page.format("خمسين")))
    assert (len(slots.pairs), slots.loose) == (1, 0)
    assert len(slots.outside[0]) == 2


def test_a_sentence_that_moved_is_no_slot():
    sentences = BRIDGE.split("\n")
    moved = "\n".join([*sentences[2:], *sentences[:2]])
    slots = Slots(alike(moved, BRIDGE))
    assert not slots.loose
    assert not slots.pairs
