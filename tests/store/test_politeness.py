"""What is kept of a host, in the store and for a process alone: turns, back-off, copies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.access.politeness import AHEAD_MAX, HostRecord, kept_delay_s, turns_after
from crawler.store.backoff import backoff_of
from crawler.store.database import database_url, open_database
from crawler.store.politeness import OwnHosts, StoredHosts

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOST = "windows.example:8080"


@pytest.fixture(params=["sqlite", "postgresql", "own"])
def two(request, tmp_path):
    """Two processes that share what they know."""
    if request.param == "own":
        records = OwnHosts()
        yield records, records
        return
    url = database_url(tmp_path)
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
    engines = [open_database(url) for _ in range(2)]
    yield tuple(map(StoredHosts, engines))
    for engine in engines:
        engine.dispose()


def test_a_new_host_is_not_known(two):
    assert two[0].read(HOST) == HostRecord(HOST)


def test_what_one_writes_the_other_reads(two):
    first, second = two
    first.change(HOST, delay_s=5.0, robots_body=b"User-agent: *\n\xff", robots_fetched=NOW)
    first.change(HOST, tdm_body=b"[]", tdm_fetched=NOW)
    known = second.read(HOST)
    assert (known.delay_s, known.robots_body, known.robots_fetched) == (
        5.0, b"User-agent: *\n\xff", NOW,
    )  # fmt: skip
    assert (known.tdm_body, known.tdm_fetched) == (b"[]", NOW)
    assert second.read("other.example") == HostRecord("other.example")


def test_claims_follow_each_other(two):
    first, second = two
    assert first.claim(HOST, NOW, 4 * SECOND)[:2] == (NOW, NOW + 4 * SECOND)
    assert second.claim(HOST, NOW + SECOND, SECOND)[:2] == (NOW + 4 * SECOND, NOW + 5 * SECOND)
    again = first.claim(HOST, NOW + 4 * SECOND, SECOND, mine=NOW + 4 * SECOND)
    assert again[0] == NOW + 5 * SECOND  # after the other's


def test_a_process_replaces_its_own_last_claim(two):
    first, _ = two
    _, end, _ = first.claim(HOST, NOW, 4 * SECOND)
    begin, _, record = first.claim(HOST, NOW + 3 * SECOND, 8 * SECOND, mine=end)
    assert begin == NOW + 3 * SECOND
    assert record.next_at == NOW + 11 * SECOND


def test_a_claim_far_ahead_comes_from_a_clock_that_was_wrong(two):
    first, second = two
    first.claim(HOST, NOW + 2 * AHEAD_MAX, SECOND)
    assert second.claim(HOST, NOW, SECOND)[0] == NOW


def test_what_is_left_of_a_claim_is_given_back(two):
    first, second = two
    _, end, _ = first.claim(HOST, NOW, 9 * SECOND)
    first.give_back(HOST, end, NOW + SECOND)
    assert second.claim(HOST, NOW, SECOND)[0] == NOW + SECOND
    first.give_back(HOST, end, NOW)  # somebody has claimed since
    assert first.read(HOST).next_at == NOW + 2 * SECOND


def test_the_longer_back_off_stays(two):
    first, second = two
    first.back_off(HOST, NOW + 60 * SECOND, "status 429, Retry-After", 1)
    noted = second.back_off(HOST, NOW + 5 * SECOND, "status 503", 2)
    assert noted == first.read(HOST)
    assert (noted.backoff_until, noted.backoff_reason) == (
        NOW + 60 * SECOND, "status 429, Retry-After",
    )  # fmt: skip
    assert noted.failures == 2
    assert (noted.pause_s(NOW), noted.pause_s(NOW + 61 * SECOND)) == (60.0, 0.0)


def test_turns_grow_for_who_is_alone():
    turns, seen = 1, []
    for _ in range(5):
        turns = turns_after(turns, 1.0, alone=True)
        seen.append(turns)
    assert seen == [2, 4, 8, 10, 10]
    assert turns_after(8, 1.0, alone=False) == 1
    assert turns_after(1, 60.0, alone=True) == 1


def test_a_crawl_delay_is_bounded():
    assert [kept_delay_s(asked) for asked in (None, 0.0, 7.0, 1e9)] == [None, None, 7.0, 30.0]


def test_copies_grow_old():
    record = HostRecord(HOST, robots_body=b"", robots_fetched=NOW, tdm_fetched=NOW)
    assert record.robots_at(NOW + timedelta(minutes=59))
    assert record.robots_at(NOW + timedelta(hours=2)) is None
    assert record.robots_at(NOW + timedelta(hours=2), answered=False)
    assert record.robots_at(NOW - SECOND) is None
    assert record.knows_usage(NOW + timedelta(hours=23))
    assert not record.knows_usage(NOW + timedelta(hours=25))
    assert not HostRecord(HOST).knows_usage(NOW)


def test_an_article_that_a_resting_host_was_not_asked_for_is_due_at_once():
    assert backoff_of("unasked").after(9) == timedelta(0)
    assert backoff_of("failed").after(9) == timedelta(days=1)
