"""The articles of an index by row number: identifier, group, sketch."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.byte_strings import ByteStrings
from crawler.core.dedup.drafts import TOGETHER
from crawler.core.dedup.sketch_bytes import Sketch, finish
from crawler.core.dedup.sketch_layout import checked

KEPT = 1024  # sketches that stay decoded, some 5 kB each: copies come soon after their originals


class Rows:
    """The rows of a snapshot, in its buffers, then the rows added since."""

    def __init__(
        self,
        heads: NDArray[np.uint32] | None = None,
        names: ByteStrings | None = None,
        data: ByteStrings | None = None,
        *,
        kept: int = KEPT,
    ) -> None:
        self.old_heads = np.empty(0, np.uint32) if heads is None else heads
        self.new_heads = array("I")
        self.names = names or ByteStrings()
        self._data = data or ByteStrings()
        self._newest: list[Sketch] = []  # whose bytes are not yet among the others
        self._kept = kept
        self._decoded: dict[int, Sketch] = {}

    def __len__(self) -> int:
        return len(self.old_heads) + len(self.new_heads)

    def add(self, name: str, head: int | None, sketch: Sketch) -> int:
        """The number of the new row; without a head it is its own."""
        row = len(self)
        self.names.append(name.encode("utf-8", "surrogatepass"))
        self.new_heads.append(row if head is None else head)
        self._newest.append(sketch)
        if sketch.draft:
            sketch.waits_with = self._newest
        if len(self._newest) >= TOGETHER:
            self.settle()
        return row

    @property
    def data(self) -> ByteStrings:
        """The stored sketches of all rows."""
        if self._newest:
            self.settle()
        return self._data

    def settle(self) -> None:
        """Finish the drafts among the newest; their bytes then lie with the others."""
        finish(self._newest)
        self._data.extend([sketch.data for sketch in self._newest])
        self._newest.clear()

    def head(self, row: int) -> int:
        """The row of the first article of its group."""
        old = len(self.old_heads)
        return int(self.old_heads[row]) if row < old else self.new_heads[row - old]

    def heads(self) -> NDArray[np.uint32]:
        """The heads of all rows."""
        return np.concatenate((self.old_heads, np.array(self.new_heads, dtype=np.uint32)))

    def name(self, row: int) -> str:
        """The identifier of an article."""
        return self.names[row].decode("utf-8", "surrogatepass")

    def bytes_of(self, row: int) -> bytes:
        """The stored sketch; empty when it is older than the window of the snapshot."""
        if row in self._decoded:
            return self._decoded[row].data
        newest = row - len(self._data)
        return self._data[row] if newest < 0 else self._newest[newest].data

    def checked(self, row: int, data: bytes) -> bytes:
        """The bytes of an article after a check of the sum; what this process made needs none.

        Raises:
            SketchError: They are damaged, or the sketch is older than the window of the snapshot.
        """
        return data if row >= len(self.old_heads) or row in self._decoded else checked(data)

    def sketch(self, row: int, data: bytes = b"") -> Sketch:
        """The sketch of an article; the last ones are cached.

        Args:
            row: Its number.
            data: Its bytes if they are known, `checked`.

        Raises:
            SketchError: It is damaged, or older than the window of the snapshot.
        """
        found = self._decoded.pop(row, None)
        if found is None:
            found = Sketch.of(data or self.checked(row, self.bytes_of(row)))
        if len(self._decoded) >= self._kept:
            del self._decoded[next(iter(self._decoded))]
        self._decoded[row] = found
        return found
