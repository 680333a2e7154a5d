"""`make bench`, fourth part: the duplicate index beside its peers, and when it has grown.

The peers live in an environment of their own (`make peers`), in which ours runs as well, so that a
ratio compares two in one process. Figures go to build/bench_dedup.json.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any

from rich.console import Console
from rich.table import Table

from crawler.core.dedup.sketch import Sketch, sketch_of
from crawler.core.dedup.sketch_bytes import to_bytes
from crawler.demo.aggregator import Aggregator
from tests.speed.dedup_growth import growth
from tests.speed.news_texts import COPY, ordinary
from tests.speed.text_interpreters import PEERS_PYTHON, ROOT

OUT = ROOT / "build" / "bench_dedup.json"
NOW = datetime(2026, 1, 15, tzinfo=UTC)


def documents(stories: int) -> list[str]:
    """Stories of the embedded aggregator, every fourth followed by a copy of an earlier one."""
    site = Aggregator(now=NOW, seed=5, markup="cards", articles=stories)
    bodies = ["\n\n".join(story.paragraphs) for story in site.stories_at(NOW)]
    copies = [COPY.format(body) for body in bodies[: len(bodies) // 4]]
    return [
        text for at, body in enumerate(bodies) for text in (body, *copies[at // 4 :][: at % 4 == 3])
    ]


def beside_peers(texts: list[str], rounds: int) -> dict[str, Any]:
    """Figures of each subject in one process."""
    python = PEERS_PYTHON if PEERS_PYTHON.exists() else Path(sys.executable)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "texts.json"
        given.write_text(json.dumps(texts), encoding="utf-8")
        command = [str(python), "-B", "-m", "tests.speed.dedup_worker", str(given), str(rounds)]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def sketched(texts: list[str]) -> list[Sketch]:
    return [sketch for text in texts if (sketch := sketch_of("", text))]


def show(
    peers: dict[str, dict[str, Any]], grown: list[dict[str, float]], sketch_bytes: float
) -> None:
    console = Console(width=110)
    for kind, found in peers.items():
        console.print(_beside(kind, found["figures"]))
    for name, why in found["missing"].items():
        console.print(f"left out: {name}: {why}; make peers installs it", markup=False)
    columns = ("opens in ms", "sketches/s", "articles/s", "file B/article")
    table = Table("articles in the index", *columns, box=None)
    for row in grown:
        names = ("open_ms", "sketches_per_s", "articles_per_s", "file_bytes_per_row")
        cells = [row[name] for name in names]
        table.add_row(f"{row['rows']:,.0f}", *(f"{cell:,.1f}" for cell in cells))
    console.print(table)
    console.print(f"a sketch has {sketch_bytes:,.0f} bytes on average")


def _beside(kind: str, figures: dict[str, Any]) -> Table:
    table = Table(f"{kind}: look-up and insert", box=None)
    for head in ("documents/s", "beside Rasid", "called copies"):
        table.add_column(head, justify="right")
    ours = figures["Rasid"]["documents_per_s"]
    for name, row in figures.items():
        speed = row["documents_per_s"]
        cells = (f"{speed:,.0f}", f"{speed / ours:.2f}", str(row["found"]))
        table.add_row(f"{name} {row['version']}", *cells)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000])
    chosen = parser.parse_args()
    texts = documents(chosen.stories)
    kinds = {"as unlike as news": ordinary(chosen.stories), "fillings of a few forms": texts}
    peers = {kind: beside_peers(each, chosen.rounds) for kind, each in kinds.items()}
    sketches = sketched(texts)
    sketch_bytes = mean(len(to_bytes(sketch)) for sketch in sketches)
    with tempfile.TemporaryDirectory() as folder:
        grown = [growth(Path(folder), rows, sketches[:200], texts[:1000]) for rows in chosen.rows]
    show(peers, grown, sketch_bytes)
    OUT.parent.mkdir(exist_ok=True)
    result = {"peers": peers, "growth": grown, "sketch_bytes": sketch_bytes}
    OUT.write_text(json.dumps(result, indent=2))
    sys.stderr.write(f"all figures: {OUT.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
