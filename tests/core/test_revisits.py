"""Which articles are looked at again, when, and how many in a run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.revisits import (
    AGES,
    SHARE,
    Looked,
    allowed,
    believed,
    chosen,
    may_be_back,
)

SEEN = datetime(2025, 3, 1, 9, tzinfo=UTC)
LONGEST = timedelta(hours=48)


def hours(number):
    return timedelta(hours=number)


def looked(name="a", **more):
    return Looked(name, f"https://windows.example/{name}", SEEN, **more)


def pick(known, now, most=10, longest=48):
    return [
        each.identifier
        for each in chosen(known, now, hours=longest, most=most, sure=believed(known))
    ]


@pytest.mark.parametrize(
    ("visits", "last", "due"),
    [
        (0, None, 1),
        (1, 1.2, 3),
        (2, 3.5, 8),
        (1, 9, 20),  # one look stands for those that were missed before it
        (4, 20, 44),
    ],
)
def test_each_look_waits_longer(visits, last, due):
    found = looked(visits=visits, last=last and SEEN + hours(last))

    assert found.due_at(LONGEST) == SEEN + hours(due)


@pytest.mark.parametrize(("visits", "longest"), [(5, 48), (0, 0.5), (len(AGES), 1_000)])
def test_an_article_that_is_too_old_rests(visits, longest):
    found = looked(visits=visits, last=SEEN + hours(45) if visits else None)

    assert found.due_at(hours(longest)) is None


def test_the_latest_due_first_and_those_said_to_be_gone_before_all():
    now = SEEN + hours(10)
    known = [
        looked("late", visits=1, last=SEEN + hours(3)),
        looked("new"),
        looked("gone", visits=1, last=SEEN + hours(8), gone_run="run-1"),
        looked("done", visits=1, last=SEEN + hours(9)),
    ]

    assert pick(known, now) == ["gone", "late", "new"]
    assert pick(known, now, most=1) == ["gone"]
    assert pick(known, now, most=0) == []


def test_gone_is_asked_again_after_an_hour():
    known = [looked(visits=3, last=SEEN + hours(50), gone_run="run-1")]

    assert pick(known, SEEN + hours(50.5)) == []
    assert pick(known, SEEN + hours(51)) == ["a"]


def test_an_article_of_the_future_is_left_alone():
    assert pick([looked()], SEEN - hours(2)) == []


def test_the_default_budget_keeps_all_looks_below_their_share():
    known = [looked(f"{number:03}") for number in range(100)]
    now, total = SEEN, 0
    for _ in range(60):
        now += hours(1)
        names = set(pick(known, now, most=None, longest=1_000))
        total += len(names)
        known = [
            looked(each.identifier, visits=each.visits + 1, last=now)
            if each.identifier in names
            else each
            for each in known
        ]

    assert total == SHARE * len(known) - 1
    assert allowed(known) == 1  # kept back for what is gone

    first, *others = known
    gone = looked(first.identifier, visits=1, last=SEEN, gone_run="run-1")
    assert pick([gone, *others], now, most=None) == [gone.identifier]


def said_gone(name="gone", run="r"):
    last, since = SEEN + hours(3.1), SEEN + hours(3)
    return looked(name, visits=1, last=last, gone_run=run, gone_since=since)


def witness(name, at=3.2, **more):
    return looked(name, visits=1, last=SEEN + hours(at), **more)


@pytest.mark.parametrize(
    ("gone", "there", "is_believed"),
    [(1, 0, False), (1, 1, True), (2, 1, True), (3, 3, False), (3, 4, True), (60, 2, False)],
)
def test_what_goes_with_most_others_of_its_age_is_not_believed(gone, there, is_believed):
    known = [said_gone(f"gone-{number}") for number in range(gone)]
    known += [witness(f"there-{number}") for number in range(there)]
    known += [looked("unasked"), witness("before", at=2.9), witness("back", is_withdrawn=True)]

    assert bool(believed(known)) is is_believed


def test_what_went_at_other_times_does_not_hide_what_went_now():
    known = [said_gone(f"before-{number}", run="r-1") for number in range(5)]
    known += [said_gone(), witness("there")]

    assert believed(known) == {"gone"}


def test_an_article_that_came_later_is_no_witness():
    gone = said_gone()
    later = Looked("new", "https://windows.example/new", SEEN + hours(2), 1, SEEN + hours(4))

    assert believed([gone, later]) == frozenset()
    assert believed([gone, later, witness("old")]) == {"gone"}


def test_in_place_of_a_second_look_without_a_witness_another_article_of_its_age_is_asked():
    now = SEEN + hours(5)
    young = Looked("young", "https://windows.example/young", SEEN + hours(2), 1, SEEN + hours(4))
    asked = looked("asked", visits=2, last=SEEN + hours(2))
    others = [young, looked("withdrawn", visits=2, last=SEEN + hours(2), is_withdrawn=True)]
    gone = [said_gone("gone-1"), said_gone("gone-2")]

    assert pick([*gone, asked, *others], now, most=1) == ["asked"]
    assert pick([gone[0], *others], now, most=1) == ["gone-1"]  # nobody else can tell
    assert pick([*gone, witness("asked"), *others], now)[:2] == ["gone-1", "gone-2"]


def test_looks_that_decide_nothing_are_ever_further_apart():
    since = SEEN + hours(3)
    found = looked(visits=4, last=since + hours(7), gone_run="r", gone_since=since)

    assert found.due_at(LONGEST) == since + hours(14)


@pytest.mark.parametrize(
    ("looked_after", "asked_after", "is_due"),
    [
        (0, 0.9, False),
        (0, 1, True),
        (5, 9.9, False),
        (5, 10, True),
        (1_000, 1_100, False),
        (1_000, 1_168, True),
        (50, 5, True),
    ],
)
def test_what_is_listed_and_gone_is_asked_less_and_less(looked_after, asked_after, is_due):
    last, now = SEEN + hours(looked_after), SEEN + hours(asked_after)

    assert may_be_back(SEEN, last, now) is is_due
