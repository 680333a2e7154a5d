"""Files that several processes write: one of them at the same moment, one sweeps beside another."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.store import durable
from crawler.store.durable import LEFT_S, sweep_temporary, write_durably


@pytest.fixture
def meanwhile(monkeypatch) -> Callable[[Callable[[], None]], None]:
    """Something that another process does once, before the next file is flushed to the disk."""

    def happens(what: Callable[[], None]) -> None:
        flush, waiting = os.fsync, [what]

        def fsync(descriptor: int) -> None:
            while waiting:
                waiting.pop()()
            flush(descriptor)

        monkeypatch.setattr(durable.os, "fsync", fsync)

    return happens


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_two_that_write_one_file_at_once_both_succeed_and_leave_it_whole(tmp_path, meanwhile):
    path = tmp_path / "last_run.json"
    meanwhile(lambda: write_durably(path, b'{"run": "the other"}'))

    write_durably(path, b'{"run": "1"}')

    assert path.read_bytes() == b'{"run": "1"}'
    assert names(tmp_path) == ["last_run.json"]


def test_a_file_that_is_being_written_is_not_swept_away(tmp_path, meanwhile):
    path = tmp_path / "last_run.json"
    meanwhile(lambda: sweep_temporary(tmp_path))

    write_durably(path, b"{}")

    assert names(tmp_path) == ["last_run.json"]


def test_what_a_killed_writer_has_left_is_swept_away(tmp_path):
    left, young = tmp_path / ".last_run.0a1b2c3d.tmp", tmp_path / ".last_run.4e5f6071.tmp"
    for path in (left, young, tmp_path / "last_run.json"):
        path.write_bytes(b"{")
    long_ago = young.stat().st_mtime - LEFT_S - 60
    for path in (left, tmp_path / "last_run.json"):
        os.utime(path, (long_ago, long_ago))

    sweep_temporary(tmp_path)

    assert names(tmp_path) == [young.name, "last_run.json"]


def test_what_its_writer_moves_meanwhile_is_nobodys_error(tmp_path, monkeypatch):
    draft = tmp_path / ".index.html.17.tmp"
    draft.write_bytes(b"<")

    class Clock:
        @staticmethod
        def time() -> float:
            draft.rename(tmp_path / "index.html")
            return 0.0

    monkeypatch.setattr(durable, "time", Clock)

    sweep_temporary(tmp_path)

    assert names(tmp_path) == ["index.html"]
