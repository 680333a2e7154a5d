"""The bounds of a run: when its time is over or its disk runs full, it ends, and says why."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from scrapy import signals
from twisted.python.failure import Failure

from crawler import crawl
from crawler.core.errors import MachineError
from crawler.extensions import budget as module
from crawler.extensions.budget import MEGABYTE, Budget


class Timer:
    """A looping call that only notes whether it runs."""

    running = True

    def stop(self):
        self.running = False


@pytest.fixture
def bounds(make_crawler, monkeypatch, tmp_path):
    """Makes a budget on a disk with so much free; gives it and the reasons for which it ended."""

    def make(free_mb, budget_s=0.0, clock=lambda: 0.0):
        crawler, ended = make_crawler(), []
        usage, timer = SimpleNamespace(free=free_mb * MEGABYTE), Timer()
        monkeypatch.setattr(module.shutil, "disk_usage", lambda _path: usage)
        monkeypatch.setattr(crawl, "end", lambda _crawler, reason: ended.append(reason))
        monkeypatch.setattr(module, "create_looping_call", lambda _tick: timer)
        return Budget(crawler, budget_s, 200, tmp_path, clock), ended

    return make


def test_a_disk_that_runs_full_ends_the_run_as_a_failing_machine(bounds):
    made, ended = bounds(free_mb=199)
    made.tick()
    stats = made.crawler.stats
    assert ended == ["machine_error"]
    assert stats.get_value("rasid/machine/exit_code") == 73
    assert "only 199 MB free" in stats.get_value("rasid/machine/message")
    assert not made.timer.running


def test_a_disk_with_room_ends_nothing(bounds):
    made, ended = bounds(free_mb=200)
    made.tick()
    assert (ended, made.timer.running) == ([], True)
    assert made.crawler.stats.get_value("rasid/machine/exit_code") is None


@pytest.mark.parametrize("signal", [signals.item_error, signals.spider_error])
@pytest.mark.parametrize(
    ("error", "reasons"), [(MachineError, ["machine_error"]), (ValueError, [])]
)
def test_a_step_or_a_callback_that_meets_a_failing_machine_ends_it(
    make_crawler, monkeypatch, signal, error, reasons
):
    crawler, ended = make_crawler(RASID_BUDGET_S="0", RASID_FREE_DISK_MIN_MB="0"), []
    monkeypatch.setattr(module, "create_looping_call", lambda _tick: Timer())
    monkeypatch.setattr(crawl, "end", lambda _crawler, reason: ended.append(reason))
    made = Budget.from_crawler(crawler)
    crawler.signals.send_catch_log(signal, failure=Failure(error("the disk is gone")))
    assert (ended, made.crawler.stats.get_value("rasid/machine/message")) == (
        reasons,
        "the disk is gone" if reasons else None,
    )


def test_the_time_is_over_after_four_fifths_and_not_before(bounds):
    now_s = [0.0]
    made, ended = bounds(free_mb=200, budget_s=10.0, clock=lambda: now_s[0])
    now_s[0] = 7.9
    made.tick()
    assert ended == []
    now_s[0] = 8.0
    made.tick()
    assert ended == ["budget"]
    assert made.crawler.stats.get_value("rasid/budget/spent") is True
    assert not made.timer.running


def test_a_loop_that_calls_too_often_spends_no_time(bounds):
    made, ended = bounds(free_mb=200, budget_s=10.0)
    for _ in range(100):
        made.tick()
    assert ended == []
