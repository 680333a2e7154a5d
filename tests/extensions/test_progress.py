"""One table of progress for all sites, on a terminal only."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest
from rich.console import Console
from scrapy.exceptions import NotConfigured

from crawler.extensions import progress
from crawler.extensions.progress import COLUMNS, Progress, cells_of, table_of


class Timer:
    running = False

    def __init__(self, _: object) -> None:
        pass

    def start(self, _: float) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def make(make_crawler, monkeypatch, clock):
    """Makes the progress of a site that is being crawled."""
    monkeypatch.setattr(progress, "create_looping_call", Timer)
    console = Console(force_terminal=True, file=io.StringIO(), width=120)

    def made(source):
        crawler = make_crawler()
        crawler.spider = SimpleNamespace(source=source)
        return Progress(crawler, console, clock)

    return made


def shown(running):
    console = Console(file=io.StringIO(), width=120)
    console.print(table_of(running))
    return console.file.getvalue()


def test_nothing_without_a_terminal(make_crawler) -> None:
    with pytest.raises(NotConfigured):
        Progress.from_crawler(make_crawler(RASID_PROGRESS=True))


def test_nothing_unless_it_is_asked_for(make_crawler, monkeypatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich then takes anything for a terminal
    monkeypatch.setattr(progress, "create_looping_call", Timer)
    with pytest.raises(NotConfigured):
        Progress.from_crawler(make_crawler(RASID_PROGRESS=False))
    assert Progress.from_crawler(make_crawler(RASID_PROGRESS=True))


def test_two_sites_share_one_table(make) -> None:
    both = [make("windows"), make("doors@127.0.0.1")]
    for each in both:
        each.opened()
    table = Progress.live
    for each in both:
        each.tick()
    drawn = both[0].console.file.getvalue()
    both[0].closed()

    assert Progress.live is table is not None
    assert "windows" in drawn
    assert "doors@127.0.0.1" in drawn

    both[1].tick()
    both[1].closed()

    assert Progress.live is None
    assert all(not each.timer.running for each in both)


def test_a_row_counts(make) -> None:
    windows = make("windows")
    windows.crawler.stats.set_value("rasid/store_article/new", 1234)
    head, row = shown([windows]).splitlines()
    assert head.split() == list(COLUMNS)
    assert row.split() == ["windows", "0", "1,234", "0", "0", "0", "0", "-"]


def test_the_pace_is_that_of_the_last_half_minute(make, clock) -> None:
    windows = make("windows")
    for second in range(0, 121, 10):
        clock.now = float(second)
        pages = min(second, 60) * 2 + max(second - 60, 0)  # it slows down after a minute
        windows.crawler.stats.set_value("response_received_count", pages)
        windows.look()
    assert windows.pages_a_s() == 1.0
    assert len(windows.looks) == 4


@pytest.mark.parametrize(
    ("waiting", "pace", "left"),
    [(120, 2.0, "1 min"), (7200, 1.0, "2 h"), (0, 2.0, "-"), (5, 0.0, "-")],
)
def test_the_time_that_is_left(waiting, pace, left) -> None:
    stats = {"scheduler/enqueued": 200 + waiting, "scheduler/dequeued": 200}
    assert cells_of("windows", stats, pace)[-2:] == (f"{waiting:,}", left)
