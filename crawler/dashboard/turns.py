"""One writer of the report at a time; whoever finds another waiting leaves the rest to it.

The other has ended later, so that it makes all pages anew and shows what this one would.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from crawler.core.errors import MachineError
from crawler.store.lock import is_held, waiting_lock

LOCK_TIMEOUT_S = 60
LEFT_MAX = 20  # reports that are left to the next one after each other: then one is made whole


class Turn:
    """The turn of one writer, and how many before it have left the report to the next."""

    def __init__(self, lock: Path, awaited: Path) -> None:
        self._lock = lock
        self._awaited = awaited
        self._left = _number_in(lock)

    def is_over(self) -> bool:
        """True when another waits and nothing more is to be written; asked between two pages."""
        if self._left >= LEFT_MAX or not is_held(self._awaited):
            return False
        self._write(self._left + 1)
        return True

    def is_whole(self) -> None:
        """All is written."""
        if self._left:
            self._write(0)

    def _write(self, number: int) -> None:
        try:
            self._lock.write_text(f"{number}\n")
        except OSError as error:
            raise MachineError.from_os(error, f"{self._lock} cannot be written") from error


@contextmanager
def writers_turn(lock: Path) -> Iterator[Turn]:
    """Wait for one's turn and hold it. Raises MachineError when another hangs."""
    awaited = lock.with_name(f"{lock.stem}.next{lock.suffix}")
    with ExitStack() as waiting:
        waiting.enter_context(waiting_lock(awaited, LOCK_TIMEOUT_S))
        with waiting_lock(lock, LOCK_TIMEOUT_S):
            waiting.close()  # the next one waits from now on
            yield Turn(lock, awaited)


def _number_in(lock: Path) -> int:
    """What the writer before has left there; 0 where it is no number."""
    with suppress(OSError, ValueError):
        return int(lock.read_text())
    return 0
