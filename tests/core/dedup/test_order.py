"""Who came first changes the name of a relation, never whether there is one."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.core.dedup import DuplicateIndex
from tests.core.dedup.daily_forms import FORMS, blocks
from tests.core.dedup.stories import BRIDGE, BRIDGE_TITLE, RELATED, SCHOOL, SCHOOL_TITLE

MIRRORED = {"contained": "extends", "extends": "contained"}
SENTENCES = [*BRIDGE.split("\n"), *SCHOOL.split("\n"), *RELATED.split("\n")]
BODIES = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8, unique=True).map("\n".join)
TITLES = st.sampled_from([BRIDGE_TITLE, SCHOOL_TITLE, f"{BRIDGE_TITLE} .. {SCHOOL_TITLE}", ""])
PAGES = st.tuples(TITLES, BODIES)


def relation(first, second):
    index = DuplicateIndex()
    index.add("first", *first)
    match = index.match(*second)
    return match and match.relation


@settings(deadline=None)
@given(PAGES, PAGES)
def test_the_other_way_round(one, other):
    there, back = relation(one, other), relation(other, one)
    assert back == MIRRORED.get(there, there)


def test_of_sentences_that_changed_places_the_same_one_moved():
    opening = BRIDGE.split("\n")[0]
    _, feast, _, gifts, end = SCHOOL.split("\n")
    one = BRIDGE_TITLE, f"{gifts}\n{end}\n{feast}"
    other = BRIDGE_TITLE, f"{gifts}\n{feast}\n{opening}\n{end}"
    there, back = relation(one, other), relation(other, one)
    assert back == MIRRORED.get(there, there)


@pytest.mark.parametrize("form", FORMS)
def test_pages_of_a_form_the_other_way_round(form):
    title, body, values = FORMS[form]
    pages = [
        (title.format(value), blocks(body.format(value), at)) for at, value in enumerate(values)
    ]
    for one, other in combinations(pages, 2):
        assert relation(one, other) == relation(other, one) == "template"


@settings(deadline=None)
@given(st.lists(PAGES, max_size=6), PAGES)
def test_the_same_articles_in_the_same_order_give_the_same(pages, asked):
    answers = []
    for _ in range(2):
        index = DuplicateIndex()
        for number, page in enumerate(pages):
            index.add(str(number), *page)
        answers.append((index.match(*asked), index.match(*asked)))
    assert answers[0] == answers[1]
    assert answers[0][0] == answers[0][1]
