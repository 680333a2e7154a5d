"""The tables of the text benchmark: ratios to ours in the same interpreter first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.speed.date_subjects import DATES
from tests.speed.text_subjects import OURS, TEXT

Figures = Mapping[str, float]
Key = tuple[str, str]  # subject and version of Python

TITLES = {
    "display": "display layer: the text that is published",
    "key": "key layer: what searches and duplicates compare",
}
SPEEDS = ("clean", "dirty")
VERDICTS = ("right", "wrong", "missed", "kept")


def show(
    rows: Mapping[Key, Figures],
    versions: Mapping[str, str],
    missing: Mapping[str, str],
    console: Console,
) -> None:
    """Prints a table for each layer and one for the dates, and what was left out and why."""
    for layer, title in TITLES.items():
        names = {name for name, subject in TEXT.items() if subject.layer == layer}
        console.print(_text_table(title, _of(rows, names), rows, versions))
    console.print(_date_table(_of(rows, set(DATES)), rows, versions))
    for subject, why in missing.items():
        console.print(f"left out: {subject}: {why}", markup=False)
    if missing:
        console.print("make peers installs the rest where this machine has it")


def _of(rows: Mapping[Key, Figures], names: set[str]) -> list[Key]:
    return [key for key in rows if key[0] in names]


def _text_table(
    title: str, keys: list[Key], rows: Mapping[Key, Figures], versions: Mapping[str, str]
) -> Table:
    table = _table(title, "ours is × faster", "dirty", "MB/s", "dirty")
    table.add_column("dirt undone", justify="right")
    table.add_column("kept", justify="right")
    for subject, python in keys:
        row = rows[subject, python]
        ours = rows[OURS[TEXT[subject].layer], python]
        table.add_row(
            f"{subject} {versions[subject]}".rstrip(),
            python,
            *(f"{ours[kind] / row[kind]:.2f}" for kind in SPEEDS),
            *(f"{row[kind]:.1f}" for kind in SPEEDS),
            f"{row['undone']:.0%}",
            f"{row['kept']:.0%}" if "kept" in row else "",
        )
    return table


def _date_table(keys: list[Key], rows: Mapping[Key, Figures], versions: Mapping[str, str]) -> Table:
    table = _table("dates: strings of sites", "ours is × faster", "ms a string", *VERDICTS)
    for subject, python in keys:
        row: Mapping[str, Any] = rows[subject, python]
        table.add_row(
            f"{subject} {versions[subject]}".rstrip(),
            python,
            f"{row['ms'] / rows['parse_date', python]['ms']:.1f}",
            f"{row['ms']:.3f}",
            *(str(row.get(verdict, 0)) for verdict in VERDICTS),
        )
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table("subject", "Python", title=title, box=None, title_justify="left")
    for column in columns:
        table.add_column(column, justify="right")
    return table
