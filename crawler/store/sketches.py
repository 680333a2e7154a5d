"""What this process knows of all stored articles, to tell copies: one index for one store.

It learns an article only from a row that is committed, or in the transaction that writes the row;
when that fails the index is thrown away and opened anew.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from crawler.core.dedup.duplicate_index import WINDOW_DAYS
from crawler.core.errors import MachineError
from crawler.store.changes import Changes
from crawler.store.database import epoch, reading, writing
from crawler.store.give_back import give_back, hold_little
from crawler.store.joint_groups import JointGroups
from crawler.store.sketch_log import SketchLog
from crawler.store.sketch_snapshot import SketchSnapshot
from crawler.store.story_index import StoryIndex

logger = logging.getLogger(__name__)
# A crawl's pages leave 20 MB of holes in 2,000 of them (docs/performance-tried.md#memory).
GIVEN_BACK_ROWS = 1_000
# To ask SQLite whether others have written takes 24 us of a page, most of it locks of files.
LOOK_EVERY_S = 0.05


class Sketches:
    """The log of a store's sketches in memory; every method may raise MachineError.

    `folder` is where snapshots lie. With `withhold` false copies are published as well, marked.
    """

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        *,
        window_days: int = WINDOW_DAYS,
        withhold: bool = True,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.engine = engine
        self.withhold = withhold
        self.joint = JointGroups()  # of what decides by it
        self._window_days = window_days
        self._changes = Changes(engine)
        self._snapshot = SketchSnapshot(folder, epoch(engine))
        self._log: SketchLog | None = None
        self._monotonic = monotonic
        self._looked_s = -math.inf
        self._given_back = 0  # rows when memory was given back
        self._has_moved = False
        hold_little()

    def current(self) -> SketchLog:
        """The log with all that is committed by now; costs next to nothing when nothing is new."""
        log = self._log
        if log is None or self._changes.since((log.rows, log.mark)):
            with reading(self.engine) as connection:
                return self._followed(connection)
        return log

    def at_hand(self) -> SketchLog:
        """The log as it was at most a twentieth of a second ago, for what is decided later."""
        log, now_s = self._log, self._monotonic()
        if log is not None and now_s - self._looked_s < LOOK_EVERY_S:
            return log
        self._looked_s = now_s
        return self.current()

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, SketchLog]]:
        """A transaction and the log as of it, to append to; forgotten when it is not committed."""
        with ExitStack() as unless_committed:
            unless_committed.callback(self.forget)
            self.current()  # nobody waits for what is read before the transaction begins
            with writing(self.engine) as connection:
                yield connection, self._followed(connection)
            unless_committed.pop_all()
        self._move_out()
        log = self._log
        if log and not 0 <= log.rows - self._given_back < GIVEN_BACK_ROWS:
            self._given_back = log.rows
            give_back()

    def _move_out(self) -> None:
        """Let a log that has grown lie in the snapshot, from which it is read at the next call."""
        log = self._log
        if log is None or not self._snapshot.outgrown(log):
            return
        try:
            self._snapshot.save(log)
        except (OSError, MachineError) as error:  # it is a cache; the rows are committed
            logger.warning("the index of copies stays in memory: %s", error)
        else:
            self.forget()
            self._has_moved = True

    def forget(self, *, snapshot: bool = False) -> None:
        """Open the log anew at the next call, without the snapshot if that has lied."""
        self._log = None
        if snapshot:
            self._snapshot.discard()

    def save(self) -> bool:
        """Write a snapshot when enough rows are new; raises OSError too."""
        is_saved = self._snapshot.save(self.current())
        if is_saved:
            give_back()
        return is_saved

    def _followed(self, connection: Connection) -> SketchLog:
        log = self._log
        if log is None:
            log = self._snapshot.load(connection, self._window_days)
            if self._has_moved:  # now, since who moved it out still held it
                self._has_moved = False
                give_back()
        self._log = None  # whatever fails from here on, half a log is not kept
        if not log.follow(connection):
            self._snapshot.discard()
            log = SketchLog(StoryIndex(window_days=self._window_days))
            if not log.follow(connection):
                message = (
                    f"the table of sketches is damaged after row {log.rows}: run `scrapy repair`"
                )
                raise MachineError(message)
        self._log = log
        return log
