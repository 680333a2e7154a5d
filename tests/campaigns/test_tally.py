"""A campaign that made no fault is not passed, and ends when it can make none."""

from __future__ import annotations

import importlib
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crawler import crawl
from crawler.store.feed import Feed
from tests.campaigns import disks, stages
from tests.campaigns.clocks import jumping
from tests.campaigns.tally import OVER_MAX, Tally

UNHURT = {"lost": 0, "twice": 0, "torn": 0}


def settled(faults: int) -> Tally:
    tally = Tally("kill -9")
    tally.settle(faults, UNHURT, [])
    return tally


@pytest.mark.parametrize(("faults", "clean"), [(0, False), (1, True)])
def test_a_campaign_without_a_fault_is_not_passed(faults, clean):
    assert settled(faults).clean is clean


def test_a_campaign_that_can_make_no_fault_ends():
    numbers: list[int] = []

    with pytest.raises(AssertionError, match="kill -9: no fault could be made 20 times in a row"):
        numbers.extend(settled(1).folders(2))

    assert numbers == list(range(1, OVER_MAX + 1))


def test_folders_until_the_faults_are_made():
    tally = Tally("kill -9")
    numbers = []
    for number in tally.folders(3):
        numbers.append(number)
        tally.settle(number % 2, UNHURT, [])

    assert numbers == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("comes", [False, True])
def test_a_disk_that_stayed_whole_is_told(comes, tmp_path, monkeypatch):
    told: list[tuple[int, list[str]]] = []
    site = SimpleNamespace(folder=tmp_path / "disk" / "data", plants={})

    def finish() -> tuple[int, str]:
        (options,) = site.plants.values()
        if comes:
            Path(options["made"]).touch()
        return 74, ""

    site.finish = finish
    rig: Any = SimpleNamespace(
        site=lambda *_, **__: site, conclude=lambda *given: told.append(given[3:])
    )
    disk: Any = SimpleNamespace(folder=tmp_path / "disk", again=lambda: None)

    disks._stage(rig, Tally("disk"), disk, "mark", "ro")

    whole = "mark: the run never came to it, the disk was whole"
    assert told == [(int(comes), [] if comes else [whole])]


def test_a_stage_says_when_it_has_broken_the_disk(tmp_path, monkeypatch):
    calls: list[str] = []
    module = SimpleNamespace(write=calls.append)
    plain = importlib.import_module
    monkeypatch.setattr(
        importlib, "import_module", lambda name: module if name == "here" else plain(name)
    )
    monkeypatch.setitem(Feed.__init__.__kwdefaults__, "part_articles_max", 1000)
    monkeypatch.setitem(stages.STAGES, "mine", ("here", "write", 2))
    monkeypatch.setattr(stages, "fill", lambda _: calls.append("full"))
    made = tmp_path / "made"
    stages.break_at("mine", "full", str(tmp_path), str(made))

    module.write("first")
    before = made.exists()
    module.write("second")

    assert (before, made.exists()) == (False, True)
    assert calls == ["first", "full", "second"]


def test_a_jump_of_the_clock_counts_when_a_run_has_seen_it(tmp_path, monkeypatch):
    clock = SimpleNamespace(monotonic=iter([0.0, 1.0, 3.0, 9.0]).__next__, time=lambda: 100.0)
    for name in ("monotonic", "time"):
        monkeypatch.setattr(time, name, getattr(clock, name))
    monkeypatch.setattr(crawl, "now", crawl.now)
    made = tmp_path / "made"
    jumping(5, [(2, 60), (7, -60)], str(made))

    sizes = [(time.time(), made.stat().st_size if made.exists() else 0) for _ in range(3)]

    assert sizes == [(105.0, 0), (160.0, 1), (40.0, 2)]
