"""The articles of an index by row number: identifier, group, sketch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.sketch_bytes import Sketch, from_bytes

_KEPT = 2048  # sketches that stay decoded: copies come soon after their originals


class Rows:
    """Those of a snapshot, in its buffers, then those added since."""

    def __init__(self) -> None:
        self.old_heads: NDArray[np.uint32] = np.empty(0, np.uint32)
        self.old_names: NDArray[np.uint8] = np.empty(0, np.uint8)
        self.old_name_ends: NDArray[np.uint64] = np.zeros(1, np.uint64)
        self.old_data: NDArray[np.uint8] = np.empty(0, np.uint8)
        self.old_data_ends: NDArray[np.uint64] = np.zeros(1, np.uint64)
        self.heads: list[int] = []
        self.names: list[str] = []
        self.data: list[bytes] = []
        self._decoded: dict[int, Sketch] = {}

    def __len__(self) -> int:
        return len(self.old_heads) + len(self.heads)

    def add(self, name: str, head: int | None, sketch: Sketch, data: bytes) -> int:
        """The number of the new row; without a head it is its own. `data` is the sketch."""
        row = len(self)
        self.names.append(name)
        self.heads.append(row if head is None else head)
        self.data.append(data)
        self._keep(row, sketch)
        return row

    def head(self, row: int) -> int:
        """The row of the first article of its group."""
        old = len(self.old_heads)
        return int(self.old_heads[row]) if row < old else self.heads[row - old]

    def name(self, row: int) -> str:
        """The identifier of an article."""
        old = len(self.old_heads)
        if row >= old:
            return self.names[row - old]
        return _cut(self.old_names, self.old_name_ends, row).decode("utf-8", "surrogatepass")

    def bytes_of(self, row: int) -> bytes:
        """The stored sketch; empty when it is older than the window of the snapshot."""
        old = len(self.old_heads)
        if row >= old:
            return self.data[row - old]
        return _cut(self.old_data, self.old_data_ends, row)

    def sketch(self, row: int) -> Sketch:
        """The sketch of an article.

        Raises:
            SketchError: It is damaged, or older than the window of the snapshot.
        """
        found = self._decoded.get(row)
        return found or self._keep(row, from_bytes(self.bytes_of(row)))

    def _keep(self, row: int, sketch: Sketch) -> Sketch:
        if len(self._decoded) >= _KEPT:
            for old in list(self._decoded)[: _KEPT // 2]:
                del self._decoded[old]
        self._decoded[row] = sketch
        return sketch


def _cut(data: NDArray[np.uint8], ends: NDArray[np.uint64], row: int) -> bytes:
    return data[int(ends[row]) : int(ends[row + 1])].tobytes()
