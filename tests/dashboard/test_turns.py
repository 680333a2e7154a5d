"""Several that write the report at once: the one that comes last makes it whole."""

from __future__ import annotations

import os
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from crawler.core.errors import MachineError
from crawler.dashboard import report, turns
from crawler.dashboard.report import write_report
from crawler.dashboard.turns import LEFT_MAX, writers_turn
from crawler.store.lock import is_held, waiting_lock

DEADLINE_S = 60


@pytest.fixture
def lock(tmp_path) -> Path:
    return tmp_path / "locks" / "report.lock"


@pytest.fixture
def awaited(lock) -> Path:
    return lock.with_name("report.next.lock")


def test_alone_one_writes_to_the_end(lock, awaited):
    with writers_turn(lock) as turn:
        assert is_held(lock)
        assert not is_held(awaited)
        assert not turn.is_over()
        turn.is_whole()
    assert not is_held(lock)
    assert lock.read_text() == ""


def test_who_finds_another_waiting_leaves_the_rest_to_it(lock, awaited):
    with writers_turn(lock) as turn, waiting_lock(awaited, 0):
        assert turn.is_over()
    with writers_turn(lock) as turn:
        assert not turn.is_over()


def test_one_waits_for_its_turn_and_is_seen_waiting(lock, awaited):
    inside = threading.Event()
    go = threading.Event()

    def other():
        with writers_turn(lock):
            inside.set()
            go.wait(DEADLINE_S)

    thread = threading.Thread(target=other)
    with writers_turn(lock) as turn:
        thread.start()
        tick = threading.Event()
        while not turn.is_over():
            assert not inside.is_set()
            tick.wait(0.001)
    assert inside.wait(DEADLINE_S)
    assert not is_held(awaited)
    go.set()
    thread.join(DEADLINE_S)
    assert not is_held(lock)


def test_after_many_that_left_it_one_is_made_whole(lock, awaited):
    for _ in range(LEFT_MAX):
        with writers_turn(lock) as turn, waiting_lock(awaited, 0):
            assert turn.is_over()
    with writers_turn(lock) as turn, waiting_lock(awaited, 0):
        assert not turn.is_over()
        turn.is_whole()
    with writers_turn(lock) as turn, waiting_lock(awaited, 0):
        assert turn.is_over()


def test_what_is_no_number_counts_as_none(lock, awaited):
    lock.parent.mkdir()
    lock.write_bytes(b"half \xff")
    with writers_turn(lock) as turn, waiting_lock(awaited, 0):
        assert turn.is_over()
    assert lock.read_text() == "1\n"


def test_a_disk_that_refuses_the_number_is_said(lock, awaited, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    with writers_turn(lock) as turn, waiting_lock(awaited, 0):
        monkeypatch.setattr(Path, "write_text", refuse)
        with pytest.raises(MachineError, match=r"report\.lock.*No space"):
            turn.is_over()


def test_one_that_hangs_is_said(lock, monkeypatch):
    monkeypatch.setattr(turns, "LOCK_TIMEOUT_S", 0)
    with (
        writers_turn(lock),
        pytest.raises(MachineError, match="held for over"),
        writers_turn(lock),
    ):
        pytest.fail("two hold it")


def test_a_report_that_was_left_is_whole_after_the_next(
    as_files, tmp_path, lock, awaited, monkeypatch
):
    folder, whole = tmp_path / "report", tmp_path / "whole"
    number = write_report(as_files, whole, tmp_path / "other.lock")
    folder.mkdir()
    (folder / "source-gone.ar.html").write_text("old")
    replace, waiting, pages = report._replace, ExitStack(), []

    def noted(path, data):
        replace(path, data)
        if path.suffix == ".html":
            pages.append(path.name)
        if len(pages) == 5:
            waiting.enter_context(waiting_lock(awaited, 0))

    with waiting, monkeypatch.context() as patch:
        patch.setattr(report, "_replace", noted)
        assert write_report(as_files, folder, lock) == 5
    assert (folder / "source-gone.ar.html").exists()
    assert not (folder / "index.html").exists()

    assert write_report(as_files, folder, lock) == number
    assert {each.name: each.read_bytes() for each in folder.glob("*.html")} == {
        each.name: each.read_bytes() for each in whole.glob("*.html")
    }
    assert not list(folder.glob(f".*.{os.getpid()}.tmp"))
