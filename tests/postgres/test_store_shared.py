"""Several processes on one store: one winner of each story, one turn at a time at each host."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from crawler.core.errors import MachineError
from crawler.demo.story import story_of
from crawler.store.database import open_database, reading, writing
from crawler.store.politeness import StoredHosts, _Table
from crawler.store.schema import articles, sketches
from crawler.store.sketches import Sketches

ROOT = Path(__file__).resolve().parents[2]
WORKER = ROOT / "tests/store/duplicates_worker.py"
NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
HOST = "windows.example"
SEED, STORIES = 11, 25  # as `told.py` has them


@pytest.fixture
def engine(postgres_url):
    made = open_database(postgres_url)
    yield made
    made.dispose()


@pytest.fixture
def hurried(postgres_url):
    """Another machine, which waits for nobody."""
    made = open_database(f"{postgres_url}?options=-c%20lock_timeout%3D50")
    yield made
    made.dispose()


def at_once(engine: Engine, folder: Path, processes: int) -> list[int]:
    """Each tells the stories of a site of its own, all at the same moment; their exit codes."""
    address = engine.url.render_as_string(hide_password=False)
    working = [
        subprocess.Popen(
            [sys.executable, str(WORKER), str(folder), f"site{number}", "0", f"{STORIES}"],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "RASID_DATABASE_URL": address},
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for number in range(processes)
    ]
    assert [each.stdout.readline() for each in working] == ["ready\n"] * processes
    for each in working:
        each.stdin.write("\n")
        each.stdin.flush()
    for each in working:
        each.communicate()
    return [each.returncode for each in working]


def winners(engine: Engine) -> list[str]:
    """The texts of all articles that are published or will be."""
    with reading(engine) as connection:
        lines = connection.scalars(select(articles.c.line).where(articles.c.duplicate_of.is_(None)))
        return [json.loads(line)["articleBody"] for line in lines]


@pytest.mark.parametrize("processes", [2, 4])
def test_each_story_has_one_winner(engine, tmp_path, processes):
    assert at_once(engine, tmp_path, processes) == [0] * processes
    found = winners(engine)
    assert len(found) == len(set(found))
    assert len(found) <= len({tuple(story_of(SEED, slot).paragraphs) for slot in range(STORIES)})
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(sketches)) == processes * STORIES
    assert Sketches(engine, tmp_path / "another").current().rows == processes * STORIES


def test_only_the_one_lock_keeps_two_from_winning(engine, hurried, tmp_path, monkeypatch):
    first, second = Sketches(engine, tmp_path / "here"), Sketches(hurried, tmp_path / "there")
    with (
        first.writing() as (_, log),
        pytest.raises(MachineError, match="held the store too long"),
        second.writing(),
    ):
        pytest.fail("two winners at once")
    monkeypatch.setattr("crawler.store.sketches.writing", partial(writing, alone=False))
    with first.writing() as (_, log), second.writing() as (_, other):
        assert log.rows == other.rows == 0  # each would be the first of its story


class TestTurns:
    """At a host, whatever machine asks it."""

    def test_they_follow_each_other(self, engine, postgres_url):
        other = open_database(postgres_url)
        with ThreadPoolExecutor(4) as threads:
            claims = list(threads.map(_claim, [engine, other] * 20))
        other.dispose()
        assert _overlaps(claims) == 0

    def test_only_the_lock_of_the_row_keeps_two_from_the_same_turn(self, engine, hurried):
        with writing(engine, alone=False) as ours, writing(hurried, alone=False) as theirs:
            assert _Table(ours).get(HOST) == _Table(theirs).get(HOST)
        with writing(engine, alone=False) as ours:
            _Table(ours, lock=True).get(HOST)
            with (
                pytest.raises(MachineError, match="held the store too long"),
                writing(hurried, alone=False) as theirs,
            ):
                _Table(theirs, lock=True).get(HOST)

    def test_they_do_not_wait_for_those_who_store(self, engine, hurried):
        with writing(engine):
            begin, _, _ = StoredHosts(hurried).claim(HOST, NOW, timedelta(seconds=1))
        assert begin == NOW


def _claim(engine: Engine) -> tuple[datetime, datetime]:
    return StoredHosts(engine).claim(HOST, NOW, timedelta(seconds=1))[:2]


def _overlaps(claims: list[tuple[datetime, datetime]]) -> int:
    return sum(later[0] < earlier[1] for earlier, later in pairwise(sorted(claims)))
