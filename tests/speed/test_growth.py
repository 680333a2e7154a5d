"""The bench of growth begins at every walk of the archive, and its slices add up."""

from __future__ import annotations

import json

import pytest

from crawler.demo.pages import PER_PAGE
from crawler.demo.story import from_forms
from spiders.aggregator import AnyAggregatorSpider
from tests.speed import slices
from tests.speed.growth import served, slices_told, told
from tests.speed.nginx import has_nginx

STATUS = "Name:\tpython\nVmRSS:\t  204800 kB\nRssAnon:\t  102400 kB\n"


@pytest.fixture
def crawl(make_crawler, tmp_path, monkeypatch):
    """Slices of a crawl whose answers a test counts, and the file that they write."""
    monkeypatch.setattr(slices, "ENDS", (2, 3))
    monkeypatch.setattr("signal.setitimer", lambda *_: None)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    crawler = make_crawler(SLICES_FILE=str(tmp_path / "slices.json"))
    made = slices.Slices.from_crawler(crawler)
    made.opened()
    return made, tmp_path / "slices.json"


def answered(made, number):
    for _ in range(number):
        made.crawler.stats.inc_value("response_received_count")
        made.came()


def test_a_slice_is_written_when_it_ends_and_the_last_one_with_the_crawl(crawl):
    made, file = crawl
    answered(made, 1)
    assert not file.exists()
    made.seen["parse"] += 3
    made.seen["store"] += 1
    answered(made, 1)
    first = json.loads(file.read_text())
    assert [each["pages"] for each in first["slices"]] == [2]
    parts = first["slices"][0]["stages_ms"]
    assert parts["parse"] == pytest.approx(3 * parts["store"])
    assert sum(parts.values()) == pytest.approx(first["slices"][0]["ms"])
    answered(made, 4)
    made.stopped()
    last = json.loads(file.read_text())
    assert [each["pages"] for each in last["slices"]] == [2, 3, 6]
    assert last["pages"] == 6
    assert last["slices"][1]["stages_ms"]["parse"] == 0  # each slice counts its own looks


def test_a_slice_tells_the_most_that_was_held_in_it(crawl, monkeypatch):
    made, file = crawl
    held = iter([(300, 200), (250, 210), (260, 190), (200, 150), (220, 140)])
    monkeypatch.setattr(slices, "held_mb", lambda: next(held))
    monkeypatch.setattr(slices, "MEMORY_EVERY", 1)
    answered(made, 3)  # each is looked at, and each end
    rows = json.loads(file.read_text())["slices"]
    assert [(each["mb"], each["own_mb"]) for each in rows] == [(300, 210), (220, 150)]


def test_what_is_held_and_what_of_it_is_its_own(tmp_path):
    status = tmp_path / "status"
    assert slices.held_mb(status) == (0, 0)
    status.write_text(STATUS)
    assert slices.held_mb(status) == (200, 100)


def test_ratios_are_to_the_first_slice():
    rows = [
        {"pages": 10, "ms": 8.0, "mb": 100, "own_mb": 50, "stages_ms": {"store": 1.0}},
        {"pages": 30, "ms": 10.0, "mb": 150, "own_mb": 60, "stages_ms": {"store": 1.5}},
    ]
    assert told(rows[1], rows[0]).startswith("CPU a page x 1.25, memory x 1.50, its own x 1.20;")
    lines = list(slices_told(rows))
    assert lines[1].split() == f"10 to 30: {told(rows[1], rows[0])}".split()
    assert lines[2].split() == ["store", "1.00", "1.50"]


@pytest.mark.skipif(not has_nginx(), reason="NOT RUN: install the Debian package nginx-light")
def test_a_crawl_begins_so_often_that_no_listing_page_is_beyond_its_walks(monkeypatch):
    a_walk = AnyAggregatorSpider.profile.pages_max
    monkeypatch.setattr("tests.speed.growth.pages_of", lambda _: iter(()))
    articles = 2 * a_walk * PER_PAGE + 1
    with served(articles, 0, from_forms) as urls:
        begins = [each.partition("/?page=")[2] or "1" for each in urls.split(",")]
    assert list(map(int, begins)) == [1, 1 + a_walk, 1 + 2 * a_walk]
