"""The ledger of runs."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from crawler.store.runs import Run, Runs


@pytest.fixture
def runs(engine):
    return Runs(engine)


@pytest.fixture
def start(runs, now):
    def begin(run_id, site="windows", minutes=0):
        runs.start(
            run_id=run_id,
            site=site,
            argv=["scrapy", "run", "نوافذ"],
            started=now + timedelta(minutes=minutes),
            versions={"scrapy": "2.19.0"},
            settings_hash="abc",
        )

    return begin


def finish(runs, run_id, now, **changes):
    values = {
        "ended": now + timedelta(minutes=5),
        "exit_code": 0,
        "reason": "finished",
        "complete": True,
        "figures": {"items": 3, "share": 0.5},
        "parts": [{"file": "part-x", "first": 1}],
    }
    runs.finish(run_id, **(values | changes))


def test_a_run_that_has_no_end(runs, start, now):
    start("r1")
    assert runs.recent(1)[0].as_dict()["ended"] is None
    assert runs.recent(5) == [
        Run(
            id="r1",
            site="windows",
            argv=("scrapy", "run", "نوافذ"),
            started=now,
            versions={"scrapy": "2.19.0"},
            settings_hash="abc",
        )
    ]


def test_a_run_with_its_end(runs, start, now):
    start("r1")
    finish(runs, "r1", now)
    (run,) = runs.recent(1)
    assert (run.exit_code, run.reason, run.complete) == (0, "finished", True)
    assert run.figures == {"items": 3, "share": 0.5}
    assert run.parts == ({"file": "part-x", "first": 1},)
    assert run.ended == now + timedelta(minutes=5)
    told = json.loads(json.dumps(run.as_dict(), ensure_ascii=False))
    assert told["started"] == "2025-03-01T09:30:00+00:00"
    assert told["argv"][-1] == "نوافذ"
    assert told["parts"] == [{"file": "part-x", "first": 1}]


def test_the_newest_come_first(runs, start):
    start("r1", minutes=1)
    start("r2", minutes=3)
    start("r3", "other", minutes=2)
    assert [run.id for run in runs.recent(2)] == ["r2", "r3"]
    assert [run.id for run in runs.recent(9, "windows")] == ["r2", "r1"]
    assert runs.recent(9, "none") == []


def test_a_run_that_never_began_cannot_end(runs, now):
    with pytest.raises(KeyError, match="r9"):
        finish(runs, "r9", now)


def test_only_a_whole_walk_lets_the_next_one_stop_early(runs, start, now):
    assert not runs.last_was_complete("windows")
    start("r1")
    finish(runs, "r1", now)
    assert runs.last_was_complete("windows")
    assert not runs.last_was_complete("other")
    start("r2", minutes=10)  # killed
    assert not runs.last_was_complete("windows")
    start("r3", minutes=20)
    finish(runs, "r3", now, complete=False, exit_code=69)
    assert not runs.last_was_complete("windows")


def test_the_history_of_a_site_since_a_moment_is_oldest_first(runs, start, now):
    for number in range(4):
        start(f"r{number}", minutes=number)
    start("other", "doors", minutes=9)
    found = runs.history("windows", now + timedelta(minutes=1))
    assert [run.id for run in found] == ["r1", "r2", "r3"]


def test_a_verdict_is_written_with_what_follows_from_it(runs, start, now):
    start("r1")
    findings = [{"check": "latency", "level": "warning", "value": 4.0, "expected": "at most 2"}]
    noted = []
    finish(runs, "r1", now, verdict="drifting", findings=findings, also=noted.append)
    run = runs.recent(1)[0]
    assert (run.verdict, run.findings) == ("drifting", tuple(findings))
    assert len(noted) == 1


def test_a_run_whose_incidents_cannot_be_written_has_no_end(runs, start, now):
    start("r1")

    def fails(_connection):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        finish(runs, "r1", now, also=fails)
    assert runs.recent(1)[0].ended is None
