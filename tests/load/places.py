"""Where memory grows: what each line of code holds at some counts of articles, by tracemalloc."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

FRAMES = 1  # more tell who called, and cost several times the memory that is looked for
SHOWN_MAX = 60


class Places:
    """Looks when a count of articles is reached; writes what grew since the first look."""

    def __init__(self, marks: Sequence[int], path: Path) -> None:
        self.marks = sorted(marks)
        self.path = path
        self.first: tuple[int, tracemalloc.Snapshot] | None = None
        if self.marks:
            tracemalloc.start(FRAMES)

    def look(self, articles: int) -> None:
        """Take a snapshot if a mark was passed."""
        if not self.marks or articles < self.marks[0]:
            return
        self.marks = [mark for mark in self.marks if mark > articles]
        gc.collect()
        snapshot = tracemalloc.take_snapshot()
        if self.first is None:
            self.first = articles, snapshot
        else:
            self.path.write_text(json.dumps(growth(*self.first, articles, snapshot), indent=1))


def growth(
    before: int, old: tracemalloc.Snapshot, after: int, new: tracemalloc.Snapshot
) -> dict[str, object]:
    """Bytes an article that each line holds more than before, the greatest first."""
    grown = new.compare_to(old, "lineno")
    rows = [(round(each.size_diff / (after - before)), str(each.traceback)) for each in grown]
    total = round(sum(each.size_diff for each in grown) / (after - before))
    return {
        "from": before,
        "to": after,
        "bytes_an_article": total,
        "places": sorted(rows, reverse=True)[:SHOWN_MAX],
    }
