"""Copies that look like another filling: sentences moved, plain words, dots, numbers turned."""

from __future__ import annotations

from itertools import permutations

import pytest

from crawler.core.dedup import DuplicateIndex
from crawler.core.dedup.guards.fillings import Fillings
from crawler.core.dedup.guards.form import forms_differ
from crawler.core.dedup.guards.numbers import are_turned, numbers_differ
from crawler.core.dedup.overlap import overlap_of
from crawler.core.dedup.sketch import sketch_of
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE, MARKET, SCHOOL, SCHOOL_TITLE

LONG = f"{BRIDGE}\n{SCHOOL}"


def overlap(new, old, *, sites=("one", "two"), title=BRIDGE_TITLE):
    ones, others = (
        sketch_of(title, text, site=site) for text, site in zip((new, old), sites, strict=True)
    )
    return overlap_of(ones, others)


def differ(new, old, **options):
    return forms_differ(overlap(new, old, **options)), forms_differ(overlap(old, new, **options))


THANKS, GIFT = "شكر العمدة الضيوف.", "قدم الوفد هدية."
FIRST, SECOND, *_ = BRIDGE.split("\n")


def test_sentences_in_another_order_make_no_slot():
    """Where they were parted, words that both texts have stand for one another."""
    orders = map("\n".join, permutations(SCHOOL.split("\n")))
    called_forms = [order for order in orders if forms_differ(overlap(order, SCHOOL))]
    assert len(called_forms) <= 1  # of 120; 17 where only the slots were looked at


def test_two_names_that_have_changed_places_are_two_fillings():
    new, old = (
        f"{FIRST} {one} {MARKET} {two} {SECOND}" for one, two in [(THANKS, GIFT), (GIFT, THANKS)]
    )
    found = overlap(new, old)
    assert found.jaccard == 1
    assert not Fillings(found).are_moved
    assert forms_differ(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [("لكن", "بل"), ("حيث", "إذ"), ("أكد", "شدد"), ("كبيرة", "ضخمة")],
)
def test_an_editor_is_known_by_plain_words_for_plain_ones(one, other):
    """He has put a word for another in a second place: a form has its words one way."""
    old = LONG.replace("مطالبين", f"{one} طالبوا").replace("رغم قلة", "مع ندرة")
    new = LONG.replace("مطالبين", f"{other} طالبوا").replace("رغم قلة", "مع شح")
    assert differ(new, old) == (False, False)
    assert differ(new.replace(f"{other} طالبوا", f"{one} طالبوا"), old) == (True, True)


@pytest.mark.parametrize(
    ("word", "other"),
    [("الجسر", "الحسر"), ("الشاحنات", "الشاخنات"), ("الثقيلة", "التقيلة"), ("فقرات", "ففرات")],
)
def test_dots_that_were_missed(word, other):
    assert word in LONG
    assert differ(LONG.replace(word, other), LONG) == (False, False)


def test_a_name_that_differs_by_a_dot_in_the_only_slot_of_a_site_is_another():
    new, old = (f"{MARKET}\nوكان في السوق الشيخ {name} وأولاده." for name in ("حازم", "جازم"))
    assert differ(new, old, sites=("one", "one")) == (True, True)
    assert differ(new, old) == (False, False)  # of two sites one has missed it


@pytest.mark.parametrize(
    ("word", "joined"), [("تلاميذ المرحلة", "تلاميذالمرحلة"), ("في القرى", "فيالقرى")]
)
def test_words_without_a_space_between_them(word, joined):
    assert word in LONG
    again = f"{LONG}\nوغاب عن الحفل تلاميذ المرحلة الثانوية."
    assert differ(again.replace(word, joined, 1), again) == (False, False)


@pytest.mark.parametrize(
    ("number", "turned"),
    [("63", "36"), ("54.8", "8.54"), ("54.8", "8. 54"), ("886.054", "054886"), ("1907", "1970")],
)
def test_numbers_that_a_paper_has_turned_round(number, turned):
    old, new = (LONG.replace("14 شهرا", f"{each} شهرا") for each in (number, turned))
    found = overlap(new, old)
    assert found.shared >= 100
    assert are_turned(found)
    assert not numbers_differ(found)
    assert differ(new, old) == (False, False)


@pytest.mark.parametrize(
    ("new", "old", "sites"),
    [
        (LONG.replace("14", "41"), LONG, ("one", "one")),  # a site counts on
        (LONG.replace("14", "15"), LONG, ("one", "two")),
        (BRIDGE.replace("14", "41"), BRIDGE, ("one", "two")),  # short: of a form with one number
        (LONG.replace("14", "41").replace("3 ملايين", "5 ملايين"), LONG, ("one", "two")),
    ],
)
def test_other_numbers_are_not_turned(new, old, sites):
    found = overlap(new, old, sites=sites)
    assert not are_turned(found)
    assert numbers_differ(found) or forms_differ(found)


def test_a_copy_of_which_more_than_half_was_rewritten_is_found_under_its_headline():
    """No part of it has two thirds of what both share, and is as it was."""
    words = BRIDGE.split()
    half = 2 * len(words) // 5
    rest = [word for at, word in enumerate(words[half:]) if at % 6 > 1]
    rewritten = " ".join([*words[:half], *MARKET.split()[:12], *rest])
    found = overlap(rewritten, BRIDGE)
    assert found.containment < 0.85
    assert found.jaccard >= 0.65
    index = DuplicateIndex()
    index.add("first", BRIDGE_TITLE, BRIDGE)
    assert index.match(f"عاجل: {BRIDGE_TITLE}", rewritten).is_duplicate
    assert index.match(SCHOOL_TITLE, rewritten) is None
