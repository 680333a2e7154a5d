"""Runs after one another: only what is new, whatever came in between."""

from __future__ import annotations

import json
import signal
import urllib.request
from pathlib import Path

import pytest

from tests.campaigns.campaign import (
    Site,
    aggregator,
    ended,
    has_published,
    is_over,
    stories,
    truth,
)
from tests.campaigns.consumer import Consumer
from tests.campaigns.store_state import copies
from tests.commandline import until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
NOTHING = {"lost": 0, "twice": 0, "torn": 0}


def asked(url: str) -> list[dict]:
    with urllib.request.urlopen(url + "__log.json", timeout=30) as response:
        return json.load(response)


def count(log: list[dict]) -> int:
    return sum(each["count"] for each in log if not each["path"].startswith("/__"))


def to_come(url: str, site: Site, consumer: Consumer) -> list[str]:
    """The bodies that a reader must have: a copy need not come when its original has."""
    told = copies(site.folder, consumer.identifiers)
    return [body for path, body in stories(url).items() if path not in told]


def test_the_second_run_asks_the_listings_and_nothing_else(tmp_path: Path) -> None:
    with aggregator(60, "mixed") as url:
        site = Site(url, tmp_path / "data")
        first, output = site.finish()
        consumer = Consumer(site.folder / "feed")
        consumer.poll()
        before = asked(url)
        second, line = site.finish()
        after = asked(url)
        articles = set(truth(url))
        consumer.poll()
        expected = to_come(url, site, consumer)
        counted = {each["path"]: each["count"] for each in before}
        again = [each for each in after if each["count"] > counted.get(each["path"], 0)]

    assert (first, second) == (0, 0), output + line
    assert "0 new, 0 published" in line
    assert consumer.verdict(expected) == NOTHING
    assert not [each["path"] for each in again if each["path"] in articles]


def test_a_run_that_was_stopped_publishes_and_the_next_goes_on(tmp_path: Path) -> None:
    with aggregator(100) as url:
        site = Site(url, tmp_path / "data")
        consumer = Consumer(site.folder / "feed")
        process = site.start("-s", "RASID_DELAY_S=0.1")
        assert has_published(process, consumer)
        process.send_signal(signal.SIGTERM)
        assert ended(process)[0] == 128 + signal.SIGTERM
        consumer.poll()
        stored = len(consumer.identifiers)
        code, output = site.finish()
        consumer.poll()
        expected = to_come(url, site, consumer)

    assert code == 0, output
    assert consumer.verdict(expected) == NOTHING
    assert 0 < stored < len(consumer.identifiers)


def test_two_runs_at_once_the_second_leaves(tmp_path: Path) -> None:
    with aggregator(150) as url:
        site = Site(url, tmp_path / "data")
        process = site.start("-s", "RASID_DELAY_S=0.5")
        lock = site.folder / "locks" / "aggregator.lock"
        until(lambda: lock.exists() or is_over(process, 0), "lock")
        code, output = site.finish()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)

    assert code == 75, output
    assert process.returncode == 143


def test_a_budget_ends_a_run_in_time_with_all_of_it_published(tmp_path: Path) -> None:
    with aggregator(60) as url:
        site = Site(url, tmp_path / "data")
        code, output = site.finish("--budget", "4s", "-s", "RASID_DELAY_S=0.3")
        consumer = Consumer(site.folder / "feed")
        consumer.poll()
        partly = len(consumer.identifiers)
        assert site.finish()[0] == 0
        consumer.poll()
        expected = to_come(url, site, consumer)

    assert code == 0, output
    assert "budget" in output
    assert 0 < partly < len(expected)
    assert consumer.verdict(expected) == NOTHING
