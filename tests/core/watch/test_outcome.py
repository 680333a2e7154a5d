"""From the counters of a crawl to its exit code."""

from __future__ import annotations

import pytest

from crawler.core.site import Expectations
from crawler.core.watch.finding import Finding
from crawler.core.watch.outcome import combined, outcome_of

GOOD = {"rasid/listing/pages": 3, "rasid/links/found": 40, "rasid/store_article/new": 12}


def outcome(finish_reason="finished", expect=None, signal_number=None, **stats):
    named = {name.replace("__", "/"): value for name, value in stats.items()}
    return outcome_of(
        GOOD | named,
        finish_reason=finish_reason,
        expect=expect or Expectations(),
        signal_number=signal_number,
    )


def test_good():
    good = outcome()
    assert (good.code, good.why, good.complete) == (0, "all good", True)


@pytest.mark.parametrize(
    ("stats", "code", "why"),
    [
        (
            {"rasid__machine__exit_code": 73, "rasid__machine__message": "disk full"},
            73,
            "disk full",
        ),
        ({"rasid__machine__exit_code": 74}, 74, ""),
        ({"spider_exceptions__count": 1}, 70, "exception"),
        ({"rasid__bugs": 1}, 70, "exception"),
        ({"finish_reason": "start_error"}, 70, "exception"),
        ({"finish_reason": "memusage_exceeded"}, 70, "MEMUSAGE_LIMIT_MB"),
        ({"signal_number": 15}, 143, "signal"),
        ({"signal_number": 2, "finish_reason": "shutdown"}, 130, "signal"),
        ({"rasid__listing__pages": 0}, 69, "no request was made"),
        ({"rasid__listing__pages": 0, "rasid__failed__listing__dns": 1}, 69, "dns"),
        ({"rasid__listing__root_no_links": 1}, 65, "listing is gone"),
        ({"rasid__links__found": 0}, 65, "0 article links on 3 pages"),
        ({"rasid__listing__root_no_links": 1, "rasid__blocked__challenge": 1}, 65, "challenge"),
        ({"expect": Expectations(listing_links_min=41)}, 65, "40 article links"),
        ({"expect": Expectations(articles_min=13)}, 65, "12 new articles, the profile expects 13"),
        ({"finish_reason": "budget", "rasid__links__found": 0}, 0, "time budget"),
    ],
)
def test_what_went_wrong(stats, code, why):
    found = outcome(**stats)
    assert found.code == code
    assert why in found.why
    assert not found.complete


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (Finding("parked", "error", 1, 0), "the start page is that of a domain for sale"),
        (
            Finding("coverage_date", "error", 0.1, "at least 0.7"),
            "articles have no date any more: coverage_date 0.1, expected at least 0.7",
        ),
        (Finding("login", "error", 1, 0, "a wall: login"), "a wall: login"),
    ],
)
def test_what_the_watch_found_is_a_sentence(error, why):
    """That one was found where there should be none says nothing more."""
    found = outcome_of(
        GOOD, finish_reason="finished", expect=Expectations(), signal_number=None, errors=[error]
    )
    assert (found.code, found.why) == (65, why)


def test_the_machine_comes_before_bugs_and_bugs_before_signals():
    all_at_once = {"signal_number": 15, "spider_exceptions__count": 1}
    assert outcome(**all_at_once).code == 70
    assert outcome(**all_at_once, rasid__machine__exit_code=73).code == 73


@pytest.mark.parametrize(
    ("word", "complete"),
    [
        ("timeout", False), ("http_503", False), ("http_429", False), ("http_408", False),
        ("http_404", True), ("http_403", True), ("robots", True), ("not_html", True),
    ],
)  # fmt: skip
def test_a_page_that_may_answer_next_time_leaves_the_walk_incomplete(word, complete):
    found = outcome(**{f"rasid__failed__listing__{word}": 1})
    assert (found.code, found.complete) == (0, complete)


def test_a_crawl_that_was_ended_early_is_not_complete():
    assert not outcome("closespider_itemcount").complete


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ((), 0),
        ((0, 0), 0),
        ((0, 69), 0),
        ((0, 75), 0),
        ((69, 69), 69),
        ((75, 69), 69),
        ((75,), 75),
        ((64,), 64),
        ((0, 65), 65),
        ((65, 78), 78),
        ((65, 73, 78), 73),
        ((70, 74, 0), 70),
        ((70, 143), 143),
        ((0, 130), 130),
    ],
)
def test_several_sites_end_with_the_worst(codes, code):
    assert combined(iter(codes)) == code


def test_a_wall_before_some_articles_is_no_verdict():
    assert outcome(rasid__blocked__consent=3).code == 0
