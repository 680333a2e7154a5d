"""What the rounds of `make bench` tell of each crawl: ratios to the empty one, and their spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

Figures = dict[str, Any]
RATIOS = {"speed": "pages_per_s", "cost": "cpu_s_per_1000"}
COLUMNS = {
    "speed": "pages/s over empty", "cost": "CPU/page over empty", "pages_per_s": "pages/s",
    "cpu_s_per_1000": "CPU s/1,000", "peak_mb": "peak MB",
}  # fmt: skip


def rates(figures: Figures) -> Figures:
    """The figures of a crawl with pages a second, and CPU seconds of a thousand."""
    pages = figures["pages"] or 1
    return {
        **figures,
        "pages_per_s": pages / figures["wall_s"],
        "cpu_s_per_1000": 1000 * figures["cpu_s"] / pages,
    }


def ratio_of(name: str, rows: Sequence[Figures], bases: Sequence[Figures], figure: str) -> Figures:
    """A figure over that of the same round: the median as `name`, least and most as its range."""
    ratios = [row[figure] / base[figure] for row, base in zip(rows, bases, strict=True)]
    return {name: median(ratios), f"{name}_range": [min(ratios), max(ratios)]}


def medians_of(rounds: Mapping[str, list[Figures]], base: str) -> dict[str, Figures]:
    """Of each figure, and of the two ratios to the crawl `base` of the same round."""
    found: dict[str, Figures] = {}
    for name, rows in rounds.items():
        found[name] = {key: median(row[key] for row in rows) for key in rows[0]}
        for ratio, figure in RATIOS.items():
            found[name] |= ratio_of(ratio, rows, rounds[base], figure)
    return found


def show(medians: Mapping[str, Figures], stages: Figures) -> None:
    """Two tables: the crawls, and the stages of ours."""
    table = Table("crawl", box=None)
    for name in COLUMNS.values():
        table.add_column(name, justify="right")
    for name, row in medians.items():
        table.add_row(name, *(_cell(row, key) for key in COLUMNS))
    console = Console(width=140)
    console.print(table)
    console.print(_budget(stages["stages_ms"]))
    console.print(f"start-up, once a run: {stages['startup_ms']} ms of CPU")


def _cell(row: Figures, key: str) -> str:
    """A figure; of a ratio also the least and the most of all rounds."""
    if key not in row:
        return "-"
    if f"{key}_range" not in row:
        return f"{row[key]:,.2f}"
    least, most = row[f"{key}_range"]
    return f"{row[key]:,.2f} ({least:,.2f} to {most:,.2f})"


def _budget(stages_ms: Mapping[str, float]) -> Table:
    table = Table("stage of our crawl", box=None)
    table.add_column("CPU ms a page", justify="right")
    table.add_column("share", justify="right")
    total = sum(stages_ms.values()) or 1.0
    for name, milliseconds in stages_ms.items():
        table.add_row(name, f"{milliseconds:.2f}", f"{milliseconds / total:.0%}")
    return table
