"""Shares beside what the profile expects and beside the source's own past."""

from __future__ import annotations

import pytest

from crawler.core.errors import ProfileError
from crawler.core.site import COVERED_FIELDS, Expectations, SiteProfile
from crawler.core.watch.expectations import CEILINGS, FLOORS
from crawler.core.watch.learned import can_judge, fallen, risen
from crawler.core.watch.verdict import newest_of

SHARES = {share.check: share for share in (*CEILINGS, *FLOORS)}


def found(judgement):
    return {finding.check: finding.level for finding in judgement.findings}


@pytest.mark.parametrize(
    ("fields", "stats", "check", "level"),
    [
        ({"articles_min": 13}, {}, "too_few", "error"),
        ({"coverage_min": {"publisher": 0.9}}, {}, "coverage_publisher", "error"),
        ({"arabic_share_min": 0.995}, {}, "arabic_share", "error"),
        (
            {"failed_share_max": 0.1},
            {"rasid/failed/article/timeout": 3},
            "articles_failed",
            "error",
        ),
        ({}, {"rasid/signs/seen/replacement": 100}, "garbled", "warning"),
        ({}, {"rasid/signs/seen/replacement": 1000}, "garbled", "error"),
        ({}, {"rasid/signs/seen/future": 6}, "future_dates", "warning"),
        ({}, {"rasid/signs/seen/future": 12}, "future_dates", "error"),
        (
            {"duplicate_share_max": 0.2},
            {"rasid/store_article/duplicate": 9, "rasid/signs/seen/articles": 30},
            "duplicates",
            "warning",
        ),
        ({"dropped_share_max": 0.3}, {"rasid/check_article/too_short": 9}, "dropped", "warning"),
        (
            {"listings_empty_share_max": 0.1},
            {"rasid/listing/no_links": 3, "rasid/listing/pages": 12},
            "listings_empty",
            "warning",
        ),
    ],
)
def test_a_floor_is_an_error_and_a_ceiling_a_warning(  # noqa: PLR0913, PLR0917 - a row of the table
    judged, figures, fields, stats, check, level
):
    judgement = judged(figures(stats), expect=Expectations(**fields), past=(), latest=())
    assert found(judgement)[check] == level


def test_latency_and_age_have_ceilings(judged, figures, moment):
    expect = Expectations(latency_p95_max_s=0.25, newest_age_max_h=12)
    old = figures(newest="2025-03-11T09:30:00Z")
    assert found(judged(old, expect=expect)) == {"latency": "warning", "stale": "warning"}
    fresh = figures(newest=moment.isoformat())
    assert "stale" not in found(judged(fresh, expect=expect))


def test_the_newest_article_may_be_of_an_earlier_run(judged, figures, past):
    expect = Expectations(newest_age_max_h=12)
    before = [past[0] | {"newest": "2025-03-12T08:00:00Z"}, *past]
    assert found(judged(figures(), expect=expect, past=before)) == {}
    assert newest_of(before) == "2025-03-12T08:00:00Z"
    assert newest_of(past) is None


def test_a_failed_floor_doubts_what_it_is_about(judged, figures):
    few = judged(figures(), expect=Expectations(articles_min=99))
    assert few.errors
    assert not few.doubts
    undated = judged(figures({"rasid/signs/seen/date": 0}))
    assert [each.check for each in undated.doubts] == ["coverage_date"]


@pytest.mark.parametrize(
    ("stats", "level"),
    [
        ({"rasid/signs/seen/date": 8}, None),
        ({"rasid/signs/seen/date": 3}, "error"),
        ({"rasid/signs/seen/date": 11}, None),
    ],
)
def test_a_share_far_below_its_past(judged, figures, stats, level):
    assert found(judged(figures(stats), latest=())).get("coverage_date") == level


def test_a_share_below_its_past_in_two_runs(figures, past):
    two_thirds = figures({"rasid/signs/seen/date": 8})
    share = SHARES["coverage_date"]
    assert fallen(share, [two_thirds, *past], past) is None
    assert fallen(share, [two_thirds, two_thirds], past).level == "warning"
    assert fallen(share, [past[0], two_thirds, two_thirds], past) is None  # it is over


def test_small_runs_are_taken_together(figures, past):
    small = figures({"rasid/signs/seen/articles": 5, "rasid/signs/seen/date": 0})
    share = SHARES["coverage_date"]
    assert not can_judge(share, [small, small])
    assert can_judge(share, [small] * 4)
    assert fallen(share, [small], past) is None
    assert fallen(share, [small, small, past[0]], past).level == "warning"


def test_a_run_without_articles_judges_nothing(figures, past):
    none = figures({"rasid/signs/seen/articles": 0})
    assert not can_judge(SHARES["coverage_date"], [none, *past[:4]])


def test_a_share_that_strays_from_run_to_run_may_stray(figures):
    def half(number):
        return figures({"rasid/signs/seen/publisher": number})

    past = [half(number) for number in (2, 11, 6, 1, 12, 5, 9, 3)]
    assert fallen(SHARES["coverage_publisher"], [half(1)], past) is None


def test_too_short_a_past_says_nothing(figures, past):
    none = figures({"rasid/signs/seen/date": 0})
    assert fallen(SHARES["coverage_date"], [none], past[:2]) is None
    assert fallen(SHARES["coverage_date"], [none], past[:5]) is not None


def test_a_share_that_has_risen(figures, past):
    copies = figures({"rasid/store_article/duplicate": 12, "rasid/signs/seen/articles": 24})
    assert risen(SHARES["duplicates"], [copies], past).level == "warning"
    few = figures({"rasid/store_article/duplicate": 4, "rasid/signs/seen/articles": 24})
    assert risen(SHARES["duplicates"], [few], past) is None


def test_a_ceiling_of_the_profile_stands_above_the_past(judged, figures):
    copies = figures({"rasid/store_article/duplicate": 12, "rasid/signs/seen/articles": 24})
    assert "duplicates" in found(judged(copies))
    allowed = judged(copies, expect=Expectations(duplicate_share_max=0.6))
    assert "duplicates" not in found(allowed)
    slow = figures(latency_ms={"p50": 900.0, "p95": 5000.0})
    assert "latency" in found(judged(slow))
    assert found(judged(slow, expect=Expectations(latency_p95_max_s=9))) == {}


def test_answers_that_are_as_slow_as_ever(judged, figures, past):
    slow = [each | {"latency_ms": {"p50": 900.0, "p95": 5000.0}} for each in past]
    assert "latency" not in found(
        judged(figures(latency_ms={"p50": 1.0, "p95": 9000.0}), past=slow)
    )
    assert "latency" not in found(judged(figures(latency_ms={"p50": None, "p95": None})))


def test_bodies_that_became_extracts(judged, figures):
    assert "short_bodies" in found(judged(figures(body_chars_p50=200.0)))
    assert "short_bodies" not in found(judged(figures(body_chars_p50=900.0)))
    few = {"rasid/signs/seen/articles": 3, "rasid/signs/seen/date": 3}
    assert "short_bodies" not in found(judged(figures(few, body_chars_p50=200.0)))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"coverage_min": {"dates": 0.5}}, "coverage_min knows date"),
        ({"coverage_min": {"date": 2}}, "date is a share"),
        ({"arabic_share_min": -1}, "arabic_share_min is a share"),
        ({"duplicate_share_max": 3}, "duplicate_share_max is a share"),
        ({"latency_p95_max_s": 0}, "latency_p95_max_s is a number above 0"),
        ({"newest_age_max_h": float("inf")}, "newest_age_max_h is a number above 0"),
    ],
)
def test_expectations_that_can_never_hold(fields, says):
    with pytest.raises(ProfileError, match=says):
        Expectations(**fields)


def test_a_profile_with_expectations_can_be_compared_and_hashed():
    expect = Expectations(coverage_min={"date": 0.9})
    one, other = (SiteProfile(name="windows", expect=each) for each in (expect, Expectations()))
    assert one != other
    assert one.version() != other.version()
    assert isinstance(hash(one), int)


def test_every_part_that_is_covered_has_a_floor():
    assert {f"coverage_{name}" for name in COVERED_FIELDS} <= SHARES.keys()
