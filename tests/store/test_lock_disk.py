"""Locks on a disk that fails: an error that says so, and never a stack at the end of a run."""

from __future__ import annotations

import errno
import os

import pytest

from crawler.core.errors import CreateError
from crawler.store.lock import SiteLock


def refuse(*_args):
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def test_a_disk_that_fails_under_a_held_lock(tmp_path, monkeypatch):
    path = tmp_path / "locks" / "windows.lock"
    lock = SiteLock(path, "run-7").__enter__()
    with monkeypatch.context() as patch:
        patch.setattr(os, "ftruncate", refuse)
        lock.__exit__(None, None, None)
    with SiteLock(path, "run-8"):
        assert b"run-8" in path.read_bytes()


@pytest.mark.parametrize("call", ["ftruncate", "write"])
def test_a_disk_that_has_no_room_for_the_name(tmp_path, monkeypatch, call):
    path = tmp_path / "locks" / "windows.lock"
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(CreateError, match="cannot be written") as raised, SiteLock(path, "r"):
            pytest.fail("held without a name")
    assert raised.value.exit_code == 73
    with SiteLock(path, "run-8"):
        pass
