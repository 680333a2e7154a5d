"""What waits in the outboxes of a process is written by one transaction, whichever of them is due.

A group costs a commit and a turn among the processes, however small it is, and each of many sites
has groups of its own. What their rows name lies in different files, which are flushed at the same
time: the disk takes as long for ten of them as for one.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from crawler.store.new_article import NewArticle, Stored


class Box(Protocol):
    """What an outbox shows of itself to those beside it."""

    def waits(self) -> bool:
        """True while there is something to write."""

    def make_durable(self) -> None:
        """Flush what the rows name, perhaps in a thread. Raises MachineError."""

    def first_group(self) -> list[NewArticle]:
        """What waits, as far as one transaction takes it."""

    def note(self, stored: list[Stored]) -> None:
        """The first that waited are written: their outcomes."""


class JointGroups:
    """The outboxes of a process that may be written together, in the order in which they joined."""

    def __init__(self) -> None:
        self._boxes: list[Box] = []

    def join(self, box: Box) -> None:
        """From now on others may write what waits in it."""
        if box not in self._boxes:
            self._boxes.append(box)

    def leave(self, box: Box) -> None:
        """From now on nobody but its owner writes what waits in it."""
        if box in self._boxes:
            self._boxes.remove(box)

    def durable_with(self, due: Box) -> list[Box]:
        """An outbox that is due and all that wait beside it, with what their rows name flushed.

        One beside it whose files cannot be flushed stays behind: its owner will meet that, be it
        the machine or a fault of ours. Raises MachineError for the one that is due.
        """
        beside = [each for each in self._boxes if each is not due and each.waits()]
        if not beside:
            due.make_durable()
            return [due]
        with ThreadPoolExecutor(1 + len(beside)) as pool:
            own = pool.submit(due.make_durable)
            others = [(each, pool.submit(each.make_durable)) for each in beside]
        own.result()
        return [due, *(each for each, flush in others if flush.exception() is None)]
