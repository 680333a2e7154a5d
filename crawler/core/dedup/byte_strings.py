"""Many byte strings one behind the other: those of a snapshot in its buffer, then the new ones.

A list of them would take 41 bytes more for each. The new ones lie in blocks that never move: one
buffer that grows would be copied again and again, and leave holes of its size in the memory. Full
blocks go to a file where there is a folder for it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.file_bytes import FileBytes, LaidOut

BLOCK = 1 << 18  # bytes of a block, and what was added at once when it was nearly full
PIECE = 1 << 9  # strings of a piece: no second copy of all of them is made to write them down
Bytes = NDArray[np.uint8]
Ends = NDArray[np.uint64]


class ByteStrings:
    """The strings by number. `data` and `ends` are of those that a snapshot has.

    In `folder` lie the full blocks of new ones; without it they stay in memory.
    """

    def __init__(
        self,
        data: Bytes | FileBytes | None = None,
        ends: Ends | None = None,
        *,
        folder: Path | None = None,
    ) -> None:
        self._laid_out = LaidOut(folder)  # the first of the new ones
        self._old: Bytes | FileBytes = np.empty(0, np.uint8) if data is None else data
        self._old_ends = np.zeros(1, np.uint64) if ends is None else ends
        self._blocks = [bytearray()]  # those that stay in memory
        self._starts = [0]  # of these blocks, counted through all new ones
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._old_ends) + len(self._ends) - 2

    def append(self, added: bytes) -> None:
        """Add one behind the last."""
        self._make_room()
        self._blocks[-1] += added
        self._ends.append(self._ends[-1] + len(added))

    def extend(self, added: Sequence[bytes]) -> None:
        """Add some behind the last; they go into one block."""
        self._make_room()
        self._blocks[-1] += b"".join(added)
        self._ends.extend(accumulate(map(len, added), initial=self._ends.pop()))

    def _make_room(self) -> None:
        """Begin a new block when the last is full."""
        if len(self._blocks[-1]) < BLOCK:
            return
        if len(self._blocks) == 1 and self._laid_out.append(self._blocks[0]):
            self._blocks, self._starts = [], []
        self._blocks.append(bytearray())
        self._starts.append(self._ends[-1])

    def __getitem__(self, number: int) -> bytes:
        """A copy of one."""
        new = number - len(self._old_ends) + 1
        if new < 0:
            first, last = self._old_ends[number : number + 2].tolist()
            return self._old[first:last].tobytes()
        first, last = self._ends[new], self._ends[new + 1]
        if first == last:
            return b""
        if last <= len(self._laid_out):
            return self._laid_out[first:last]
        block = bisect_right(self._starts, first) - 1
        start = self._starts[block]
        return bytes(self._blocks[block][first - start : last - start])

    @property
    def nbytes(self) -> int:
        """Bytes of the new ones that memory holds."""
        return self._ends[-1] - len(self._laid_out)

    def ends(self) -> Ends:
        """Where each ends if they lie one behind the other, after a zero."""
        ends = np.array(self._ends[1:], dtype=np.uint64) + self._old_ends[-1]
        return np.concatenate((self._old_ends, ends))

    def pieces(self) -> Iterator[tuple[Bytes, Ends]]:
        """All of them, some strings at a time: their bytes, and where each ends, after a zero."""
        ends, old = self.ends(), len(self._old_ends) - 1
        for start, stop in pairwise(
            [*range(0, old, PIECE), *range(old, len(self), PIECE), len(self)]
        ):
            bounds = ends[start : stop + 1] - ends[start]
            if stop <= old:
                data = self._old[int(ends[start]) : int(ends[stop])].tobytes()
            else:
                data = self._joined(start, stop)
            yield np.frombuffer(data, np.uint8), bounds

    def _joined(self, start: int, stop: int) -> bytes:
        """The bytes of some new ones: of a file in one step."""
        old = len(self._old_ends) - 1
        first, last = self._ends[start - old], self._ends[stop - old]
        if 0 < last <= len(self._laid_out):
            return self._laid_out[first:last]
        return b"".join(map(self.__getitem__, range(start, stop)))
