"""The snapshot of the index: a cache beside the store, trusted when the store says the same."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, select

from crawler.core.dedup.saved_index import load_index, save_index
from crawler.core.errors import MachineError
from crawler.store.durable import make_folder
from crawler.store.schema import sketches
from crawler.store.sketch_log import SketchLog
from crawler.store.story_index import StoryIndex

logger = logging.getLogger(__name__)
FOLDER = "duplicates"  # in the data folder
# A larger one is checked at its head and end only, as it is opened within milliseconds; each of its
# sketches checks itself when it is compared.
VERIFIED_BYTES = 32 * 1024 * 1024
SAVED_SHARE, SAVED_ROWS = 0.05, 500  # new rows that are worth a new snapshot, the greater of both
# A long run writes one on its way: a row takes a kilobyte of memory until it lies in the file.
HELD_SHARE, HELD_ROWS = 0.1, 4_000


class SketchSnapshot:
    """The file of one store; `folder` is that of all snapshots."""

    def __init__(self, folder: Path, epoch: str) -> None:
        self.path = folder / f"index-{epoch}.snapshot"
        self._rows = 0
        self._tried = 0  # rows at the last attempt to write it
        self._own: tuple[int, int] | None = None

    def load(self, connection: Connection, window_days: int) -> SketchLog:
        """The log of the snapshot, or an empty one when there is none that can be trusted."""
        try:
            verify = self._is_foreign() and self.path.stat().st_size <= VERIFIED_BYTES
            index, mark = load_index(self.path, window_days=window_days, verify=verify)
        except (MachineError, OSError, ValueError, KeyError, TypeError) as error:
            if self.path.exists():
                logger.warning("the index of copies is made again from the store: %s", error)
            return SketchLog(StoryIndex(window_days=window_days))
        log = SketchLog(StoryIndex.of(index), mark)
        if not _is_of(log, connection):
            logger.warning("%s is not of this store as it is now: it is made again", self.path)
            return SketchLog(StoryIndex(window_days=window_days))
        self._rows = log.rows
        return log

    def outgrown(self, log: SketchLog) -> bool:
        """Whether so much of the log is in memory that it would better lie in the file."""
        new = log.rows - max(self._rows, self._tried)
        return new >= max(HELD_ROWS, HELD_SHARE * self._rows)

    def save(self, log: SketchLog) -> bool:
        """Write the log down when enough of it is new; raises OSError."""
        if log.rows - self._rows < max(SAVED_ROWS, SAVED_SHARE * self._rows):
            return False
        self._tried = log.rows
        make_folder(self.path.parent)
        save_index(log.index, self.path, last_row=log.mark)
        self._rows = log.rows
        self._own = _file(self.path)
        return True

    def _is_foreign(self) -> bool:
        """True for a file that this process has not written: it may have lain for long."""
        return self.path.exists() and _file(self.path) != self._own

    def discard(self) -> None:
        """Never load this file again."""
        self._rows = self._tried = 0
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def _file(path: Path) -> tuple[int, int]:
    """What tells a file from another that takes its name."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


def _is_of(log: SketchLog, connection: Connection) -> bool:
    """Whether the store's row of the same number has the same mark, and so have all before it."""
    if not log.rows:
        return log.mark == 0
    mark = connection.scalar(select(sketches.c.mark).where(sketches.c.id == log.rows))
    return mark is not None and mark == log.mark
