"""One line of progress for all sites, on a terminal only."""

from __future__ import annotations

import pytest
from rich.console import Console
from scrapy.exceptions import NotConfigured

from crawler.extensions import progress
from crawler.extensions.progress import Progress, line_of


def test_nothing_without_a_terminal(make_crawler) -> None:
    with pytest.raises(NotConfigured):
        Progress.from_crawler(make_crawler(RASID_PROGRESS=True))


def test_two_sites_share_one_line(make_crawler, monkeypatch) -> None:
    console = Console(force_terminal=True, quiet=True)
    monkeypatch.setattr(progress, "create_looping_call", Timer)
    both = [Progress(make_crawler(), console) for _ in range(2)]
    for each in both:
        each.opened()
    line = Progress.status
    both[0].tick()
    both[0].closed()

    assert Progress.status is line is not None

    both[1].closed()

    assert Progress.status is None
    assert all(not each.timer.running for each in both)


def test_the_line_counts(make_crawler) -> None:
    crawler = make_crawler()
    crawler.stats.set_value("rasid/store_article/new", 1234)

    assert "1,234 new" in line_of(crawler)


class Timer:
    running = False

    def __init__(self, _: object) -> None:
        pass

    def start(self, _: float) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False
