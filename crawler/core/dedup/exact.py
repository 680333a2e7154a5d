"""Which article has a text word for word: 16 bytes an article, kept for ever."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class ExactTexts:
    """Digest -> row: a sorted array of first halves for the old, a dict for the new."""

    def __init__(self) -> None:
        self.halves: NDArray[np.uint64] = np.empty(0, np.uint64)  # sorted
        self.others: NDArray[np.uint64] = np.empty(0, np.uint64)
        self.rows: NDArray[np.uint32] = np.empty(0, np.uint32)
        self.recent: dict[bytes, int] = {}

    def add(self, digest: bytes, row: int) -> None:
        """Remember the row; the first that has a text keeps it."""
        if self.find(digest) is None:
            self.recent[digest] = row

    def find(self, digest: bytes) -> int | None:
        """The row that has the text."""
        found = self.recent.get(digest)
        if found is not None or not len(self.halves):
            return found
        half, other = np.frombuffer(digest, "<u8")
        place = int(np.searchsorted(self.halves, half))
        while place < len(self.halves) and self.halves[place] == half:
            if self.others[place] == other:
                return int(self.rows[place])
            place += 1
        return None

    def sorted(self) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint32]]:
        """All of them as three arrays in step, sorted by the first half, then by row."""
        recent = np.frombuffer(b"".join(self.recent), "<u8").reshape(-1, 2)
        halves = np.concatenate((self.halves, recent[:, 0]))
        others = np.concatenate((self.others, recent[:, 1]))
        rows = np.concatenate((self.rows, np.fromiter(self.recent.values(), np.uint32)))
        order = np.lexsort((rows, halves))
        return halves[order], others[order], rows[order]
