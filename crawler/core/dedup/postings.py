"""Which articles have a key: sorted arrays for the many old ones, a dict for the new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint32]
MOST_ROWS = 64  # a key of more articles is boilerplate and finds nothing
_SEAL_AT = 65_536  # new articles; later an eighth of the old ones, so that sealing stays linear


class Postings:
    """Rows by key. `keys` and `rows` run in parallel, sorted by key, then by row."""

    def __init__(self, keys: Keys | None = None, rows: Keys | None = None) -> None:
        self.keys = np.empty(0, np.uint32) if keys is None else keys
        self.rows = np.empty(0, np.uint32) if rows is None else rows
        self._recent: dict[int, int | list[int]] = {}  # most keys have one row
        self._added = 0
        self._sealed = 0

    def __len__(self) -> int:
        return len(self.keys) + sum(map(len, map(_rows, self._recent.values())))

    def add(self, row: int, keys: Sequence[int]) -> None:
        """Let the keys find the row; rows come in ascending order."""
        recent = self._recent
        for key in keys:
            found = recent.setdefault(key, row)
            if found is row:
                continue
            if isinstance(found, int):
                recent[key] = [found, row]
            elif len(found) <= MOST_ROWS:
                found.append(row)
        self._added += 1
        if self._added >= max(_SEAL_AT, self._sealed // 8):
            self.seal()

    def find(self, keys: Sequence[int]) -> Iterator[Sequence[int]]:
        """The rows of each key that at most 64 articles have."""
        starts, ends = self._bounds(keys)
        for key, start, end in zip(keys, starts, ends, strict=True):
            recent = _rows(self._recent.get(key, ()))
            if 0 < end - start + len(recent) <= MOST_ROWS:
                yield [*self.rows[start:end].tolist(), *recent] if start < end else recent

    def _bounds(self, keys: Sequence[int]) -> tuple[list[int], list[int]]:
        if not len(self.keys):
            return [0] * len(keys), [0] * len(keys)
        wanted = np.array(keys, dtype=np.uint32)
        starts = np.searchsorted(self.keys, wanted, "left")
        ends = starts.copy()
        known = self.keys.take(starts, mode="clip") == wanted  # few are, and each search costs
        ends[known] = np.searchsorted(self.keys, wanted[known], "right")
        return starts.tolist(), ends.tolist()

    def seal(self) -> None:
        """Move the new ones into the arrays."""
        recent = list(map(_rows, self._recent.values()))
        keys = np.fromiter(self._recent, np.uint32, len(recent)).repeat(list(map(len, recent)))
        rows = np.fromiter(chain.from_iterable(recent), np.uint32, len(keys))
        keys, rows = np.concatenate((self.keys, keys)), np.concatenate((self.rows, rows))
        order = np.argsort(keys, kind="stable")
        self.keys, self.rows = keys[order], rows[order]
        self._recent, self._sealed, self._added = {}, self._sealed + self._added, 0


def _rows(found: int | Sequence[int]) -> Sequence[int]:
    return (found,) if isinstance(found, int) else found
