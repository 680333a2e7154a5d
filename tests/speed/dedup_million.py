"""`python -m tests.speed.dedup_million`: a store that grows to a million articles.

Made-up rows are written into a real store, the index follows them and saves its snapshot. Then a
process of its own opens that snapshot, looks 2,000 articles up and adds them. Printed for each
size: how long opening takes, articles a second (their sketches given, and made of the
texts of the demo), bytes an article of the
snapshot and of the table, and the resident memory. Figures go to build/dedup_million.json.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from crawler.core.dedup.sketch import Sketch
from crawler.core.dedup.sketch_bytes import to_bytes
from crawler.store.database import database_url, open_database
from crawler.store.sketches import Sketches
from tests.speed.dedup_bench import documents, sketched
from tests.speed.dedup_growth import articles_per_s, asked, sketches_per_s
from tests.speed.dedup_store import fill
from tests.speed.text_interpreters import ROOT

OUT = ROOT / "build" / "dedup_million.json"
ROWS = (10_000, 100_000, 1_000_000)
MODELS = 200  # real sketches whose words the made-up articles have
BODY_CHARS = 1_450  # so cut, sketches are as long as those of real news: 725 bytes
STORIES = 800  # with their copies 1,000 texts
SPEEDS = ("sketches_per_s", "articles_per_s")
OPENED = 3
PAGE = os.sysconf("SC_PAGE_SIZE")
Figures = dict[str, float]


def models() -> list[Sketch]:
    return sketched([text[:BODY_CHARS] for text in documents(MODELS)])[:MODELS]


def bodies() -> list[str]:
    """Texts of news length, a fifth of them copies of earlier ones."""
    return [text[:BODY_CHARS] for text in documents(STORIES)]


def resident_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


def grown(folder: Path, rows: int, given: list[Sketch]) -> Figures:
    """The store brought to that size, and what a process finds that opens it."""
    engine = open_database(database_url(folder))
    try:
        fill(engine, rows, given)
        begun = time.perf_counter()
        index = Sketches(engine, folder / "duplicates")
        index.current()
        index.save()
        followed_s = time.perf_counter() - begun
        table_bytes = _table_bytes(engine)
    finally:
        engine.dispose()
    (snapshot,) = (folder / "duplicates").iterdir()
    return {
        "rows": rows,
        "followed_s": followed_s,
        "snapshot_bytes_per_row": snapshot.stat().st_size / rows,
        "table_bytes_per_row": table_bytes / rows,
        **_opened_elsewhere(folder),
    }


def _table_bytes(engine: Engine) -> float:
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%sketches%'"
        return float(connection.exec_driver_sql(query).scalar() or 0)


def _opened_elsewhere(folder: Path) -> Figures:
    command = [sys.executable, "-m", "tests.speed.dedup_million", "--opened", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found: Figures = json.loads(done.stdout)
    return found


def opened(folder: Path) -> Figures:
    """Figures of this process, which opens a store that is there."""
    new, texts = asked(models()), bodies()
    engine = open_database(database_url(folder))
    before, opens, speeds = resident_mb(), [], []
    for _ in range(OPENED):
        begun = time.perf_counter()
        log = Sketches(engine, folder / "duplicates").current()
        opens.append(1000 * (time.perf_counter() - begun))
        opened_mb = resident_mb()
        speeds.append(sketches_per_s(log.index, new))
    asked_mb = resident_mb() - before
    made = [
        articles_per_s(Sketches(engine, folder / "duplicates").current().index, texts)
        for _ in range(OPENED)
    ]
    engine.dispose()
    return {
        "open_ms": median(opens),
        "sketches_per_s": max(speeds),
        "articles_per_s": max(made),
        "opened_mb": opened_mb - before,
        "asked_mb": asked_mb,
    }


def show(figures: list[Figures], sketch_bytes: float) -> None:
    """One row for each size; speeds beside that of the first."""
    columns = (
        "opens in ms",
        "sketch given",
        "made",
        "snapshot B",
        "table B",
        "memory MB",
        "follows in s",
    )
    table = Table("articles, articles/s", *columns, box=None)
    for row in figures:
        speeds = [(row[name], row[name] / figures[0][name]) for name in SPEEDS]
        cells = (row["snapshot_bytes_per_row"], row["table_bytes_per_row"], row["asked_mb"])
        table.add_row(
            f"{row['rows']:,.0f}",
            f"{row['open_ms']:.1f}",
            *(f"{speed:,.0f} ({ratio:.2f})" for speed, ratio in speeds),
            *(f"{cell:,.0f}" for cell in cells),
            f"{row['followed_s']:.1f}",
        )
    Console(width=110).print(table)
    sys.stdout.write(f"a sketch has {sketch_bytes:,.0f} bytes on average\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=ROWS)
    parser.add_argument("--opened", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.opened:
        sys.stdout.write(json.dumps(opened(chosen.opened)))
        return
    given = models()
    with tempfile.TemporaryDirectory() as folder:
        figures = [grown(Path(folder), rows, given) for rows in sorted(chosen.rows)]
    sketch_bytes = sum(len(to_bytes(sketch)) for sketch in given) / len(given)
    show(figures, sketch_bytes)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps({"growth": figures, "sketch_bytes": sketch_bytes}, indent=2))


if __name__ == "__main__":
    main()
