"""Real processes: two at once on a new store, and one that is killed again and again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.store.feed import Feed

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("worker.py")
VERSIONS = Path(__file__).with_name("version_worker.py")


@pytest.fixture
def start(tmp_path, url_of) -> Callable[..., subprocess.Popen]:
    """Starts a process on the store of the test."""

    def begin(first: int, last: int, worker: Path = WORKER) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, str(worker), str(tmp_path), str(first), str(last)],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "RASID_DATABASE_URL": url_of(tmp_path)},
            stdout=subprocess.PIPE,
            text=True,
        )

    return begin


def test_two_processes_store_and_publish_at_once(start, tmp_path, article, consumer):
    readers = [consumer.Reader(tmp_path / "feed", by_name=by) for by in (True, False)]
    working = [start(0, 300), start(150, 450)]
    for line_of_first in working[0].stdout:
        assert line_of_first == "stored\n"
        for reader in readers:
            reader.poll()
    assert [process.communicate()[0].count("stored") > 0 for process in working] == [False, True]
    assert [process.returncode for process in working] == [0, 0]
    expected = {article(number).identifier for number in range(450)}
    for reader in readers:
        reader.poll()
        assert reader.judge(expected) == consumer.EXACTLY_ONCE


def test_a_process_that_is_killed_again_and_again(start, tmp_path, article, consumer, open_store):
    readers = [consumer.Reader(tmp_path / "feed", by_name=by) for by in (True, False)]
    for groups in (1, 4, 9):
        with start(0, 200) as process:
            for _ in range(groups):
                process.stdout.readline()
            process.kill()
        for reader in readers:
            reader.poll()
    with start(0, 200) as process:
        process.communicate()
    assert process.returncode == 0
    assert Feed(open_store(), tmp_path / "feed").publish() == []
    expected = {article(number).identifier for number in range(200)}
    for reader in readers:
        reader.poll()
        assert reader.judge(expected) == consumer.EXACTLY_ONCE


def test_versions_of_a_process_that_is_killed_come_once(
    start, tmp_path, article, consumer, open_store
):
    articles = 20
    readers = [consumer.Reader(tmp_path / "feed", by_name=by) for by in (True, False)]
    start(articles, 0, VERSIONS).communicate()
    for stored in (3, 12):
        with start(articles, 1, VERSIONS) as process:
            for _ in range(stored):
                process.stdout.readline()
            process.kill()
        for reader in readers:
            reader.poll()
    with start(articles, 1, VERSIONS) as process:
        process.communicate()
    assert process.returncode == 0
    assert Feed(open_store(), tmp_path / "feed").publish() == []
    names = {article(number).identifier for number in range(articles)}
    expected = names | {f"{name} version 2" for name in names}
    for reader in readers:
        reader.poll()
        assert reader.judge(expected) == consumer.EXACTLY_ONCE
