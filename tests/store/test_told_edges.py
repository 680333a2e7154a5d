"""What people are told of incidents: to the second, each attempt counted, no page forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.store.database import reading, writing
from crawler.store.deliveries import HOLD, Deliveries
from crawler.store.incidents import (
    Incidents,
    Seen,
    close_incident,
    continue_incident,
    open_incident,
)
from crawler.store.mutes import Mutes, is_muted
from crawler.store.notices import Notices

SECOND = timedelta(seconds=1)
BAD = "https://windows.example/news/7"
SITE, CAUSE, TARGET = "windows", "silence", "mail"


@pytest.fixture
def seen(now):
    def make(run="run-1", at=now, url_bad=None):
        return Seen(
            site=SITE, cause=CAUSE, verdict="broken", level="error", run=run, at=at,
            first_run=run, first_at=at, url_bad=url_bad,
        )  # fmt: skip

    return make


@pytest.fixture
def opened(engine, seen):
    """An incident that a page shows."""
    with writing(engine) as connection:
        key = open_incident(connection, seen(url_bad=BAD))
    return Incidents(engine).get([key])[key]


@pytest.fixture
def notices(engine):
    return Notices(engine)


@pytest.fixture
def notice(opened, notices, now):
    """What is to be told of the incident."""
    (due,) = notices.due(now)
    assert due.incident == opened.id
    return due


def test_the_page_that_showed_it_stays_where_a_later_run_has_none(engine, seen, opened):
    for url, shown in ((None, BAD), (f"{BAD}8", f"{BAD}8"), (None, f"{BAD}8")):
        with writing(engine) as connection:
            continue_incident(connection, opened, seen("run-2", url_bad=url))
        assert Incidents(engine).get([opened.id])[opened.id].url_bad == shown


def test_each_attempt_counts_and_success_ends_the_error(notice, notices, now):
    for _ in range(3):
        notices.trying(notice.id, now)
        notices.failed(notice.id, "refused")
    (tried,) = notices.due(now)
    assert (tried.attempts, tried.last_error) == (3, "refused")
    notices.sent(notice.id, now)
    assert (notices.due(now), notices.waiting()) == ([], False)


@pytest.fixture
def over(engine, opened, notices, now):
    """Closes the incident while it is muted; what is told when the mute ends."""

    def close():
        until = now + timedelta(days=1)
        Mutes(engine).add(SITE, CAUSE, until=until, reason="holiday", now=now)
        with writing(engine) as connection:
            close_incident(connection, opened, "run-2", now + SECOND)
        return [each.kind for each in notices.due(until)]

    return close


def test_what_was_never_told_is_not_told_to_be_over(over):
    assert over() == []


def test_what_may_have_been_told_is_told_to_be_over(notice, notices, over, now):
    """A process that was killed after it tried may have told it, muted since or not."""
    notices.trying(notice.id, now)
    assert over() == ["opened", "closed"]


def test_a_mute_ends_at_its_moment(engine, now):
    mutes = Mutes(engine)
    mutes.add(SITE, None, until=now, reason="holiday", now=now - HOLD)
    for moment, muted in ((now - SECOND, True), (now, False)):
        with reading(engine) as connection:
            assert is_muted(connection, SITE, CAUSE, moment) is muted
        assert bool(mutes.active(moment)) is muted
    assert mutes.end(SITE, None, now=now) == 0
    assert mutes.end(SITE, None, now=now - SECOND) == 1


def test_a_mute_that_is_over_is_not_ended_again(engine, now):
    mutes = Mutes(engine)
    mutes.add(SITE, None, until=now, reason="holiday", now=now - SECOND)
    mutes.end(SITE, None, now=now + SECOND)
    assert mutes.active(now) == []


def test_a_message_that_was_leaving_is_sent_again_after_a_while(engine, notice, now):
    first, second = Deliveries(engine), Deliveries(engine)
    begun = {}
    for number, after in enumerate((HOLD - SECOND, HOLD, HOLD + SECOND, -SECOND)):
        assert first.begin(notice.id, f"{TARGET}-{number}", now)
        begun[after] = second.begin(notice.id, f"{TARGET}-{number}", now + after)
    assert begun == {HOLD - SECOND: False, HOLD: True, HOLD + SECOND: True, -SECOND: True}


def test_a_message_that_was_taken_is_never_sent_again(engine, notice, now):
    first, second = Deliveries(engine), Deliveries(engine)
    assert first.begin(notice.id, TARGET, now)
    first.sent(notice.id, TARGET, now)
    assert not second.begin(notice.id, TARGET, now + 9 * HOLD)
    assert second.done(notice.id) == {TARGET}
