"""What a run shows of its source, fault by fault."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.core.site import Expectations
from crawler.core.watch.baseline import Arrivals
from crawler.core.watch.causes import CAUSES, VERDICTS, verdict_of
from crawler.core.watch.finding import Finding

CLOSED = {"rasid/listing/pages": 0, "rasid/links/found": 0, "rasid/signs/root/answered": 0}
ARTICLES = (
    "rasid/fetch/articles",
    "rasid/extract/articles",
    "rasid/check_article/valid",
    "rasid/store_article/new",
    "rasid/signs/seen/articles",
    "rasid/signs/seen/letters",
)
NOTHING = dict.fromkeys(ARTICLES, 0)
GONE = NOTHING | {"rasid/links/found": 0, "rasid/listing/root_no_links": 1}


def checks(judgement):
    return {finding.check for finding in judgement.findings}


def test_a_usual_run_is_healthy(judged, figures):
    found = judged(figures())
    assert (found.verdict, found.findings) == ("healthy", ())


@pytest.mark.parametrize(("killed", "verdict"), [(0, "healthy"), (1, "healthy"), (2, "drifting")])
def test_runs_that_were_killed_are_told_by_the_next(judged, figures, killed, verdict):
    found = judged(figures(), killed=killed)
    assert (found.verdict, found.errors) == (verdict, [])
    assert [(each.check, each.value) for each in found.findings] == [("killed", 2)] * (killed > 1)
    assert "killed" in found.judged


def test_nothing_new_on_a_listing_that_is_there_is_quiet(judged, figures):
    found = judged(figures(NOTHING | {"rasid/links/known": 60}))
    assert (found.verdict, found.findings) == ("quiet", ())


def test_a_first_run_has_no_past_and_no_findings(judged, figures):
    assert judged(figures(), latest=(), past=()).verdict == "healthy"


@pytest.mark.parametrize(
    ("stats", "more", "verdict", "check"),
    [
        (CLOSED | {"rasid/failed/listing/dns": 1}, {}, "down", "no_answer"),
        (CLOSED | {"rasid/failed/listing/http_500": 1}, {}, "down", "no_answer"),
        (CLOSED, {}, "down", "no_answer"),
        (CLOSED | {"rasid/failed/listing/robots": 1}, {}, "blocked", "robots_forbids"),
        (
            CLOSED | {"rasid/failed/listing/robots": 1, "rasid/robots/unreachable": 1},
            {},
            "blocked",
            "robots_unreadable",
        ),
        (  # not even robots.txt: nobody is there
            CLOSED
            | {"rasid/failed/listing/robots": 1, "rasid/robots/unreachable": 1}
            | {"downloader/response_count": 0},
            {},
            "down",
            "no_answer",
        ),
        (CLOSED | {"rasid/failed/listing/http_403": 1}, {}, "blocked", "forbidden"),
        (
            CLOSED | {"rasid/failed/listing/http_403": 1, "rasid/signs/root/wall": 1},
            {},
            "blocked",
            "challenge",
        ),
        (CLOSED | {"rasid/failed/listing/http_429": 1}, {}, "blocked", "rate_limited"),
        (
            CLOSED | {"rasid/failed/listing/backoff": 1},
            {"backoff": "status 429, Retry-After"},
            "blocked",
            "rate_limited",
        ),
        (
            CLOSED | {"rasid/failed/listing/backoff": 1},
            {"backoff": "status 503"},
            "down",
            "no_answer",
        ),
        (
            CLOSED | {"rasid/failed/listing/offsite": 1, "rasid/signs/root/moved": 1},
            {},
            "moved",
            "new_host",
        ),
        (
            CLOSED | {"rasid/failed/listing/offsite": 1, "rasid/signs/root/parked": 1},
            {},
            "moved",
            "parked",
        ),
        (GONE | {"rasid/signs/root/parked": 1}, {}, "moved", "parked"),
        (CLOSED | {"rasid/failed/listing/no_browser": 1}, {}, "broken", "no_browser"),
        (GONE, {}, "broken", "listing_gone"),
        (NOTHING | {"rasid/links/found": 0}, {}, "broken", "listing_gone"),
        (GONE | {"rasid/failed/listing/no_browser": 1}, {}, "broken", "no_browser"),
        (GONE | {"rasid/blocked/challenge": 1}, {}, "blocked", "challenge"),
        (GONE | {"rasid/blocked/consent": 1}, {}, "blocked", "consent"),
        (GONE | {"rasid/blocked/login": 1}, {}, "blocked", "login"),
        ({"rasid/bugs": 1}, {}, "broken", "bug"),
        ({"spider_exceptions/count": 2}, {}, "broken", "bug"),
    ],
)
def test_the_way_into_the_site(  # noqa: PLR0913, PLR0917 - a row of the table
    judged, figures, stats, more, verdict, check
):
    found = judged(figures(stats, **more))
    assert (found.verdict, checks(found)) == (verdict, {check})


def test_articles_on_which_we_fail_are_told_once_and_the_others_all_the_same(judged, figures):
    bug = {"rasid/bugs": 30, "rasid/failed/article/bug": 30}
    assert checks(judged(figures(bug))) == {"bug"}
    beside = judged(figures(bug | {"rasid/failed/article/http_500": 20}))
    assert checks(beside) == {"bug", "articles_failed"}


@pytest.mark.parametrize("bug", [{"rasid/bugs": 1}, {"spider_exceptions/count": 1}])
def test_a_fault_of_ours_that_hides_the_listing_is_one_cause(judged, figures, bug):
    hidden = judged(
        figures(NOTHING | {"rasid/links/found": 0} | bug), expect=Expectations(articles_min=1)
    )

    assert checks(hidden) == {"bug"}
    assert {"listing_gone", "too_few"} & hidden.judged == set()  # open incidents go on
    assert "bug" in hidden.judged


@pytest.mark.parametrize(
    ("stats", "expect", "check"),
    [
        (GONE | {"rasid/bugs": 1}, Expectations(), "listing_gone"),
        (NOTHING | {"rasid/bugs": 1}, Expectations(articles_min=1), "too_few"),
    ],
)
def test_what_a_fault_of_ours_does_not_explain_is_told_beside_it(
    judged, figures, stats, expect, check
):
    found = judged(figures(stats), expect=expect)

    assert checks(found) == {"bug", check}
    assert check in found.judged


def test_a_feed_with_links_stands_for_a_start_page_without(judged, figures):
    stats = {"rasid/listing/root_no_links": 1, "rasid/feed/links": 30, "rasid/feed/pages": 1}
    assert judged(figures(stats)).verdict == "healthy"


@pytest.mark.parametrize(("sign", "check"), [("moved", "new_host"), ("wall", "challenge")])
def test_one_of_several_start_pages_that_leads_elsewhere_or_shows_a_wall(
    judged, figures, sign, check
):
    found = judged(figures({f"rasid/signs/root/{sign}": 1}))
    assert [(each.check, each.level) for each in found.findings] == [(check, "warning")]


@pytest.mark.parametrize(
    ("stats", "verdict", "check"),
    [
        ({"rasid/extract/not_an_article/soft_404": 8}, "broken", "soft_404"),
        ({"rasid/extract/not_an_article/not_found": 8}, "broken", "soft_404"),
        ({"rasid/check_article/error_page": 8}, "broken", "soft_404"),
        ({"rasid/extract/not_an_article/challenge": 8}, "blocked", "challenge"),
        ({"rasid/extract/not_an_article/login": 8}, "blocked", "login"),
        ({"rasid/signs/seen/repeated": 7}, "broken", "repeated_text"),
        ({"rasid/failed/article/http_500": 15}, "broken", "articles_failed"),
        ({"rasid/check_article/too_short": 15}, "broken", "articles_failed"),
        ({"rasid/failed/article/no_browser": 9}, "broken", "no_browser"),
        ({"rasid/selector_missed/article_links": 3}, "drifting", "selector_missed"),
        ({"rasid/signs/missed/headline": 9}, "drifting", "selector_missed"),
    ],
)
def test_what_most_pages_of_articles_are(judged, figures, stats, verdict, check):
    found = judged(figures(stats))
    assert found.verdict == verdict
    assert check in checks(found)


@pytest.mark.parametrize(
    "stats",
    [
        {"rasid/extract/not_an_article/soft_404": 2},  # two old links
        {"rasid/signs/seen/repeated": 2},
        {"rasid/failed/article/http_404": 3},
        {"rasid/failed/article/backoff": 40},  # we did not ask
        {"rasid/failed/article/http_500": 15, "rasid/links/retried": 15},  # they failed before
        {"rasid/selector_missed/article_links": 1},  # of three listing pages
        {"rasid/signs/missed/headline": 2},
        {"downloader/response_status_count/429": 2},
    ],
)
def test_a_few_pages_are_no_fault(judged, figures, stats):
    assert judged(figures(stats)).verdict == "healthy"


def test_a_storm_of_refusals(judged, figures):
    stats = {"downloader/response_status_count/429": 9, "downloader/response_count": 20}
    assert judged(figures(stats)).verdict == "blocked"


def test_what_only_follows_is_not_said(judged, figures):
    stats = {"rasid/extract/not_an_article/soft_404": 30, "rasid/fetch/articles": 40}
    assert checks(judged(figures(stats))) == {"soft_404"}


def test_an_error_is_said_beside_a_worse_one(judged, figures):
    stats = {"rasid/bugs": 1, "rasid/signs/seen/date": 0}
    assert checks(judged(figures(stats))) == {"bug", "coverage_date"}


def test_the_worst_stands_first(judged, figures):
    found = judged(figures({"rasid/bugs": 1, "rasid/signs/seen/date": 0}))
    assert [each.check for each in found.findings] == ["bug", "coverage_date"]


def arrivals(new):
    return Arrivals(timedelta(hours=6), new, expected=40.0, least=15.0)


def test_silence_where_this_time_of_the_week_brings_news(judged, figures):
    quiet = figures(NOTHING)
    assert judged(quiet, arrivals=arrivals(15)).verdict == "quiet"
    found = judged(quiet, arrivals=arrivals(3))
    assert (found.verdict, checks(found)) == ("quiet", {"silence"})  # it may be chance
    again = judged(quiet, arrivals=arrivals(3), before=["silence"])
    assert again.verdict == "drifting"
    assert "in 6 h, usual 40" in str(found.findings[0])


def test_a_run_that_was_cut_short_says_nothing_of_numbers(judged, figures):
    expect = Expectations(articles_min=50)
    found = judged(figures(), arrivals=arrivals(3), expect=expect, whole=False)
    assert found.verdict == "healthy"
    assert "too_few" in checks(judged(figures(), expect=expect))


def test_a_run_that_was_stopped_before_it_saw_anything_has_no_verdict(judged, figures):
    found = judged(figures(CLOSED), whole=False)
    assert (found.verdict, found.findings) == (None, ())
    failed = judged(figures(CLOSED | {"rasid/failed/listing/dns": 1}), whole=False)
    assert failed.verdict == "down"


def test_a_run_that_was_cut_short_does_not_miss_links(judged, figures):
    some = NOTHING | {"rasid/links/found": 0}
    assert judged(figures(some), whole=False).verdict == "quiet"
    assert judged(figures(GONE), whole=False).verdict == "broken"


@pytest.mark.parametrize(
    ("name", "check"), [("robots", "robots_changed"), ("layout", "layout_changed")]
)
def test_a_change_that_does_no_harm_is_noted(judged, figures, past, name, check):
    latest = [each | {name: "before"} for each in past[:4]]
    found = judged(figures(**{name: "now"}), latest=latest)
    assert (found.verdict, checks(found)) == ("healthy", {check})
    assert CAUSES[check].runs == 0
    restless = [each | {name: str(number)} for number, each in enumerate(past[:4])]
    assert judged(figures(**{name: "now"}), latest=restless).findings == ()


def test_what_can_be_judged(judged, figures):
    whole = judged(figures()).judged
    assert {"no_answer", "listing_gone", "soft_404", "coverage_date"} <= whole
    assert "silence" not in whole
    assert "silence" in judged(figures(), arrivals=arrivals(30)).judged
    assert judged(figures(CLOSED)).judged == frozenset()
    quiet = judged(figures(NOTHING)).judged
    assert "listing_gone" in quiet
    assert not {"soft_404", "coverage_date", "arabic_share"} & quiet


def test_every_cause_has_a_verdict_and_fits_its_column():
    assert {cause.verdict for cause in CAUSES.values()} <= set(VERDICTS)
    assert all(len(word) <= 32 for word in CAUSES)


def test_the_verdict_of_several_findings_is_the_worst():
    found = [Finding("latency", "warning", 1, 0), Finding("no_answer", "error", 1, 0)]
    assert verdict_of(found, new=3) == "down"
