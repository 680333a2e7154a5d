"""To the second: when an address is asked again, and how far a clock may run ahead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.store.outbox import Outbox
from crawler.store.seen import RETRIES_MAX, SKEW, Seen, Visit

SECOND = timedelta(seconds=1)
LATER = timedelta(days=60)


@pytest.fixture
def seen(engine):
    return Seen(engine)


@pytest.fixture
def visit(now):
    def make(name, outcome="failed", at=now):
        return Visit(name, f"https://news.example/{name}", "windows", outcome, at)

    return make


def test_a_visit_by_a_clock_that_runs_a_little_ahead_holds(seen, visit, now):
    ahead = {"behind": -SECOND, "a": SECOND, "most": SKEW, "wrong": SKEW + SECOND}
    seen.note(visit(name, at=now + by) for name, by in ahead.items())
    waiting = ahead.keys() - {"wrong"}
    assert seen.postponed(ahead, now) == waiting
    assert seen.decided(ahead, now) == (set(), waiting)
    assert seen.due("windows", now, 9) == ["https://news.example/wrong"]


def test_both_questions_agree_at_the_moment_of_the_next_try(seen, visit, now):
    seen.note([visit("a", "gone")])
    for seconds, waiting in ((-1, {"a"}), (0, set()), (1, set())):
        moment = now + timedelta(hours=6, seconds=seconds)
        assert seen.postponed(["a"], moment) == waiting
        assert seen.decided(["a"], moment) == (set(), waiting)


def test_after_so_many_tries_a_listing_must_show_it_again(seen, visit, now):
    seen.note([visit("often")] * (RETRIES_MAX - 1))
    assert seen.due("windows", now + LATER, 9) == ["https://news.example/often"]
    seen.note([visit("often")])
    assert seen.due("windows", now + LATER, 9) == []


def test_the_longest_due_is_asked_first_whatever_its_name(seen, visit, now):
    seen.note([visit("z"), visit("a", at=now + SECOND)])
    assert seen.due("windows", now + LATER, 1) == ["https://news.example/z"]


def test_what_is_stored_is_known_and_not_postponed_too(engine, seen, visit, article, now):
    box = Outbox(engine)
    box.add(article(1))
    box.flush()
    name = article(1).identifier
    seen.note([visit(name, "gone")])
    assert seen.decided([name], now) == ({name}, set())
