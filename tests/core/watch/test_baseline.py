"""What is usual at this hour of the week, and when fewer are no chance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.core.watch.baseline import Usual, arrivals, is_ramadan, pooled, usual

ADEN = ZoneInfo("Asia/Aden")
NOW = datetime(2025, 7, 16, 9, tzinfo=UTC)  # a Wednesday, far from Ramadan
HOUR = timedelta(hours=1)


def counting(new_at, runs=4):
    """Counts of a site with so many new articles in each hour that begins at a moment."""

    def counts(since, until):
        hours = int((until - since) / HOUR)
        return runs * hours, sum(new_at(since + number * HOUR) for number in range(hours))

    return counts


def test_nothing_is_usual_without_values():
    assert usual(()) == Usual(0.0, 0.0, 0)
    assert usual((2, 2, 2, 50)).deviation == 0.0


def test_a_busy_site_is_looked_at_over_hours():
    found = arrivals(NOW, ADEN, counting(lambda _: 10))
    assert (found.span, found.new, found.expected) == (timedelta(hours=3), 30, 30.0)
    assert not found.is_silence


def test_a_slow_site_is_looked_at_over_days():
    found = arrivals(NOW, ADEN, counting(lambda moment: int(moment.hour % 4 == 0)))
    assert found.span == timedelta(hours=96)


def test_a_site_that_hardly_ever_brings_news_is_not_judged():
    assert arrivals(NOW, ADEN, counting(lambda moment: int(moment.hour == 0))) is None


def test_silence_of_a_site_that_is_busy_at_this_hour():
    found = arrivals(NOW, ADEN, counting(lambda moment: 10 if moment < NOW - 12 * HOUR else 0))
    assert found.is_silence
    assert found.new == 0


def test_the_hours_of_the_night_are_compared_with_nights():
    night = NOW.replace(hour=2)

    def by_day(moment):
        return 12 if moment.astimezone(ADEN).hour >= 8 else 1

    assert not arrivals(night, ADEN, counting(by_day)).is_silence


def test_fridays_are_compared_with_fridays():
    friday = datetime(2025, 7, 18, 15, tzinfo=UTC)

    def but_fridays(moment):
        return 1 if moment.astimezone(ADEN).weekday() == 4 else 12

    found = arrivals(friday, ADEN, counting(but_fridays))
    assert not found.is_silence
    assert arrivals(friday - timedelta(days=1), ADEN, counting(but_fridays)).expected > 30


def test_ramadan_is_compared_with_ramadan():
    def by_season(moment):
        return 2 if is_ramadan(moment.astimezone(ADEN)) else 20

    third_day = datetime(2025, 3, 3, 9, tzinfo=UTC)
    assert is_ramadan(third_day)
    assert arrivals(third_day, ADEN, counting(by_season)) is None  # two days are no past
    last_week = datetime(2025, 3, 26, 9, tzinfo=UTC)
    assert not arrivals(last_week, ADEN, counting(by_season)).is_silence


def test_before_there_are_weeks_the_least_of_the_days_counts():
    began = NOW - timedelta(days=9)

    def since_then(moment):
        return (8 if moment.day % 2 else 30) if moment >= began else 0

    def counts(since, until):
        runs, new = counting(since_then)(since, until)
        return (runs if since >= began else 0), new

    found = arrivals(NOW, ADEN, counts)
    assert found.expected == 24.0
    assert arrivals(NOW - timedelta(days=6), ADEN, counts) is None


def test_a_past_in_which_nobody_looked_is_not_compared():
    def counts(since, until):
        runs, new = counting(lambda _: 10)(since, until)
        return (runs, new) if until > NOW - HOUR else (1, new)

    assert arrivals(NOW, ADEN, counts) is None


@pytest.mark.parametrize(
    ("moment", "is_it"),
    [
        (datetime(2025, 2, 28, tzinfo=UTC), False),
        (datetime(2025, 3, 1, tzinfo=UTC), True),
        (datetime(2025, 3, 29, tzinfo=UTC), True),
        (datetime(2025, 3, 30, tzinfo=UTC), False),
        (datetime(1800, 1, 1, tzinfo=UTC), False),  # before the tables begin
    ],
)
def test_ramadan_by_the_calendar_of_umm_al_qura(moment, is_it):
    assert is_ramadan(moment) is is_it


def test_rows_are_taken_together_until_there_are_enough():
    assert pooled([(1, 3), (2, 3), (9, 9)], 4) == (3, 6)
    assert pooled([], 4) == (0, 0)
