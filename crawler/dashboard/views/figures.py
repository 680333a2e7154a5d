"""What the figures of a run say, with None for what this run did not measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from crawler.store.runs import Run

FIELDS = ("date", "section", "publisher", "author", "image")
NO_NEWS = frozenset({"seen", "examples"})  # they differ in every run


def figure(run: Run | None, *path: str) -> Any:
    """A figure by its path, None where there is none."""
    found: Any = run.figures if run else None
    for name in path:
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found


def group(run: Run | None, name: str) -> dict[str, int]:
    """Counts by reason word, the most first."""
    found = figure(run, name)
    rows = found.items() if isinstance(found, Mapping) else ()
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))


def coverage(run: Run | None) -> dict[str, float]:
    """The share of articles that have a field, by field."""
    found = figure(run, "coverage")
    return {name: found[name] for name in FIELDS if name in found} if found else {}


def latency_s(run: Run | None, part: str) -> float | None:
    """p50 or p95 of the answer times, in seconds."""
    found = figure(run, "latency_ms", part)
    return found / 1000 if isinstance(found, (int, float)) else None


def took_s(run: Run | None) -> float | None:
    """Seconds from the beginning to the end."""
    return (run.ended - run.started).total_seconds() if run and run.ended else None


def prints(run: Run) -> dict[str, Any]:
    """What stays the same from run to run unless somebody changed it: versions, settings, page."""
    found = {name: figure(run, name) for name in ("layout", "robots")}
    known = {name: value for name, value in found.items() if isinstance(value, (str, int))}
    return {**run.versions, "settings": run.settings_hash} | known


def flat(figures: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, float]]:
    """Every number of the figures with its path, "funnel.new"."""
    for name, value in figures.items():
        if name in NO_NEWS:
            continue
        path = f"{before}{name}"
        if isinstance(value, Mapping):
            yield from flat(value, f"{path}.")
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield path, value
