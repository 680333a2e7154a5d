"""What contradicts a rule or a form, in whatever order it comes, and what does not."""

from __future__ import annotations

from itertools import permutations

import pytest

from crawler.core.links.forms import Form, same_forms
from crawler.core.links.learned import LearnedUrls

SITE = "http://site.example"
QUERIES = ("a=x", "a=y", "b=x", "b=y")
PROOFS = [(f"{SITE}/n/{n}?{query}", f"text {n}") for n in (1, 2, 3) for query in QUERIES]
PATH, QUERY, PRINT = (Form(frame, frozenset()) for frame in ("/news/#", "/show.php?id", "/print/#"))


def rules(pairs):
    return sorted(part.name for part in LearnedUrls(pairs).rules)


def test_parts_that_decide_nothing_are_rules():
    assert rules(PROOFS) == ["a", "b"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_contradiction_holds_in_any_order(order):
    """Two contents where both parts vary: neither of them may be left out."""
    pages = [("?a=1", "one"), ("?a=2", "another"), ("?a=1&b=5", "one")]
    told = [(f"{SITE}/n/9{query}", content) for query, content in pages]
    assert rules([*PROOFS, *(told[place] for place in order)]) == []
    assert rules([*(told[place] for place in order), *PROOFS]) == []


def shown(*forms, numbers="123"):
    return [(form, number, f"text {number}") for number in numbers for form in forms]


def test_an_article_that_was_edited_under_one_address_parts_no_forms():
    edited = [(PATH, "9", "before"), (PATH, "9", "after")]
    pairs = shown(PATH, QUERY)
    assert set(same_forms(pairs, [*pairs, *edited])) == {PATH, QUERY}
    other = [(PATH, "9", "one article"), (QUERY, "9", "another")]
    assert same_forms(pairs, [*pairs, *other]) == {}


@pytest.mark.parametrize("turned", [False, True])
def test_forms_that_hang_together_have_one_that_stands_for_all(turned):
    pairs = [*shown(PATH, QUERY), *shown(QUERY, PRINT, numbers="456")]
    found = same_forms(pairs[::-1] if turned else pairs, pairs)
    assert set(found) == {PATH, QUERY, PRINT}
    assert set(found.values()) == {PATH}


def test_two_articles_prove_no_form():
    pairs = shown(PATH, QUERY, numbers="12")
    assert same_forms(pairs, [*pairs, *shown(PATH, numbers="3")]) == {}
