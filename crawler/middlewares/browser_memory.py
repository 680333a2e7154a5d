"""How much memory the browser holds: the processes that descend from this one, by /proc."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
PROC = Path("/proc")
PARENT, RSS = 1, 21  # places in /proc/N/stat behind the name, see proc(5)


def browser_mb(program: str, *, root: int | None = None, proc: Path = PROC) -> float | None:
    """Resident megabytes of the processes below this one that run `program`, and of their own.

    What they share is counted for each, as `ps` does. None where there is no /proc.
    """
    if not proc.is_dir():
        return None
    name = Path(program).resolve().name
    rows = dict(filter(None, (_row(folder) for folder in proc.iterdir() if folder.name.isdigit())))
    children: dict[int, list[int]] = defaultdict(list)
    for pid, (parent, _) in rows.items():
        children[parent].append(pid)
    found = 0
    waiting = [(each, False) for each in children[root or os.getpid()]]
    while waiting:
        pid, inside = waiting.pop()
        inside = inside or _runs(proc / str(pid), name)
        found += rows[pid][1] if inside else 0
        waiting += ((each, inside) for each in children[pid])
    return found * PAGE_BYTES / 2**20


def _row(folder: Path) -> tuple[int, tuple[int, int]] | None:
    """Number, parent and resident pages of a process; None when it has just ended."""
    try:
        values = (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2]
        parts = values.split()
        return int(folder.name), (int(parts[PARENT]), int(parts[RSS]))
    except (OSError, ValueError, IndexError):
        return None


def _runs(folder: Path, name: str) -> bool:
    """True for the browser itself: what drives it is Node, its shell wrapper starts it."""
    try:
        first = (folder / "cmdline").read_bytes().split(b"\0")[0]
    except OSError:
        return False
    return Path(os.fsdecode(first)).name in {name, "chrome", "chromium", "headless_shell"}
