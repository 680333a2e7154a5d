"""A message leaves for an address once at a time, and is taken once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.store.database import writing
from crawler.store.deliveries import HOLD, Deliveries
from crawler.store.incidents import Seen, open_incident
from crawler.store.notices import Notices


@pytest.fixture
def notice(engine, now):
    """The key of a message that is due."""
    seen = Seen(
        site="windows", cause="bug", verdict="broken", level="error", run="r1", at=now,
        first_run="r1", first_at=now,
    )  # fmt: skip
    with writing(engine) as connection:
        open_incident(connection, seen)
    return Notices(engine).due(now)[0].id


def test_two_processes_do_not_send_the_same(engine, notice, now):
    first, second = Deliveries(engine), Deliveries(engine)
    assert first.begin(notice, "a", now)
    assert not second.begin(notice, "a", now)
    first.sent(notice, "a", now)
    assert not second.begin(notice, "a", now + timedelta(days=1))
    assert second.done(notice) == {"a"}


def test_each_address_by_itself(engine, notice, now):
    deliveries = Deliveries(engine)
    assert deliveries.begin(notice, "a", now)
    assert deliveries.begin(notice, "b", now)
    deliveries.sent(notice, "b", now)
    assert deliveries.done(notice) == {"b"}


def test_who_has_failed_lets_the_next_try_at_once(engine, notice, now):
    deliveries = Deliveries(engine)
    assert deliveries.begin(notice, "a", now)
    deliveries.failed(notice, "a")
    assert deliveries.begin(notice, "a", now)


def test_who_was_killed_holds_it_for_a_while(engine, notice, now):
    deliveries = Deliveries(engine)
    assert deliveries.begin(notice, "a", now)
    assert not deliveries.begin(notice, "a", now + HOLD - timedelta(seconds=1))
    assert deliveries.begin(notice, "a", now + HOLD)
    assert not deliveries.begin(notice, "a", now + HOLD)


def test_a_clock_that_was_ahead_holds_nothing_up(engine, notice, now):
    deliveries = Deliveries(engine)
    assert deliveries.begin(notice, "a", now + timedelta(days=30))
    assert deliveries.begin(notice, "a", now)
