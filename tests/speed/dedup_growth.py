"""An index of many made-up sketches: how fast it opens and answers when it is large.

The keys are random, so that every search goes to another place, as it does in use. The words are
those of a few real sketches, since only candidates are ever compared.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import median

import numpy as np

from crawler.core.dedup import DuplicateIndex
from crawler.core.dedup.saved_index import load_index
from crawler.core.dedup.sketch import Sketch
from crawler.core.dedup.sketch_bytes import to_bytes
from crawler.core.dedup.snapshot import Snapshot, write_snapshot
from tests.speed.dedup_store import another

KEYS = 13
ASKED = 2000  # documents of a measurement
OPENED = 5


def made_up(path: Path, rows: int, sketch: Sketch) -> None:
    """A snapshot of as many articles."""
    draw = np.random.default_rng(7)
    keys = draw.integers(0, 1 << 32, rows * KEYS, dtype=np.uint32)
    holders = np.repeat(np.arange(rows, dtype=np.uint32), KEYS)
    order = np.argsort(keys, kind="stable")
    data = to_bytes(sketch)
    ends = np.arange(rows + 1, dtype=np.uint64)
    sections = {
        "keys": keys[order],
        "key_rows": holders[order],
        "halves": np.sort(draw.integers(0, 1 << 63, rows, dtype=np.uint64)),
        "others": draw.integers(0, 1 << 63, rows, dtype=np.uint64),
        "exact_rows": np.arange(rows, dtype=np.uint32),
        "frequency": np.zeros(1 << 18, np.uint32),
        "heads": np.arange(rows, dtype=np.uint32),
        "names": np.zeros(0, np.uint8),
        "name_ends": np.zeros(rows + 1, np.uint64),
        "data": np.tile(np.frombuffer(data, np.uint8), rows),
        "data_ends": ends * np.uint64(len(data)),
    }
    write_snapshot(path, Snapshot(rows, {"articles": rows}, sections))


def asked(sketches: Sequence[Sketch]) -> list[Sketch]:
    """Sketches with keys and texts of their own."""
    draw = Random(9)  # noqa: S311 - nothing secret
    return [another(sketches[number % len(sketches)], draw) for number in range(ASKED)]


def sketches_per_s(index: DuplicateIndex, sketches: Sequence[Sketch]) -> float:
    """Look-ups with inserts a CPU second."""
    begun = time.thread_time()
    for number, sketch in enumerate(sketches):
        index.match_sketch(sketch)
        index.add_sketch(str(number), sketch)
    return len(sketches) / (time.thread_time() - begun)


def articles_per_s(index: DuplicateIndex, bodies: Sequence[str]) -> float:
    """Look-ups with inserts a CPU second, the making of each sketch counted in."""
    begun = time.thread_time()
    for number, body in enumerate(bodies):
        index.match("", body)
        index.add(str(number), "", body)
    return len(bodies) / (time.thread_time() - begun)


def growth(
    folder: Path, rows: int, sketches: Sequence[Sketch], bodies: Sequence[str]
) -> dict[str, float]:
    """Figures of an index of so many articles."""
    path = folder / f"{rows}.rasid"
    made_up(path, rows, sketches[0])
    opened, speeds, made = [], [], []
    for _ in range(OPENED):
        begun = time.perf_counter()
        index, _ = load_index(path)
        opened.append(1000 * (time.perf_counter() - begun))
        speeds.append(sketches_per_s(index, asked(sketches)))
        made.append(articles_per_s(load_index(path)[0], bodies))
    figures = {
        "rows": rows,
        "open_ms": median(opened),
        "sketches_per_s": max(speeds),
        "articles_per_s": max(made),
        "file_bytes_per_row": path.stat().st_size / rows,
    }
    path.unlink()
    return figures
