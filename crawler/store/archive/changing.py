"""One process at a time makes, mends and removes files of an archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.store.lock import waiting_lock

TIMEOUT_S = 60  # a torn file of 256 MB is read in some seconds


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Hold the lock of the archive in `folder`. Raises MachineError when another hangs."""
    with waiting_lock(folder.absolute().parent / "locks" / "archive.lock", TIMEOUT_S):
        yield
