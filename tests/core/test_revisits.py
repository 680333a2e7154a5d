"""Which articles are looked at again, when, and how many in a run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.revisits import AGES, SHARE, Looked, allowed, chosen, gone_together

SEEN = datetime(2025, 3, 1, 9, tzinfo=UTC)
LONGEST = timedelta(hours=48)


def hours(number):
    return timedelta(hours=number)


def looked(name="a", **more):
    return Looked(name, f"https://windows.example/{name}", SEEN, **more)


def pick(known, now, most=10, longest=48):
    return [each.identifier for each in chosen(known, now, hours=longest, most=most)]


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


@pytest.mark.parametrize(
    ("gone", "there", "together"), [(5, 4, True), (4, 0, False), (5, 5, False), (60, 2, True)]
)
def test_a_site_that_says_it_of_most_is_broken(gone, there, together):
    known = [looked(visits=1, last=SEEN, gone_run="r") for _ in range(gone)]
    known += [looked(visits=1, last=SEEN) for _ in range(there)]
    known += [looked() for _ in range(100)]  # nobody has looked at these

    assert gone_together(known) is together
