"""The order of a move: copy, wait for the crawls, follow, verify, hand over.

Three marks are committed one after the other: the new store is whole and closed; the old store is
moved and closed; the new store is open. Killed between two of them, no store is used that is not
the only one, and the next call goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, Engine, select

from crawler.core.errors import ConfigError
from crawler.store.database import reading, writing
from crawler.store.moved import MOVED_TO, close_for_ever, mark_of
from crawler.store.moving import target
from crawler.store.moving.copying import Copying
from crawler.store.moving.quiet import only_one, quiet
from crawler.store.moving.rows import Checksum

WAIT_S = 1800.0


def silent(_: str) -> None:
    """Nobody is told."""


@dataclass(slots=True)
class Moved:
    """What was moved; `paused_s` is how long crawls were kept from beginning."""

    epoch: str
    tables: dict[str, Checksum] = field(default_factory=dict)
    followed: int = 0  # rows that changed while the rest was copied
    copied_s: float = 0.0
    paused_s: float = 0.0

    def __str__(self) -> str:
        """A line for each table, then the times."""
        if not self.tables:
            return f"store {self.epoch} was moved before: nothing was left but to open the new one"
        return "\n".join(
            [
                f"{'table':12} {'rows':>11} checksum, the same in both",
                *(f"{name:12} {each.rows:>11,} {each}" for name, each in self.tables.items()),
                f"copied in {self.copied_s:.1f} s, {self.followed:,} changed row(s) copied again",
                f"store {self.epoch} is moved; no crawl could begin for {self.paused_s:.1f} s",
            ]
        )


@dataclass(frozen=True, slots=True)
class Move:
    """A move of the store of a data folder; `where` names the new one without its password."""

    source: Engine
    target: Engine
    locks: Path
    where: str
    wait_s: float = WAIT_S
    say: Callable[[str], None] = silent

    def run(self, now: datetime) -> Moved:
        """Do it, or finish what a killed call has begun.

        Raises ConfigError for a target that is not empty, LockedError when crawls do not end in
        time, MachineError when a database fails; then the old store is the one in use.
        """
        with reading(self.source) as connection:
            moved = Moved(mark_of(connection, "epoch") or "")
        with only_one(self.locks):
            if self._is_closed(moved.epoch):
                target.release(self.target)
                return moved
            target.claim(self.target, moved.epoch)
            with ExitStack() as until_committed:
                filling = target.filling(self.target, moved.epoch)
                copying = Copying(until_committed.enter_context(filling))
                self._copy(copying, moved)
                self._hand_over(copying, moved, now, until_committed)
            target.release(self.target)
        return moved

    def _is_closed(self, name: str) -> bool:
        """Whether the old store was handed over; raises ConfigError when to another target."""
        with reading(self.source) as connection:
            where = mark_of(connection, MOVED_TO)
        if where and not target.is_filled(self.target, name):
            message = f"this store was moved to {where} before; there is nothing to move"
            raise ConfigError(message)
        return bool(where)

    def _copy(self, copying: Copying, moved: Moved) -> None:
        """Copy one state of the store, while others write."""
        begun = perf_counter()
        with reading(self.source) as source:
            rows = copying.follow(source)
        moved.copied_s = perf_counter() - begun
        self.say(f"{rows:,} rows copied in {moved.copied_s:.1f} s")

    def _hand_over(
        self, copying: Copying, moved: Moved, now: datetime, until_committed: ExitStack
    ) -> None:
        """Copy what has changed since, while nobody writes; then close the old store.

        The lock of the feed is not needed: who publishes meanwhile cannot write down that he did,
        and the new store writes that part again, with the same bytes.
        """
        with quiet(self.locks, self.wait_s, meanwhile=partial(self._wait, copying.target)):
            begun = perf_counter()
            with writing(self.source) as source:
                moved.followed = copying.follow(source)
                target.take_state(source, copying.target, moved.epoch)
                target.set_sequences(source, copying.target)
                sums = copying.checksums()
                target.verify(copying.target, sums)
                moved.tables = {table.name: each for table, each in sums.items()}
                until_committed.close()
                close_for_ever(source, f"{self.where} at {now.isoformat(timespec='seconds')}")
            moved.paused_s = perf_counter() - begun

    def _wait(self, copy: Connection, names: list[str]) -> None:
        """Servers end a transaction that says nothing for long."""
        copy.execute(select(1))
        self.say(f"waiting for {', '.join(names)}")
