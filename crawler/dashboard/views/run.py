"""A run: what came of it, and what is different from the good run before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crawler.dashboard.queries.run import OneRun
from crawler.dashboard.views.figures import coverage, figure, flat, group, took_s
from crawler.dashboard.views.funnel import STAGES
from crawler.dashboard.views.state import STATES, word_of
from crawler.store.runs import Run

CHANGES = 16
CHANGED_SHARE = 0.2  # of the greater of two figures
GROUPS = ("dropped", "failed", "blocked", "traps", "statuses", "encoding", "dates")


def shown(one: OneRun, now: datetime) -> dict[str, Any]:
    """The run, its stages, its reasons, its differences."""
    run, good = one.run, one.good
    word = word_of(run, now)
    return {
        "one": one,
        "run": run,
        "good": good,
        "word": word,
        "level": STATES[word],
        "took_s": took_s(run),
        "requests": figure(run, "requests"),
        "received_bytes": figure(run, "response_bytes"),
        "memory_bytes": figure(run, "peak_memory_bytes"),
        "duplicates": figure(run, "duplicates"),
        "stages": [
            {
                "name": stage,
                "now": figure(run, "funnel", stage),
                "good": figure(good, "funnel", stage),
            }
            for stage in ("links", "known", *STAGES[1:])
        ],
        "groups": {name: group(run, name) for name in GROUPS if group(run, name)},
        "coverage": _covered(run, good),
        "figures": changes(run.figures or {}, good.figures or {}) if good else [],
        "versions": _versions(run, good),
    }


def changes(now: Mapping[str, Any], good: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The figures that differ most, by their share of the greater one."""
    one, other = dict(flat(now)), dict(flat(good))
    rows: list[dict[str, Any]] = []
    for path in one.keys() | other.keys():
        here, there = one.get(path, 0), other.get(path, 0)
        most = max(abs(here), abs(there))
        if most and abs(here - there) / most >= CHANGED_SHARE:
            rows.append(
                {"path": path, "now": here, "good": there, "weight": abs(here - there) / most}
            )
    rows.sort(key=lambda row: (-row["weight"], -abs(row["now"] - row["good"]), row["path"]))
    return rows[:CHANGES]


def _covered(run: Run, good: Run | None) -> list[dict[str, Any]]:
    here, there = coverage(run), coverage(good)
    return [
        {"name": name, "now": here.get(name), "good": there.get(name)} for name in {**here, **there}
    ]


def _versions(run: Run, good: Run | None) -> list[dict[str, Any]]:
    """What it was made with, and what was made otherwise in the good run."""
    now = {**run.versions, "settings": run.settings_hash}
    before = {**good.versions, "settings": good.settings_hash} if good else {}
    return [
        {"name": name, "now": now.get(name), "good": before.get(name),
         "changed": bool(good) and now.get(name) != before.get(name)}
        for name in {**now, **before}
    ]  # fmt: skip
