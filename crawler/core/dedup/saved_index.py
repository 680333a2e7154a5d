"""A duplicate index to a snapshot and back.

Articles older than the window keep their exact text's digest and their group; their keys and
sketches are left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.duplicate_index import WINDOW_DAYS, DuplicateIndex
from crawler.core.dedup.frequency import Frequency
from crawler.core.dedup.postings import Postings
from crawler.core.dedup.rows import Rows
from crawler.core.dedup.sketch_bytes import day_in
from crawler.core.dedup.snapshot import Sections, Snapshot, open_snapshot, write_snapshot


def save_index(index: DuplicateIndex, path: Path, *, last_row: int) -> None:
    """Write the index; `last_row` is the store's number of the last article that is in it.

    Raises:
        OSError: The disk is full or the folder cannot be written.
    """
    index.postings.seal()
    kept = _within_window(index)
    named = np.isin(index.postings.rows, np.flatnonzero(~kept), invert=True)
    halves, others, rows = index.exact.sorted()
    sections: Sections = {
        "keys": index.postings.keys[named],
        "key_rows": index.postings.rows[named],
        "halves": halves,
        "others": others,
        "exact_rows": rows,
        "frequency": index.frequency.counts,
        **_row_sections(index.rows, kept),
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
    index.postings = Postings(parts["keys"], parts["key_rows"])
    index.exact.halves, index.exact.others = parts["halves"], parts["others"]
    index.exact.rows = parts["exact_rows"]
    index.frequency = Frequency(parts["frequency"].copy(), snapshot.facts["articles"])
    index.rows.old_heads = parts["heads"]
    index.rows.old_names, index.rows.old_name_ends = parts["names"], parts["name_ends"]
    index.rows.old_data, index.rows.old_data_ends = parts["data"], parts["data_ends"]
    return index, snapshot.last_row


def _within_window(index: DuplicateIndex) -> NDArray[np.bool_]:
    """Of each row whether its day is unknown or at most the window before the latest."""
    days = np.array([day_in(index.rows.bytes_of(row)) for row in range(len(index.rows))], np.int64)
    latest = int(days.max(initial=0))
    kept: NDArray[np.bool_] = (days == 0) | (days >= max(1, latest - index.window_days))
    return kept


def _row_sections(rows: Rows, kept: NDArray[np.bool_]) -> dict[str, NDArray[Any]]:
    names = [rows.name(row).encode("utf-8", "surrogatepass") for row in range(len(rows))]
    data = [rows.bytes_of(row) if keep else b"" for row, keep in enumerate(kept)]
    heads = np.concatenate((rows.old_heads, np.array(rows.heads, dtype=np.uint32)))
    return {
        "heads": heads,
        "names": np.frombuffer(b"".join(names), np.uint8),
        "name_ends": _ends(names),
        "data": np.frombuffer(b"".join(data), np.uint8),
        "data_ends": _ends(data),
    }


def _ends(parts: list[bytes]) -> NDArray[np.uint64]:
    ends = np.zeros(len(parts) + 1, dtype=np.uint64)
    np.cumsum([len(part) for part in parts], out=ends[1:], dtype=np.uint64)
    return ends
