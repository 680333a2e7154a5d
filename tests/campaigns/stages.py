"""Breaks the disk exactly when a run comes to one of its writes: full, or read-only."""

from __future__ import annotations

import importlib
import subprocess
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

# What a run writes, as the function that does it, and at which call of it the disk breaks.
STAGES = {
    "lock": ("crawler.store.lock", "SiteLock.__enter__", 1),
    "store": ("crawler.store.outbox", "_write", 2),
    "learned blocks": ("crawler.store.blocks", "Blocks._write", 1),
    "seal": ("crawler.store.batches", "_seal", 2),
    "feed": ("crawler.store.feed", "write_durably", 2),
    "mark": ("crawler.store.batches", "mark_published", 2),
    "manifest": ("crawler.store.feed", "write_manifest", 3),
    "ledger begins": ("crawler.store.runs", "Runs.start", 1),
    "ledger ends": ("crawler.store.runs", "Runs.finish", 1),
    "report": ("crawler.extensions.run_ledger", "write_durably", 1),
    "log": ("logging", "FileHandler.emit", 8),
}
BALLAST = "ballast"
PART_ARTICLES = 20  # so that a run makes some parts however fast it is


def break_at(stage: str, kind: str, disk: str, made: str) -> None:
    """A plant: at its moment the stage finds `disk` full or read-only, then does its work.

    `made` is the file that is there when the disk was broken.
    """
    feed = importlib.import_module("crawler.store.feed").Feed
    feed.__init__.__kwdefaults__["part_articles_max"] = PART_ARTICLES
    module, name, call = STAGES[stage]
    *owners, last = name.split(".")
    owner = reduce(getattr, owners, importlib.import_module(module))
    spoil = {"full": fill, "ro": abort}[kind]

    def spoiled() -> None:
        spoil(Path(disk))
        Path(made).touch()

    setattr(owner, last, _breaking(getattr(owner, last), call, spoiled))


def _breaking(work: Callable[..., Any], call: int, spoil: Callable[[], None]) -> Any:
    calls = 0

    def broken(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call:
            spoil()
        return work(*args, **named)

    return broken


def fill(disk: Path) -> None:
    """Write until there is no room for another byte."""
    with (disk / BALLAST).open("ab", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue


def abort(disk: Path) -> None:
    """What the kernel does after an error of the disk: the journal ends, nothing can be written."""
    subprocess.run(["mount", "-o", "remount,abort", str(disk)], check=True)
