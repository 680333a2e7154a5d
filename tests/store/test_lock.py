"""Locks between processes, and the disk guard."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from crawler.core.errors import CreateError, LockedError, MachineError
from crawler.store.disk import check_disk
from crawler.store.lock import SiteLock, waiting_lock


@pytest.fixture
def path(tmp_path):
    return tmp_path / "locks" / "windows.lock"


def test_a_held_lock_names_its_holder(path, now):
    with SiteLock(path, "run-7", clock=lambda: now):
        assert json.loads(path.read_text())["pid"] == os.getpid()
        holder = rf"run run-7 \(pid {os.getpid()}, since {re.escape(now.isoformat())}\)"
        with pytest.raises(LockedError, match=holder), SiteLock(path, "run-8"):
            pytest.fail("two hold it")
    with SiteLock(path, "run-8"):
        assert json.loads(path.read_text())["run"] == "run-8"
    assert path.read_text() == ""  # never deleted


def test_a_holder_that_has_not_written_its_name(path):
    with (
        waiting_lock(path, 0),
        pytest.raises(LockedError, match="not written its name"),
        SiteLock(path, "run-8"),
    ):
        pytest.fail("two hold it")


def test_the_lock_is_let_go_by_an_error(path):
    with pytest.raises(KeyboardInterrupt), SiteLock(path, "run-7"):
        raise KeyboardInterrupt
    with SiteLock(path, "run-8"):
        pass


def test_a_child_does_not_keep_the_lock(path):
    with SiteLock(path, "run-7"):
        child = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"],
            stdin=subprocess.PIPE,
            close_fds=False,
        )
    try:
        with SiteLock(path, "run-8"):
            assert child.poll() is None
    finally:
        child.communicate()


def test_waiting_ends_when_the_other_lets_go(path):
    other = SiteLock(path, "other").__enter__()
    slept = []

    def sleep(pause_s):
        slept.append(pause_s)
        if len(slept) == 3:
            other.__exit__(None, None, None)

    with waiting_lock(path, 10, monotonic=lambda: 0.0, sleep=sleep):
        assert len(slept) == 3


def test_waiting_ends_after_its_time(path):
    ticks = iter([0.0, 3.0, 7.0])
    with (
        SiteLock(path, "other"),
        pytest.raises(MachineError, match="over 5 s"),
        waiting_lock(path, 5, monotonic=lambda: next(ticks), sleep=lambda _: None),
    ):
        pytest.fail("two hold it")


def test_a_lock_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CreateError, match="cannot be opened"), SiteLock(tmp_path / "file/a", "r"):
        pytest.fail("no file")


def test_the_disk_guard(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        shutil,
        "disk_usage",
        lambda folder: asked.append(folder) or SimpleNamespace(free=150_000_000),
    )
    check_disk(tmp_path / "not" / "there", 150_000_000)
    assert asked == [tmp_path]
    with pytest.raises(CreateError, match=r"150\.0 MB free, 200\.0 MB are needed") as caught:
        check_disk(tmp_path, 200_000_000)
    assert caught.value.exit_code == 73


def test_a_disk_that_cannot_be_asked(tmp_path, monkeypatch):
    def refuse(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shutil, "disk_usage", refuse)
    with pytest.raises(CreateError, match="cannot be read"):
        check_disk(tmp_path, 1)


def test_the_disk_guard_asks_the_real_disk(tmp_path):
    check_disk(tmp_path, 0)
    with pytest.raises(CreateError):
        check_disk(tmp_path, 10**18)


def test_a_child_that_still_has_the_descriptor_holds_nothing(path):
    """Between fork and exec it has it, whatever is closed on exec."""
    with SiteLock(path, "r1") as lock:
        of_child = os.dup(lock._descriptor)
    try:
        with SiteLock(path, "r2"):
            assert json.loads(path.read_text("utf-8"))["run"] == "r2"
    finally:
        os.close(of_child)
