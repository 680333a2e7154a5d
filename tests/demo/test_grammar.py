"""The grammar: choices, slots that are remembered, agreement, counted nouns, broken frames."""

# ruff: noqa: S311 - seeds make these tests repeatable

from __future__ import annotations

import doctest
import re
from random import Random

import pytest

from crawler.demo import counting, wording
from crawler.demo.counting import counted
from crawler.demo.grammar import parse
from crawler.demo.story import TYPES
from crawler.demo.teller import Teller
from crawler.demo.word_lists import FOLDER, read_lists

LISTS = {
    "man": ("سالم",),
    "woman": ("هدى",),
    "family": ("المرجاني",),
    "speaker": ("مدير/مديرة المشروع",),
    "witness": ("الطالب الجامعي/الطالبة الجامعية",),
    "org": ("لجنة التخطيط ;f", "المجلس"),
    "city": ("عدن", "تعز", "إب"),
}


@pytest.mark.parametrize("module", [counting, wording])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module) == (0, doctest.testmod(module).attempted)
    assert doctest.testmod(module).attempted > 0


def told(frame: str, seed: int = 0) -> str:
    return Teller(Random(seed), LISTS).tell(frame)


def test_every_choice_comes_and_may_be_nested():
    seen = {told("[أ|ب [ج|د]]", seed) for seed in range(60)}
    assert seen == {"أ", "ب ج", "ب د"}


def test_a_numbered_slot_stays_the_same_and_differs_from_the_next():
    first, again, other = told("{city1} {city1} {city2}").split()
    assert first == again != other


def test_a_bare_slot_takes_every_word_before_one_comes_again():
    assert sorted(told("{city} {city} {city}").split()) == sorted(LISTS["city"])


def test_verbs_agree_with_the_organisation():
    pairs = {told("{org:أعلن/أعلنت} {org}", seed) for seed in range(20)}
    assert pairs == {"أعلن المجلس", "أعلنت لجنة التخطيط"}


def test_a_person_comes_with_a_role_once_and_verbs_agree():
    said = {told("{speaker:قال/قالت} {speaker}. وأضاف {speaker}", seed) for seed in range(40)}
    assert said == {
        "قال مدير المشروع سالم المرجاني. وأضاف سالم المرجاني",
        "قالت مديرة المشروع هدى المرجاني. وأضاف هدى المرجاني",
    }


def test_a_role_of_two_words_is_taken_whole():
    assert {told("{witness}", seed) for seed in range(40)} == {
        "الطالب الجامعي سالم المرجاني",
        "الطالبة الجامعية هدى المرجاني",
    }


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (3, "3 أيام"), (10, "10 أيام"), (11, "11 يوماً"), (99, "99 يوماً"), (100, "100 يوم"),
        (103, "103 أيام"), (245, "245 يوماً"), (2, "يومين"), (1, "يوم"),
    ],
)  # fmt: skip
def test_counted_nouns(number, expected):
    assert counted(number, "يوم") == expected


def test_numbers_never_end_in_one_or_two_of_a_hundred():
    said = {told("{#99-105 منزل}", seed) for seed in range(80)}
    assert said == {"99 منزلاً", "100 منزل", "103 منازل", "104 منازل", "105 منازل"}


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ("لـ[المجلس]", "للمجلس"), ("بـ[عدن]", "بعدن"), ("ولـ تعز", "ولتعز"),
        ("بـ{#7-7}", "بنحو 7"), ("لـ{#7-7 يوم}", "لنحو 7 أيام"),
    ],
)  # fmt: skip
def test_prepositions_join_what_follows(frame, expected):
    assert told(frame) == expected


@pytest.mark.parametrize("frame", ["[أ|ب", "أ]", "{city", "أ|ب"])
def test_a_broken_frame_is_refused(frame):
    with pytest.raises(ValueError, match=r"unbalanced|never closed"):
        parse(frame)


def test_a_missing_list_is_named():
    with pytest.raises(KeyError, match="planet"):
        told("{planet}")


def test_every_frame_of_every_type_can_be_told():
    words = read_lists("words")
    assert {each.stem for each in FOLDER.glob("*.txt")} == {*TYPES, "words", "counted", "daily"}
    for name in TYPES:
        lists = {**words, **read_lists(name)}
        for part in ("headline", "lead", "body", "quote", "close", "background"):
            for frame in lists[part]:
                for seed in range(3):
                    text = Teller(Random(seed), lists).tell(frame)
                    assert not re.search(r"[\[\]{}|/#@ـ_]|\s,|  ", text), (name, text)


def test_the_text_counts_what_the_headline_counted_once():
    teller = Teller(Random(1), LISTS)
    headline, other = (teller.head("{#3-9 يوم}") for _ in range(2))
    assert headline == other == teller.tell("{#20-90 يوم}")
    assert int(teller.tell("{#20-90 يوم}").split()[0]) >= 20
