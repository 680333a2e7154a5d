"""Copies that an editor went through are found, and fillings of a form stay apart from them."""

from __future__ import annotations

import pytest

from crawler.core.dedup import DuplicateIndex
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.guards.form import forms_differ
from crawler.core.dedup.guards.subject import subjects_differ
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.relation import relation_of
from crawler.core.dedup.sketch import sketch_of
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE, MARKET, SCHOOL, SCHOOL_TITLE

LONG = f"{BRIDGE}\n{SCHOOL}"
OTHER_NAME = LONG.replace("الجسر", "المعبر")
EDITED = (
    OTHER_NAME.replace("وقال المحافظ في كلمة ألقاها أمام الحاضرين إن", "وقال المحافظ إن")
    .replace("وتسلم المكرمون شهادات", "وفي نهاية الحفل البهيج تسلم المكرمون شهادات")
    .replace("زمن الوصول إلى السوق", "زمن الوصول")
)


def overlap(new, old, title="", other=""):
    return overlap_of(sketch_of(title, new), sketch_of(other, old))


def test_an_article_in_which_a_thing_has_another_name_throughout_is_a_copy():
    assert LONG.count("الجسر") >= 2
    edited = overlap(EDITED, LONG)
    assert edited.shared >= 100
    assert not subjects_differ(edited, Frequency())
    assert relation_of(edited, Frequency()).relation == "same"


@pytest.mark.parametrize(
    ("new", "old"),
    [(OTHER_NAME, LONG), (EDITED[: len(BRIDGE)], LONG[: len(BRIDGE)])],
    ids=["nothing else differs", "short"],
)
def test_a_form_with_another_subject_is_none(new, old):
    assert subjects_differ(overlap(new, old), Frequency())


@pytest.mark.parametrize(
    ("word", "other"), [("الجديد", "بالجديد"), ("الحفل", "للحفل"), ("مطالبين", "ومطالبين")]
)
def test_a_particle_in_a_slot_is_an_edit(word, other):
    assert word in LONG
    assert not forms_differ(overlap(LONG.replace(word, other), LONG))


def test_a_headline_that_says_more_announces_no_second_story_that_is_not_there():
    """Three words of its headline are its own, and the body has a clause of ten words more."""
    title = f"{BRIDGE_TITLE}.. والصيادون يأملون بمرسى آمن"
    clause = " فيما عبر الصيادون عن آمالهم بإنشاء مرسى آمن لقواربهم الصغيرة"
    longer = BRIDGE + clause
    index = DuplicateIndex()
    index.add("first", BRIDGE_TITLE, BRIDGE)
    assert index.match(title, longer).is_duplicate
    story = f"{longer}. {SCHOOL}"
    assert index.match(f"{title} .. {SCHOOL_TITLE}", story).relation == "roundup"


def test_a_copy_that_is_nine_tenths_of_a_shorter_text_is_found():
    """C .91, J .62: neither holds the other, and both tell the story of the shorter one."""
    index = DuplicateIndex()
    first = "\n".join((BRIDGE, *MARKET.split("\n")[:2]))
    second = (
        BRIDGE.replace("صباح الثلاثاء", "ضحى أمس الأول")
        .replace("رجال الأعمال", "التجار المحليين")
        .replace("وممرات للمشاة", "وأرصفة")
        .replace("تصريف مياه الأمطار", "المجاري")
    )
    found = overlap(second, first)
    assert 0.9 <= found.containment < 0.94
    assert 0.6 <= found.jaccard < 0.7
    index.add("first", BRIDGE_TITLE, first)
    assert index.match("جسر يربط الميناء بالأحياء", second).relation == "contained"


def chain(length):
    """Texts of which each has a tenth of its words, four at a time, other than the one before."""
    words = LONG.replace("\n", " ").split()
    marks = "بتثجحخدذرزسشصضطظعغفقكمن"
    texts = [words]
    for number in range(length):
        texts.append(
            [
                f"{marks[number]}{word}{marks[-number - 1]}" if at % 40 // 4 == number else word
                for at, word in enumerate(texts[-1])
            ]
        )
    return [" ".join(text) for text in texts]


def test_a_copy_of_a_copy_is_found_and_a_copy_of_that_is_not():
    """What is compared with was found by a head itself: so a chain of likenesses ends."""
    texts = chain(5)
    index, found = DuplicateIndex(), []
    for number, text in enumerate(texts):
        match = index.match("", text)
        found.append(match.identifier if match and match.is_duplicate else None)
        index.add(str(number), "", text)
    alike = [overlap(texts[at], texts[0]).containment >= 0.85 for at in range(len(texts))]
    assert alike == [True, True, False, False, False, False]
    assert found == [None, "0", "0", None, "3", "3"]
