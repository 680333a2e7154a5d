"""What becomes of texts that come again: the first that is published is the one they repeat."""

from __future__ import annotations

import pytest

from crawler.store.deciding import Deciding, outcomes


def told(group, known=(), **how):
    """What is decided of a group: outcome and the original, None for an original."""
    decided = list(outcomes(group, set(known), Deciding({}, **how)))
    return [(stored.outcome, each and each.stored.duplicate_of) for stored, each in decided]


@pytest.fixture
def texts(article):
    """Articles at several addresses with one text, or with the changes given."""
    return lambda *numbers, **more: [article(n, body="وصلت القافلة.", **more) for n in numbers]


def test_all_copies_in_a_group_repeat_its_first(texts):
    first, *others = texts(1, 2, 3)
    copy = ("duplicate", first.identifier)
    assert told([first, *others]) == [("new", None), copy, copy]


def test_where_copies_are_published_they_still_repeat_the_first(texts):
    group = texts(1, 2, 3)
    made = [each for _, each in outcomes(group, set(), Deciding({}, withhold=False))]
    assert [each.outcome for each in made] == ["new", "new", "new"]
    assert [each.match and each.match.identifier for each in made] == [
        None,
        group[0].identifier,
        group[0].identifier,
    ]


def test_what_is_withheld_stands_for_nobody(texts):
    """Its original is another text: what repeats it word for word is news, or it would be lost."""
    (part,) = texts(1, duplicate_of="0" * 32, relation="contained")
    (whole,) = texts(2)
    assert told([part, whole]) == [("duplicate", "0" * 32), ("new", None)]


def test_a_copy_of_what_was_given_up_is_published(texts):
    first, second = texts(1, 2)
    (marked,) = texts(3, duplicate_of="f" * 32, relation="same")
    given_up = {"holders": {first.content_key: first.identifier}}
    deciding = Deciding(**given_up, given_up=frozenset({first.identifier, "f" * 32}))
    found = [each for _, each in outcomes([second, marked], set(), deciding)]
    assert [(each.outcome, each.stored.duplicate_of) for each in found] == [
        ("new", None),
        ("new", None),
    ]


def test_one_address_twice_in_a_group_is_one_article(texts):
    assert told(texts(1, 1)) == [("new", None), ("known", None)]
    (known,) = texts(1)
    assert told([known], {known.identifier}) == [("known", None)]
