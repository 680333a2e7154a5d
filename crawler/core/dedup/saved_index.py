"""Saves a duplicate index as a snapshot, and loads it.

Articles older than the window keep their exact text's digest and their group; their keys and
sketches are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.byte_strings import ByteStrings, Ends
from crawler.core.dedup.duplicate_index import WINDOW_DAYS, DuplicateIndex
from crawler.core.dedup.file_bytes import FileNumbers
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.postings import Postings, Run
from crawler.core.dedup.rows import Rows
from crawler.core.dedup.sketch_layout import days_in
from crawler.core.dedup.snapshot import Pieces, Snapshot, open_snapshot, write_snapshot

_NO_DAYS, _U4 = np.empty(0, np.int32), np.dtype(np.uint32)
Kept = NDArray[np.bool_] | None  # of each row; None: all


def save_index(index: DuplicateIndex, path: Path, *, last_row: int) -> None:
    """Write the index; `last_row` is the store's number of the last article that is in it.

    Raises:
        OSError: The disk is full or the folder cannot be written.
        SketchError: The file of the snapshot that it was loaded from is damaged.
    """
    index.exact.seal()
    kept = _within_window(index.rows.data, index.window_days)
    sections = {
        **_postings(index.postings, kept),
        "halves": index.exact.halves,
        "others": index.exact.others,
        "exact_rows": index.exact.rows,
        "frequency": index.frequency.counts,
        "heads": index.rows.heads(),
        **_strings("names", index.rows.names, None),
        **_strings("data", index.rows.data, kept),
    }
    facts = {"articles": index.frequency.articles}
    write_snapshot(path, Snapshot(last_row, facts, sections))


def load_index(
    path: Path, *, window_days: int = WINDOW_DAYS, verify: bool = False
) -> tuple[DuplicateIndex, int]:
    """The index of a snapshot and the store's number of its last article.

    Raises:
        SnapshotError: There is none, or it is cut, damaged or of another version.
        SketchError: The disk does not give it back.
    """
    snapshot = open_snapshot(path, verify=verify)
    parts = snapshot.sections
    index = DuplicateIndex(window_days=window_days)
    index.postings = Postings(Run(parts["keys"], FileNumbers(snapshot.read("key_rows"))))
    index.exact.halves, index.exact.others = parts["halves"], parts["others"]
    index.exact.rows = parts["exact_rows"]
    index.frequency = Frequency(parts["frequency"], snapshot.facts["articles"])
    names = ByteStrings(snapshot.read("names"), parts["name_ends"])
    sketches = ByteStrings(snapshot.read("data"), parts["data_ends"], folder=path.parent)
    index.rows = Rows(parts["heads"], names, sketches)
    return index, snapshot.last_row


def _within_window(sketches: ByteStrings, window_days: int) -> Kept:
    """For each row whether its day is unknown or within the window before the latest day.

    None where all are.
    """
    days = np.concatenate([_NO_DAYS, *(days_in(*piece) for piece in sketches.pieces())])
    latest = int(days.max(initial=0))
    kept: NDArray[np.bool_] = (days == 0) | (days >= max(1, latest - window_days))
    return None if kept.all() else kept


def _postings(postings: Postings, kept: Kept) -> dict[str, Pieces]:
    """Two sections: the keys of the rows that are kept, and these rows."""
    count = len(postings)
    if kept is not None:
        count = int(sum(np.count_nonzero(kept[run.rows[:]]) for run in postings.pieces()))
    keys = (_kept_of(run, kept).keys for run in postings.pieces())
    rows = (_kept_of(run, kept).rows[:] for run in postings.pieces())
    return {"keys": Pieces(count, keys, _U4), "key_rows": Pieces(count, rows, _U4)}


def _kept_of(run: Run, kept: Kept) -> Run:
    if kept is None:
        return run
    named = kept[run.rows[:]]
    return Run(run.keys[named], run.rows[named])


def _strings(name: str, strings: ByteStrings, kept: Kept) -> dict[str, NDArray[Any] | Pieces]:
    """Two sections: the bytes, and their ends after a zero; empty for what is not kept."""
    ends = strings.ends()
    if kept is not None:
        np.cumsum(_sizes(ends) * kept, out=ends[1:], dtype=np.uint64)
    pieces = Pieces(int(ends[-1]), _kept_bytes(strings, kept))
    return {name: pieces, f"{name.removesuffix('s')}_ends": ends}


def _kept_bytes(strings: ByteStrings, kept: Kept) -> Iterator[NDArray[np.uint8]]:
    """The bytes of those that are kept, some strings at a time."""
    first = 0
    for data, ends in strings.pieces():
        if kept is None:
            yield data
            continue
        these = kept[first : first + len(ends) - 1]
        first += len(these)
        yield data if these.all() else data[np.repeat(these, _sizes(ends))]


def _sizes(ends: Ends) -> NDArray[np.int64]:
    places = ends.astype(np.int64)
    return places[1:] - places[:-1]
