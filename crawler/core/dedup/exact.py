"""Finds the article that has a text word for word: 20 bytes an article, kept for ever."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_HALVES = np.dtype("<u8")
_RECENT = 4096  # texts in the dict, which takes ten times the memory of an array


class ExactTexts:
    """Maps digests to rows: a sorted array of half digests for the old, a dict for the new."""

    def __init__(self) -> None:
        self.halves: NDArray[np.uint64] = np.empty(0, np.uint64)  # sorted
        self.others: NDArray[np.uint64] = np.empty(0, np.uint64)
        self.rows: NDArray[np.uint32] = np.empty(0, np.uint32)
        self.recent: dict[bytes, int] = {}
        self._missed = b""  # looked for last and not found, until another is added

    def __len__(self) -> int:
        return len(self.halves) + len(self.recent)

    def add(self, digest: bytes, row: int) -> None:
        """Remember the row; the first article that has a text keeps it."""
        if digest is not self._missed and self.find(digest) is not None:
            return
        self._missed = b""
        self.recent[digest] = row
        if len(self.recent) >= _RECENT and len(self.recent) >= len(self.halves) // 64:
            self.seal()

    def find(self, digest: bytes) -> int | None:
        """The row that has the text."""
        found = self.recent.get(digest)
        if found is None and len(self.halves):
            found = self._old(digest)
        if found is None:
            self._missed = digest
        return found

    def _old(self, digest: bytes) -> int | None:
        pair = np.frombuffer(digest, _HALVES)
        half, other = pair.tolist()
        place: int = self.halves.searchsorted(pair[:1]).item()  # of a bare number it takes longer
        while place < len(self.halves) and self.halves.item(place) == half:
            if self.others.item(place) == other:
                return int(self.rows[place])
            place += 1
        return None

    def seal(self) -> None:
        """Move the new entries into the arrays, sorted by the half digest, then by row.

        They are inserted between the old ones: to sort them all would take twice the memory.
        """
        recent = np.frombuffer(b"".join(self.recent), _HALVES).reshape(-1, 2)
        rows = np.fromiter(self.recent.values(), np.uint32, len(recent))
        order = recent[:, 0].argsort(kind="stable")  # rows of equal halves come in their order
        halves, others = recent[order].T
        places = self.halves.searchsorted(halves, "right")
        self.halves, self.others, self.rows = (
            np.insert(self.halves, places, halves),
            np.insert(self.others, places, others),
            np.insert(self.rows, places, rows[order]),
        )
        self.recent = {}
