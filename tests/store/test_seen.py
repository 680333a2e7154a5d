"""What is known, what waits for its next try, and whose text it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.store.backoff import FAILED, GONE, REFUSED, backoff_of
from crawler.store.database import reading
from crawler.store.holders import holders_of
from crawler.store.outbox import Outbox
from crawler.store.seen import RETRIES_MAX, Seen, Visit

DAY = timedelta(days=1)


@pytest.fixture
def seen(engine):
    return Seen(engine)


@pytest.fixture
def visit(now):
    def make(name="a", outcome="failed", at=now, site="windows"):
        return Visit(name, f"https://news.example/{name}", site, outcome, at)

    return make


def test_articles_and_copies_are_known(engine, seen, article):
    outbox = Outbox(engine)
    outbox.add(article(1))
    outbox.add(article(2, duplicate_of="x"))
    outbox.flush()
    names = [article(number).identifier for number in range(3)]
    assert seen.known(names) == set(names[1:])
    assert seen.known([]) == set()


def test_questions_about_many_addresses(engine, seen, article, visit, now):
    outbox = Outbox(engine)
    for number in range(60):
        outbox.add(article(number))
    outbox.flush()
    names = [f"unknown-{number}" for number in range(1500)]
    names[10:10] = [article(number).identifier for number in range(60)]
    assert len(seen.known(iter(names))) == 60
    waiting = {*names[100:900], names[10]}
    seen.note(map(visit, waiting))
    assert seen.postponed(set(names), now) == waiting
    assert seen.decided(iter(names), now) == (seen.known(names), waiting - {names[10]})
    assert seen.decided([], now) == (set(), set())
    keys = [article(number).content_key for number in range(60)]
    with reading(engine) as connection:
        assert len(holders_of(connection, keys + names[:900])) == 60


def test_whose_text_it_is(engine, article):
    outbox = Outbox(engine)
    for each in (article(1), article(2, body="نص", duplicate_of="x")):
        outbox.add(each)
    outbox.flush()
    keys = [article(1).content_key, article(2, body="نص").content_key, "none"]
    with reading(engine) as connection:
        assert holders_of(connection, keys) == {keys[0]: article(1).identifier}


@pytest.mark.parametrize(
    ("outcome", "backoff"),
    [
        ("not_an_article", REFUSED),
        ("not_a_listing", REFUSED),
        ("redirected", REFUSED),
        ("dropped:short_body", REFUSED),
        ("gone", GONE),
        ("http_410", GONE),
        ("failed", FAILED),
        ("truncated", FAILED),
        ("timeout", FAILED),
        ("http_503", FAILED),
    ],
)
def test_outcomes_have_their_pauses(outcome, backoff):
    assert backoff_of(outcome) is backoff


@pytest.mark.parametrize(
    ("backoff", "pauses"),
    [
        (REFUSED, {1: DAY, 2: 2 * DAY, 5: 16 * DAY, 6: 30 * DAY, 99_999: 30 * DAY}),
        (GONE, {1: DAY / 4, 2: DAY / 2, 7: 16 * DAY, 8: 30 * DAY}),
        (FAILED, {1: timedelta(minutes=10), 3: timedelta(minutes=40), 8: timedelta(minutes=1280)}),
        (FAILED, {9: DAY, 10: DAY}),
    ],
)
def test_pauses_double_up_to_the_longest(backoff, pauses):
    assert {attempts: backoff.after(attempts) for attempts in pauses} == pauses


def test_an_address_is_postponed_until_its_time(seen, visit, now):
    seen.note([visit("a", "not_an_article")])
    assert seen.postponed(["a", "b"], now) == {"a"}
    assert seen.postponed(["a"], now + DAY - timedelta(seconds=1)) == {"a"}
    assert seen.postponed(["a"], now + DAY) == set()


def test_each_attempt_waits_longer(seen, visit, now):
    seen.note([visit("a", "not_an_article")])
    seen.note([visit("a", "dropped:no_body", at=now + DAY)])
    assert seen.postponed(["a"], now + 3 * DAY - timedelta(seconds=1)) == {"a"}
    assert seen.postponed(["a"], now + 3 * DAY) == set()


def test_two_visits_in_one_note_are_two_attempts(seen, visit, now):
    seen.note([visit("a"), visit("b"), visit("a")])
    assert seen.postponed(["a", "b"], now + timedelta(minutes=10)) == {"a"}


def test_another_kind_of_outcome_counts_anew(seen, visit, now):
    seen.note([visit("a")] * 5)
    seen.note([visit("a", "gone")])
    assert seen.postponed(["a"], now + DAY / 4) == set()


def test_nothing_to_note(seen):
    seen.note([])
    assert seen.due("site", datetime.now(UTC), 10) == []


def test_failures_are_due_again_the_longest_waiting_first(engine, seen, visit, article, now):
    outbox = Outbox(engine, group_max=1)
    outbox.add(article(1))
    seen.note(
        [
            visit("late", at=now + timedelta(minutes=1)),
            visit("early", "truncated"),
            visit("gone", "gone"),
            visit("refused", "not_an_article"),
            visit("dropped", "dropped:no_body"),
            visit("elsewhere", site="other"),
            visit(article(1).identifier),  # it came after all
            *[visit("hopeless")] * RETRIES_MAX,
        ]
    )
    assert seen.due("windows", now, 9) == []
    urls = ["https://news.example/early", "https://news.example/late"]
    assert seen.due("windows", now + 2 * DAY, 9) == urls
    assert seen.due("windows", now + 2 * DAY, 1) == urls[:1]
    assert seen.due("windows", now + timedelta(minutes=10), 9) == urls[:1]
