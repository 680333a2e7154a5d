"""The word lists and frames of the demo's stories: text files in `stories/`, one entry a line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).with_name("stories")

Lists = Mapping[str, tuple[str, ...]]


def read_lists(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of `stories/<name>.txt`: `== list` opens one, every other line is an entry."""
    lists: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in lines(name):
        if line.startswith("== "):
            entries = lists.setdefault(line[3:], [])
        else:
            entries.append(line)
    return {key: tuple(values) for key, values in lists.items()}


def lines(name: str) -> list[str]:
    """The lines of a file that are neither empty nor comments (`#`)."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    stripped = (line.strip() for line in text.splitlines())
    return [line for line in stripped if line and not line.startswith("#")]
