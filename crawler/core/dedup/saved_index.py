"""A duplicate index to a snapshot and back.

Articles older than the window keep their exact text's digest and their group; their keys and
sketches are left out.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.byte_strings import Bytes, ByteStrings, Ends
from crawler.core.dedup.duplicate_index import WINDOW_DAYS, DuplicateIndex
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.postings import Postings, Run
from crawler.core.dedup.rows import Rows
from crawler.core.dedup.sketch_layout import days_in
from crawler.core.dedup.snapshot import Sections, Snapshot, open_snapshot, write_snapshot


def save_index(index: DuplicateIndex, path: Path, *, last_row: int) -> None:
    """Write the index; `last_row` is the store's number of the last article that is in it.

    Raises:
        OSError: The disk is full or the folder cannot be written.
    """
    run = index.postings.seal()
    index.exact.seal()
    data, ends = index.rows.data.sections()
    kept = _within_window(data, ends, index.window_days)
    if not kept.all():
        named = kept[run.rows]
        run = Run(run.keys[named], run.rows[named])
        data, ends = _left(data, ends, kept)
    names, name_ends = index.rows.names.sections()
    sections: Sections = {
        "keys": run.keys,
        "key_rows": run.rows,
        "halves": index.exact.halves,
        "others": index.exact.others,
        "exact_rows": index.exact.rows,
        "frequency": index.frequency.counts,
        "heads": index.rows.heads(),
        "names": names,
        "name_ends": name_ends,
        "data": data,
        "data_ends": ends,
    }
    facts = {"articles": index.frequency.articles}
    write_snapshot(path, Snapshot(last_row, facts, sections))


def load_index(
    path: Path, *, window_days: int = WINDOW_DAYS, verify: bool = False
) -> tuple[DuplicateIndex, int]:
    """The index of a snapshot and the store's number of its last article.

    Raises:
        SnapshotError: There is none, or it is cut, damaged or of another version.
    """
    snapshot = open_snapshot(path, verify=verify)
    parts = snapshot.sections
    index = DuplicateIndex(window_days=window_days)
    index.postings = Postings(Run(parts["keys"], parts["key_rows"]))
    index.exact.halves, index.exact.others = parts["halves"], parts["others"]
    index.exact.rows = parts["exact_rows"]
    index.frequency = Frequency(parts["frequency"], snapshot.facts["articles"])
    names = ByteStrings(parts["names"], parts["name_ends"])
    index.rows = Rows(parts["heads"], names, ByteStrings(parts["data"], parts["data_ends"]))
    return index, snapshot.last_row


def _within_window(data: Bytes, ends: Ends, window_days: int) -> NDArray[np.bool_]:
    """Of each row whether its day is unknown or at most the window before the latest."""
    days = days_in(data, ends)
    latest = int(days.max(initial=0))
    kept: NDArray[np.bool_] = (days == 0) | (days >= max(1, latest - window_days))
    return kept


def _left(data: Bytes, ends: Ends, kept: NDArray[np.bool_]) -> tuple[Bytes, Ends]:
    """The sketches without those that are not kept, which are empty then."""
    places = ends.astype(np.int64)
    sizes = places[1:] - places[:-1]
    left = np.zeros(len(ends), dtype=np.uint64)
    np.cumsum(sizes * kept, out=left[1:], dtype=np.uint64)
    return data[np.repeat(kept, sizes)], left
