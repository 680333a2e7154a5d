"""Two statements about one moment: what both allow, and which is kept when both cannot be true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.core.arabic.date_span import PRECISIONS, DateSpan
from crawler.core.arabic.dates import parse_date

START = datetime(2026, 2, 1, tzinfo=UTC)
NOW = datetime(2026, 2, 10, 9, 30, tzinfo=UTC)


def read(text, now=NOW):
    return parse_date(text, observed_at=now, timezone="Asia/Aden")


@st.composite
def spans(draw):
    first = draw(st.integers(0, 40))
    length = draw(st.integers(1, 40))
    earliest = START + timedelta(hours=first)
    return DateSpan(
        earliest,
        earliest + timedelta(hours=length),
        draw(st.sampled_from(PRECISIONS)),
        relative=draw(st.booleans()),
    )


def rank(span):
    return PRECISIONS.index(span.precision)


def meet(one, other):
    return max(one.earliest, other.earliest) < min(one.latest, other.latest)


def bounds(span):
    return span.earliest, span.latest, span.precision


@given(spans(), spans())
def test_the_result_lies_in_both_or_says_that_it_does_not(one, other):
    both = one.narrowed(other)
    assert both.earliest < both.latest
    if meet(one, other):
        assert both.earliest >= max(one.earliest, other.earliest)
        assert both.latest <= min(one.latest, other.latest)
        assert not both.contradicted
    else:
        assert both.contradicted
        assert bounds(both) in (bounds(one), bounds(other))


@given(spans(), spans())
def test_every_instant_that_both_allow_stays(one, other):
    if meet(one, other):
        both = one.narrowed(other)
        assert both.latest == min(one.latest, other.latest)
        assert both.earliest == max(one.earliest, other.earliest)


@given(spans(), spans())
def test_precision_only_rises_where_they_meet(one, other):
    if meet(one, other):
        assert rank(one.narrowed(other)) == min(rank(one), rank(other))


@given(spans(), spans())
def test_of_two_that_exclude_each_other_the_stated_wins_then_the_finer(one, other):
    kept = one.narrowed(other)
    if kept.contradicted:
        assert kept.relative == (one.relative and other.relative)
        if one.relative == other.relative:
            assert rank(kept) == min(rank(one), rank(other))


@given(spans(), spans(), spans())
def test_order_does_not_matter_where_all_meet(one, other, third):
    assert one.narrowed(one) == one
    if meet(one, other):
        assert one.narrowed(other) == other.narrowed(one)
        if meet(other, third) and meet(one, third):
            left = one.narrowed(other).narrowed(third)
            assert bounds(left) == bounds(one.narrowed(other.narrowed(third)))


@given(spans(), spans(), spans())
def test_a_contradiction_is_not_forgotten(one, other, third):
    kept = one.narrowed(other)
    if kept.contradicted:
        assert kept.narrowed(third).contradicted
        assert third.narrowed(kept).contradicted


@given(st.integers(0, 72), st.integers(1, 48))
def test_a_later_look_at_a_relative_date_never_widens_it(hours, more):
    """A story of some hours ago, read again by a site that rounds down, as "n hours ago"."""
    published = NOW - timedelta(hours=hours, minutes=20)
    first = read(f"منذ {hours} ساعة", NOW)
    later = NOW + timedelta(hours=more)
    days, rest = divmod(hours + more, 24)
    again = read(f"منذ {days} يوم" if days else f"منذ {rest} ساعة", later)
    both = first.narrowed(again)
    assert not both.contradicted
    assert both.earliest <= published < both.latest
    assert both.latest - both.earliest <= first.latest - first.earliest
    assert both.precision == "hour"


@pytest.mark.parametrize(
    ("one", "other", "precision", "relative"),
    [
        ("أمس", "9 فبراير 2026", "day", False),  # the same day: it is stated as well
        ("9 فبراير 2026", "أمس 10:15 ص", "minute", True),
        ("فبراير 2026", "منذ 3 أيام", "day", True),
        ("عام 2026", "2026-02-10T08:00:00Z", "second", False),
        ("منذ يوم", "10 فبراير 2026", "day", True),  # bounded by both
    ],
)
def test_which_statement_the_result_rests_on(one, other, precision, relative):
    both = read(one).narrowed(read(other))
    assert (both.precision, both.relative, both.contradicted) == (precision, relative, False)


def test_a_stated_date_stands_against_a_relative_one_that_excludes_it():
    stated, relative = read("1 فبراير 2026"), read("منذ ساعة")
    for kept in (stated.narrowed(relative), relative.narrowed(stated)):
        assert kept.contradicted
        assert bounds(kept) == bounds(stated)
