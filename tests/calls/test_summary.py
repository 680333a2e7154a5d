"""The line that a person reads at 3 a.m."""

from __future__ import annotations

import pytest

from crawler.calls.summary import line_of


def test_a_good_run():
    stats = {
        "rasid/store_article/new": 12,
        "rasid/feed/published": 12,
        "rasid/links/known": 30,
        "rasid/store_article/duplicate": 2,
        "downloader/response_count": 50,
        "elapsed_time_seconds": 75.2,
        "rasid/run/why": "all good",
    }
    assert line_of("windows", stats, 0) == (
        "windows: 12 new, 12 published; 30 known, 2 duplicates; 50 pages in 1 min 15 s; "
        "exit 0, all good"
    )


def test_a_dry_run_says_what_would_be_new():
    """ "0 new, 0 published" looked as if the site had nothing."""
    stats = {"rasid/run/dry": True, "rasid/store_article/new": 9, "rasid/run/why": "all good"}
    assert line_of("windows", stats, 0).startswith(
        "windows: a dry run, nothing is stored: 9 would be new; 0 known, 0 duplicates; "
    )


def test_what_was_left_out_is_named():
    stats = {
        "rasid/check_article/too_short": 3,
        "rasid/extract/not_an_article/login": 1,
        "rasid/failed/article/http_404": 2,
        "rasid/run/why": "some pages failed; the next run goes on",
    }
    line = line_of("windows", stats, 0)
    assert "left out 3 too_short, 1 login, 2 failed article http_404;" in line


def test_the_verdict_comes_first_and_what_is_held_back_is_said():
    stats = {
        "rasid/run/verdict": "drifting",
        "rasid/run/held": 12,
        "rasid/store_article/new": 12,
        "rasid/run/why": "articles have no date any more: coverage_date 0, expected at least 0.7",
    }
    assert line_of("windows", stats, 65).startswith(
        "windows: drifting; 12 new, 0 published; 12 held back, see `scrapy release`; "
    )


def test_a_run_that_ended_before_a_verdict():
    assert line_of("windows", {}, 70) == (
        "windows: 0 new, 0 published; 0 known, 0 duplicates; 0 pages in 0 s; exit 70, no verdict"
    )


def test_what_to_do_is_said_of_the_worst_that_failed_and_of_nothing_else():
    stats = {
        "rasid/findings/no_answer": "warning",
        "rasid/findings/listing_gone": "error",
        "rasid/findings/coverage_date": "error",
        "rasid/run/why": "the start page has no link to an article",
    }
    line = line_of("windows", stats, 65)
    assert line.endswith(
        "no link to an article; next: scrapy doctor windows; a selector or a new layout"
    )
    assert "next:" not in line_of("windows", {"rasid/findings/no_answer": "warning"}, 0)


def test_a_run_that_drifts_says_what_has_changed_and_is_not_all_good():
    stats = {
        "rasid/run/verdict": "drifting",
        "rasid/findings/selector_missed": "warning",
        "rasid/findings/latency": "warning",
        "rasid/run/why": "all good",
    }
    line = line_of("windows", stats, 0)
    assert line.startswith("windows: drifting (selector_missed, latency); 0 new")
    assert line.endswith("; exit 0, the run itself is good; next: mend or drop that selector")


def test_a_verdict_of_warnings_names_them_though_the_run_failed_in_nothing():
    """A storm of 429 said "blocked; exit 0, some pages failed" and not what it was."""
    stats = {
        "rasid/run/verdict": "blocked",
        "rasid/findings/rate_limited": "warning",
        "rasid/run/why": "some pages failed; the next run goes on",
    }
    line = line_of("windows", stats, 0)
    assert line.startswith("windows: blocked (rate_limited); 0 new")
    assert "exit 0, some pages failed; the next run goes on; next: a larger delay_s" in line


@pytest.mark.parametrize("verdict", ["healthy", "quiet"])
def test_a_warning_that_may_be_chance_is_not_named(verdict):
    stats = {"rasid/run/verdict": verdict, "rasid/findings/latency": "warning"}
    assert "latency" not in line_of("windows", stats, 0)
