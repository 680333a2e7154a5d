"""Which articles have a key: sorted arrays for the many old ones, a dict for the newest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint32]
MOST_ROWS = 64  # a key of more articles is boilerplate and finds nothing
_RECENT = 2048  # articles in the dict, which takes ten times the memory of an array
_YOUNG = 1 << 20  # keys of young ones, or an eighth of the old, so that merging stays linear
_HALF = np.uint64(32)


class Run(NamedTuple):
    """Rows by key, in parallel, sorted by key, then by row."""

    keys: Keys
    rows: Keys

    def merged(self, other: Run) -> Run:
        """Both in one."""
        if not len(self.keys) or not len(other.keys):
            return self if len(self.keys) else other
        both = np.concatenate((self._pairs(), other._pairs()))
        both.sort(kind="stable")  # merges what is sorted in parts in one pass
        return Run((both >> _HALF).astype(np.uint32), both.astype(np.uint32))

    def _pairs(self) -> NDArray[np.uint64]:
        pairs = self.keys.astype(np.uint64)
        pairs <<= _HALF
        pairs |= self.rows
        return pairs

    def find(self, keys: Keys) -> list[tuple[int, list[int]]]:
        """The rows of each key that has some, by the place of the key."""
        if not self.keys.size:
            return []
        starts = self.keys.searchsorted(keys)
        places = (self.keys.take(starts, mode="clip") == keys).nonzero()[0]
        if not places.size:
            return []
        ends = self.keys.searchsorted(keys[places], "right").tolist()
        spans = zip(places.tolist(), starts[places].tolist(), ends, strict=True)
        return [(place, self.rows[start:end].tolist()) for place, start, end in spans]


_NONE = Run(np.empty(0, np.uint32), np.empty(0, np.uint32))


class Postings:
    """Rows by key; `old` may be the arrays of a snapshot, which are only read."""

    def __init__(self, old: Run = _NONE) -> None:
        self.old = old
        self._young = _NONE
        self._recent: dict[int, int | list[int]] = {}  # most keys have one row
        self._added = 0

    def __len__(self) -> int:
        recent = sum(map(len, map(_rows, self._recent.values())))
        return len(self.old.keys) + len(self._young.keys) + recent

    def add(self, row: int, keys: Keys) -> None:
        """Let the keys find the row; rows come in ascending order."""
        recent = self._recent
        for key in keys.tolist():
            found = recent.setdefault(key, row)
            if found is row:
                continue
            if isinstance(found, int):
                recent[key] = [found, row]
            elif len(found) <= MOST_ROWS:
                found.append(row)
        self._added += 1
        if self._added >= _RECENT:
            self._grow()

    def find(self, keys: Keys) -> list[Sequence[int]]:
        """The rows of each key that at most 64 articles have."""
        recent = list(map(self._recent.get, keys.tolist()))
        older = [*self.old.find(keys), *self._young.find(keys)]
        if older:
            found = _joined(older, recent)
        elif recent.count(None) == len(recent):  # as most articles
            return []
        else:
            found = [_rows(rows) for rows in recent if rows is not None]
        return [rows for rows in found if len(rows) <= MOST_ROWS]

    def _grow(self) -> None:
        """Move the newest into an array."""
        rows = list(map(_rows, self._recent.values()))
        keys = np.fromiter(self._recent, np.uint32, len(rows)).repeat(list(map(len, rows)))
        numbers = np.fromiter(chain.from_iterable(rows), np.uint32, len(keys))
        order = keys.argsort(kind="stable")
        self._young = self._young.merged(Run(keys[order], numbers[order]))
        self._recent, self._added = {}, 0
        if len(self._young.keys) >= max(_YOUNG, len(self.old.keys) // 8):
            self._age()

    def _age(self) -> None:
        self.old, self._young = self.old.merged(self._young), _NONE

    def seal(self) -> Run:
        """All of them, moved into one array."""
        self._grow()
        self._age()
        return self.old


def _joined(
    older: list[tuple[int, list[int]]], recent: list[int | list[int] | None]
) -> list[Sequence[int]]:
    found: dict[int, list[int]] = {}
    for place, rows in older:
        found.setdefault(place, []).extend(rows)
    for place, newest in enumerate(recent):
        if newest is not None:
            found.setdefault(place, []).extend(_rows(newest))
    return [found[place] for place in sorted(found)]


def _rows(found: int | list[int]) -> Sequence[int]:
    return (found,) if isinstance(found, int) else found
