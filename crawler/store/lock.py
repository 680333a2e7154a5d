"""Locks between processes: flock on a descriptor that no child inherits, gone with its holder.

The flock(1) tool hands its descriptor to every descendant: one stray browser would block all
later runs. A file is never deleted: a second process could lock the name that the first removed.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from crawler.core.errors import CreateError, LockedError, MachineError

POLL_S = 0.01


def _now() -> datetime:
    return datetime.now(UTC)


class SiteLock:
    """One run of a site at a time; the file says who holds it: pid, run and start."""

    def __init__(self, path: Path, run_id: str, *, clock: Callable[[], datetime] = _now) -> None:
        self.path = path
        self.run_id = run_id
        self._clock = clock
        self._descriptor = -1

    def __enter__(self) -> Self:
        """Take the lock. Raises LockedError naming the holder, CreateError without a file."""
        descriptor = _opened(self.path)
        if not _try(descriptor):
            os.close(descriptor)
            message = f"{self.path} is held by {_holder(self.path)}; this run did nothing"
            raise LockedError(message)
        holder = {
            "pid": os.getpid(),
            "run": self.run_id,
            "started": self._clock().isoformat(timespec="seconds"),
        }
        try:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, json.dumps(holder).encode())
        except OSError as error:
            os.close(descriptor)
            raise CreateError.from_os(error, f"the lock {self.path} cannot be written") from error
        self._descriptor = descriptor
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go; the file stays, empty. A disk that has failed keeps the old name in it."""
        try:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, 0)
        finally:
            _let_go(self._descriptor)


@contextmanager
def waiting_lock(
    path: Path,
    timeout_s: float,
    *,
    monotonic: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold the lock of a short task, after waiting for others; MachineError after `timeout_s`."""
    descriptor = _opened(path)
    try:
        end = monotonic() + timeout_s
        while not _try(descriptor):
            if monotonic() >= end:
                message = (
                    f"{path} has been held for over {timeout_s:g} s; find the process that hangs"
                )
                raise MachineError(message)
            sleep(POLL_S)
        yield
    finally:
        _let_go(descriptor)


def is_held(path: Path) -> bool:
    """True while somebody has this lock. Raises CreateError without a file."""
    descriptor = _opened(path)
    try:
        return not _try(descriptor)
    finally:
        _let_go(descriptor)


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CreateError.from_os(error, f"the lock {path} cannot be opened") from error


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(path: Path) -> str:
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
        return f"run {holder['run']} (pid {holder['pid']}, since {holder['started']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process that has not written its name yet"


def _let_go(descriptor: int) -> None:
    """Unlock, then close: a child that is on its way to `exec` still has the descriptor too."""
    with contextlib.suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)
