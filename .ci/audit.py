"""Reads the JSON report of pip-audit: 0 only if each locked package was looked at and is clean.

pip-audit itself ends with 0 for a package that it skipped. Usage: audit.py REPORT [LOCK].
"""

# ruff: noqa: INP001 - a script, not a package

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements.lock"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
CLEAN, BAD = 0, 1


def problems(report: Any, locked: set[str]) -> Iterator[str]:
    """What keeps the report from being clean, one line each; `locked` are normalised names."""
    entries = report.get("dependencies") if isinstance(report, dict) else None
    if not isinstance(entries, list) or not entries:
        yield "the report has no list of dependencies: run pip-audit --format json again"
        return
    looked_at = set()
    for entry in entries:
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            yield f"an entry without a name: {entry!r}"
            continue
        looked_at.add(normalised(name))
        yield from _of_package(name, entry)
    for name in sorted(locked - looked_at):
        yield f"{name}: locked, and not in the report"


def _of_package(name: str, entry: dict[str, Any]) -> Iterator[str]:
    known = entry.get("vulns")
    if "skip_reason" in entry:
        yield f"{name}: skipped: {entry['skip_reason']}"
    elif not isinstance(known, list) or not entry.get("version"):
        yield f"{name}: an answer that is neither clean nor vulnerable: {entry!r}"
    for each in known if isinstance(known, list) else ():
        number = each.get("id", each) if isinstance(each, dict) else each
        fixed = each.get("fix_versions") if isinstance(each, dict) else None
        yield f"{name} {entry.get('version')}: {number}, fixed in {fixed or 'no version'}"


def normalised(name: str) -> str:
    """The name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main(given: list[str]) -> int:
    """Print what is wrong; the exit code."""
    lock = Path(given[1]) if given[1:] else LOCK
    try:
        report = json.loads(Path(given[0]).read_text(encoding="utf-8"))
        locked = {normalised(name) for name, _ in PINNED.findall(lock.read_text(encoding="utf-8"))}
    except (OSError, ValueError, IndexError) as error:
        sys.stderr.write(f"audit: the report or the lock cannot be read: {error}\n")
        return BAD
    found = list(problems(report, locked))
    for line in found:
        sys.stderr.write(f"audit: {line}\n")
    sys.stdout.write(f"audit: {len(locked)} packages, {len(found)} problems\n")
    return BAD if found else CLEAN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
