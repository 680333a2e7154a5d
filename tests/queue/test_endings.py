"""What each end of a crawl means for its job."""

from __future__ import annotations

import asyncio

import pytest
from procrastinate.jobs import Job

from crawler.core.watch.outcome import (
    BUG,
    CANTCREATE,
    CONFIG,
    DOWN,
    IOERROR,
    LOCKED,
    OK,
    QUALITY,
    USAGE,
)
from crawler.queue.endings import AsItEnded, CrawlEndedError, check_end

JOB = Job(queue="crawl", lock="windows", queueing_lock="windows", task_name="crawl")


def is_told(code: int) -> bool:
    try:
        check_end("windows", code, 0)
    except CrawlEndedError:
        return True
    return False


def test_of_all_ends_only_the_good_one_is_no_failure():
    assert [code for code in range(-9, 256) if not is_told(code)] == [OK]


@pytest.mark.parametrize(
    ("code", "again_s", "says"),
    [
        (LOCKED, 15, "windows: another run holds the site (exit 75): again in 15 s"),
        (IOERROR, 10, "windows: the disk or the store failed (exit 74): again in 10 s"),
        (CANTCREATE, 10, "exit 73"),
        (-9, 5, "windows: the crawl was killed (signal 9): again in 5 s"),
        (143, 5, "windows: the crawl was stopped by a signal (exit 143): again in 5 s"),
        (QUALITY, None, "windows: a quality gate failed (exit 65): failed"),
        (DOWN, None, "the site is down"),
        (BUG, None, "a bug of ours"),
        (USAGE, None, "the command line was wrong"),
        (CONFIG, None, "the configuration is wrong"),
        (1, None, "an unknown end (exit 1): failed"),
    ],
)
def test_other_ends(code, again_s, says):
    with pytest.raises(CrawlEndedError) as caught:
        check_end("windows", code, 0)

    assert caught.value.again_s == again_s
    assert says in str(caught.value)
    decision = AsItEnded().get_retry_decision(exception=caught.value, job=JOB)
    assert (decision is not None) == (again_s is not None)


@pytest.mark.parametrize("code", [IOERROR, -9, 143])
def test_what_does_not_get_better_fails(code):
    with pytest.raises(CrawlEndedError) as caught:
        check_end("windows", code, 3)
    assert caught.value.again_s is None


def test_a_site_that_others_crawl_is_never_a_failure():
    with pytest.raises(CrawlEndedError) as caught:
        check_end("windows", LOCKED, 59)
    assert caught.value.again_s == 15
    check_end("windows", LOCKED, 60)


@pytest.mark.parametrize("code", [-15, -9, 143])
def test_a_crawl_that_ended_with_its_worker_comes_again_at_once(code):
    """systemd sends SIGTERM to the whole control group."""
    with pytest.raises(CrawlEndedError) as caught:
        check_end("windows", code, 7, stopping=True)
    assert caught.value.again_s == 0


@pytest.mark.parametrize(
    ("error", "again"), [(asyncio.CancelledError(), True), (ValueError("ours"), False)]
)
def test_other_exceptions(error, again):
    assert bool(AsItEnded().get_retry_decision(exception=error, job=JOB)) == again
