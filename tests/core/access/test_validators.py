"""When a page is asked "only if it changed", and which servers are not believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.core.access.validators import (
    AGE_MAX,
    UNCHANGED_MAX,
    UNPROVEN_MAX,
    Validator,
    following,
    has_lied,
    headers_of,
    is_sendable,
    why_not_sent,
)

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
KNOWN = Validator(
    etag='"a"',
    last_modified=None,
    made_by="1/p",
    body="b1",
    reading="r1",
    read_at=NOW - HOUR,
    changed_at=NOW - 2 * HOUR,
)


def why(now=NOW, made_by="1/p", doubted_until=None, **changes):
    known = replace(KNOWN, **changes)
    return why_not_sent(known, now, made_by=made_by, doubted_until=doubted_until)


@pytest.mark.parametrize(
    ("value", "sendable"),
    [
        ('W/"7"', True),
        ("x" * 1_000, True),
        ("x" * 1_001, False),
        ('"\u0623"', False),
        ('"7"\r\nCookie: a=b', False),  # would be a header of its own
    ],
)
def test_only_what_can_be_a_header_is_sent_back(value, sendable):
    assert is_sendable(value) is sendable


def test_a_page_that_is_known_is_asked_with_what_it_carried():
    assert why() is None
    assert headers_of(KNOWN) == {"If-None-Match": '"a"'}
    both = replace(KNOWN, last_modified="Sat, 01 Mar 2025 08:00:00 GMT")
    assert list(headers_of(both)) == ["If-None-Match", "If-Modified-Since"]


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"made_by": "2/p"}, "newer_code"),
        ({"doubted_until": NOW + HOUR}, "doubted"),
        ({"doubted_until": NOW - HOUR}, None),
        ({"read_at": NOW + 2 * HOUR}, "clock"),
        ({"read_at": NOW - AGE_MAX - HOUR}, "old"),
        ({"unchanged": UNCHANGED_MAX, "gap": HOUR}, "audit"),
        ({"unchanged": UNCHANGED_MAX - 1, "gap": HOUR}, None),
        ({"unchanged": UNPROVEN_MAX}, "audit"),
        ({"unchanged": UNPROVEN_MAX - 1}, None),
        ({"unchanged": 1, "gap": timedelta(minutes=31)}, None),
        ({"unchanged": 1, "gap": timedelta(minutes=29)}, None),
        ({"unchanged": 1, "gap": timedelta(minutes=29), "read_at": NOW - 1.1 * HOUR}, "expected"),
        ({"unchanged": 0, "gap": timedelta(minutes=29), "read_at": NOW - 9 * HOUR}, None),
    ],
)
def test_when_the_whole_page_is_asked(given, word):
    assert why(**given) == word


@pytest.mark.parametrize(
    ("changes", "lied"),
    [
        ({"body": "b2", "reading": "r2"}, True),
        ({"body": "b2"}, False),  # a counter: what is read is the same
        ({"body": "b2", "reading": "r2", "etag": '"b"'}, False),
        ({"body": "b2", "reading": "r2", "made_by": "2/p"}, False),  # newer code reads otherwise
        ({"reading": "r2"}, False),  # the same bytes
    ],
)
def test_a_lie_is_the_same_validator_with_other_news(changes, lied):
    assert has_lied(KNOWN, replace(KNOWN, **changes)) is lied


def test_a_lie_proves_nothing():
    now = replace(KNOWN, body="b2", reading="r2", read_at=NOW, changed_at=NOW)

    assert following(replace(KNOWN, gap=HOUR), now) == now


def test_nobody_lies_of_what_was_not_seen():
    assert not has_lied(None, KNOWN)
    assert not has_lied(replace(KNOWN, body=""), replace(KNOWN, body="b2", reading="r2"))


def test_the_gap_lies_between_two_changes_of_what_is_read():
    now = replace(KNOWN, read_at=NOW, changed_at=NOW)
    same = following(replace(KNOWN, gap=HOUR), replace(now, body="b2"))
    other = following(KNOWN, replace(now, reading="r2", body="b2", etag='"b"'))

    assert (same.gap, same.changed_at) == (HOUR, KNOWN.changed_at)
    assert (other.gap, other.changed_at) == (2 * HOUR, NOW)


@pytest.mark.parametrize(
    "before", [None, replace(KNOWN, body=""), replace(KNOWN, read_at=NOW + HOUR)]
)
def test_the_first_answer_tells_no_gap(before):
    now = replace(KNOWN, read_at=NOW, changed_at=NOW, reading="r2")

    assert following(before, now) == now
