"""What a later article is to an earlier one."""

from __future__ import annotations

import random

import pytest

from crawler.core.dedup import DuplicateIndex, Match
from tests.core.dedup.stories import (
    BRIDGE,
    BRIDGE_TITLE,
    MARKET,
    RELATED,
    SCHOOL,
    SCHOOL_TITLE,
)

HALF = "\n".join(BRIDGE.split("\n")[:3])
BRIEF = "\n".join(SCHOOL.split("\n")[:3])


def test_two_stories_have_no_relation(compare):
    assert compare((BRIDGE_TITLE, BRIDGE), (SCHOOL_TITLE, SCHOOL)) is None


@pytest.mark.parametrize(
    "copy",
    [
        BRIDGE.replace("المحافظ", "الـمُحافِظ").replace("أ", "ا"),
        BRIDGE.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        BRIDGE.replace("،", "&#1548;").replace("\n", " &amp;nbsp;"),
        "(متابعات)\n" + BRIDGE,
        BRIDGE.replace("وأضاف أن", "وذكر أن").replace("قبل الشتاء", "قبل حلول الشتاء"),
        BRIDGE.replace("الازدحام", "الزحام").replace("رجال الأعمال", "التجار"),
        BRIDGE.replace("مطالبين باستكمال", "وطالبوا بأن تستكمل"),
    ],
)
def test_same(compare, copy):
    match = compare((BRIDGE_TITLE, BRIDGE), ("جسر يربط الميناء بالأحياء", copy))
    assert match.relation == "same"
    assert match.identifier == "first"
    assert 0.85 <= match.similarity <= 1


def test_contained_and_extends(compare):
    shorter, longer = (BRIDGE_TITLE, HALF), (BRIDGE_TITLE, BRIDGE)
    assert compare(longer, shorter) == Match("first", "contained", 1.0)
    assert compare(shorter, longer) == Match("first", "extends", 1.0)


def test_a_block_of_other_headlines_extends(compare):
    match = compare((BRIDGE_TITLE, HALF), (f"عاجل: {BRIDGE_TITLE}", f"{HALF}\n{RELATED}"))
    assert match.relation == "extends"


def test_a_copy_that_is_cut_and_has_a_block_is_found_by_its_headline(compare):
    wrapped = f"منذ 5 ساعات شارك الخبر\n{HALF}\n{RELATED}"
    assert compare((BRIDGE_TITLE, BRIDGE), (BRIDGE_TITLE, wrapped)).is_duplicate
    assert compare((BRIDGE_TITLE, BRIDGE), ("أخبار متفرقة", wrapped)) is None


def test_a_shared_block_makes_no_copy(compare):
    block = f"{RELATED}\n{MARKET}"
    first, second = (f"{text}\n{block}" for text in (HALF, BRIEF))
    assert compare((BRIDGE_TITLE, first), (SCHOOL_TITLE, second)) is None


def test_a_round_up_names_what_the_first_story_does_not_tell(compare):
    title = f"{BRIDGE_TITLE} .. {SCHOOL_TITLE}"
    match = compare((BRIDGE_TITLE, BRIDGE), (title, f"{BRIDGE}\n{BRIEF}"))
    assert match.relation == "roundup"
    assert not match.is_duplicate


def test_a_round_up_that_came_first_swallows_no_story(compare):
    title = f"{BRIDGE_TITLE} .. {SCHOOL_TITLE}"
    assert not compare((title, f"{BRIDGE}\n{BRIEF}"), (BRIDGE_TITLE, BRIDGE)).is_duplicate


def test_a_page_twice_as_long_under_a_headline_of_its_own_is_a_round_up(compare):
    page = f"{BRIDGE}\n{SCHOOL}\n{MARKET}"
    assert compare((BRIDGE_TITLE, BRIDGE), ("نشرة المساء", page)).relation == "roundup"
    assert compare((BRIDGE_TITLE, BRIDGE), (BRIDGE_TITLE, page)).relation == "extends"


def round_up_of_two(index: DuplicateIndex) -> Match | None:
    """What a page that tells both stories is, its headline naming neither."""
    return index.match(BRIDGE_TITLE, f"{BRIDGE}\nمن جهة أخرى\n{BRIEF}")


def test_a_round_up_is_told_from_an_extension_by_the_second_story():
    index = DuplicateIndex()
    index.add("bridge", BRIDGE_TITLE, BRIDGE)
    assert round_up_of_two(index).relation == "extends"
    index.add("school", SCHOOL_TITLE, BRIEF)
    assert round_up_of_two(index).relation == "roundup"


def test_the_head_of_a_group_is_named_whichever_member_is_alike():
    index = DuplicateIndex()
    index.add("head", BRIDGE_TITLE, HALF)
    index.add("longer", BRIDGE_TITLE, BRIDGE)
    tail = "\n".join(BRIDGE.split("\n")[1:])
    assert index.match("ترحيب السكان بالجسر", tail).identifier == "head"
    index.add("copy", BRIDGE_TITLE, BRIDGE)
    assert index.match("", BRIDGE) == Match("head", "same")


def test_likeness_does_not_add_up():
    """Each text is like the one before; the last is not like the first."""
    index = DuplicateIndex()
    letters = random.Random(7)  # noqa: S311 - nothing secret
    words = ["".join(letters.choices("بتثجحخدذرزسشصضطظعغفقكمن", k=6)) for _ in range(300)]
    found = []
    for number in range(40):
        body = " ".join(words[number * 4 : number * 4 + 100])
        found.append(index.match("", body))
        index.add(str(number), "", body)
    groups = {match.identifier for match in found if match and match.is_duplicate}
    assert len(groups) > 5
    assert all(int(each.identifier) >= at - 6 for at, each in enumerate(found) if each)


@pytest.mark.parametrize("first", [0, 1])
def test_same_does_not_depend_on_who_came_first(compare, first):
    pair = [(BRIDGE_TITLE, BRIDGE), ("جسر يخدم الميناء", BRIDGE.replace("مطالبين", "وطالبوا"))]
    assert compare(pair[first], pair[1 - first]).relation == "same"
