"""Finds the articles that have a key: sorted arrays for most, a dict for the newest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.file_bytes import FileNumbers

Keys = NDArray[np.uint32]
MOST_ROWS = 64  # a key of more articles is boilerplate and finds nothing
_TOO_MANY = MOST_ROWS + 1  # so many are looked at; a key has ever more while an index grows
_RECENT = 2048  # articles in the dict, which takes ten times the memory of an array
_YOUNG = 1 << 20  # keys of young ones, or an eighth of the old, so that merging stays linear
_PIECE = 1 << 16  # keys of a piece: what is written down is never in memory as a whole
_HALF = np.uint64(32)


class Run(NamedTuple):
    """Parallel arrays of keys and rows, sorted by key, then by row.

    Those of a snapshot stay in its file: few are read, since most keys of an article have no row.
    """

    keys: Keys
    rows: Keys | FileNumbers

    def merged(self, later: Run) -> Run:
        """Both runs in one. The other has later rows, so the order of these stays.

        To sort both as pairs would take three times the memory.
        """
        if not len(self.keys) or not len(later.keys):
            return self if len(self.keys) else later
        places = self.keys.searchsorted(later.keys, "right")
        return Run(
            np.insert(self.keys, places, later.keys), np.insert(self.rows[:], places, later.rows[:])
        )

    def pieces(self, later: Run) -> Iterator[Run]:
        """The result of `merged`, part by part."""
        done, end = 0, len(self.keys)
        for start in range(0, end, _PIECE):
            stop = min(start + _PIECE, end)
            until = len(later.keys)
            if stop < end:  # what has the last key of this piece comes behind all that has it
                until = int(later.keys.searchsorted(self.keys[stop - 1]))
            piece = Run(self.keys[start:stop], self.rows[start:stop])
            yield piece.merged(Run(later.keys[done:until], later.rows[done:until]))
            done = until
        if not end:
            yield later

    def find(self, keys: Keys) -> list[tuple[int, Sequence[int]]]:
        """The rows of each key that has some, by the key's place; 65 of a frequent one."""
        if not self.keys.size:
            return []
        starts = self.keys.searchsorted(keys)
        places = (self.keys.take(starts, mode="clip") == keys).nonzero()[0]
        if not places.size:
            return []
        starts = starts[places]
        ends = self.keys.searchsorted(keys[places], "right")
        spans = zip(starts.tolist(), ends.tolist(), self.rows[starts].tolist(), strict=True)
        rows = [
            (first,)  # as of most
            if end - start == 1
            else self.rows[start : min(end, start + _TOO_MANY)].tolist()
            for start, end, first in spans
        ]
        return list(zip(places.tolist(), rows, strict=True))


def _run_of(pairs: NDArray[np.uint64]) -> Run:
    """The run of sorted numbers that are a key, then a row."""
    return Run((pairs >> _HALF).astype(np.uint32), pairs.astype(np.uint32))


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
        recent: list[int | Sequence[int] | None] = list(map(self._recent.get, keys.tolist()))
        older = self._young.find(keys)
        if self.old.keys.size:
            older = [*self.old.find(keys), *older]
        if not older and recent.count(None) == len(recent):  # as most articles
            return []
        found = [(rows,) if isinstance(rows, int) else rows for rows in recent]
        for place, rows in reversed(older):  # the oldest rows first
            newer = found[place]
            found[place] = [*rows, *newer] if newer else rows
        return [rows for rows in found if rows and len(rows) <= MOST_ROWS]

    def _grow(self) -> None:
        """Move the newest into an array."""
        recent = self._recent
        several = [key for key, rows in recent.items() if not isinstance(rows, int)]
        lists = [_rows(recent.pop(key)) for key in several]  # one row is left to each other key
        counts = list(map(len, lists))
        keys, rows = (
            np.fromiter(side, np.uint64, len(recent)) for side in (recent, recent.values())
        )
        many = np.array(several, dtype=np.uint64).repeat(counts)
        joined = np.fromiter(chain.from_iterable(lists), np.uint64, len(many))
        pairs = np.concatenate((keys, many)) << _HALF | np.concatenate((rows, joined))
        pairs.sort()
        self._young = self._young.merged(_run_of(pairs))
        self._recent, self._added = {}, 0
        if len(self._young.keys) >= max(_YOUNG, len(self.old.keys) // 8):
            self._age()

    def _age(self) -> None:
        self.old, self._young = self.old.merged(self._young), _NONE

    def pieces(self) -> Iterator[Run]:
        """All rows, by key and then by row, part by part."""
        self._grow()
        return self.old.pieces(self._young)


def _rows(found: int | list[int]) -> Sequence[int]:
    return (found,) if isinstance(found, int) else found
