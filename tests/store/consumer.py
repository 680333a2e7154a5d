"""Readers of a feed as its users would write them, and what they missed, got twice or broken."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Verdict:
    """Counts over the whole life of a reader; all zero is exactly once."""

    lost: int
    twice: int
    torn: int
    changed: int


EXACTLY_ONCE = Verdict(0, 0, 0, 0)


@dataclass
class Reader:
    """Polls a folder; `by_name` takes each file once, else each number above the highest so far."""

    folder: Path
    by_name: bool = True
    got: Counter[str] = field(default_factory=Counter)
    torn: int = 0
    changed: int = 0
    highest: int = 0
    digests: dict[str, str] = field(default_factory=dict)

    def poll(self) -> None:
        """Take what is new at this moment."""
        for path in sorted(self.folder.glob("part-*.jsonl"), key=_first):
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            known = self.digests.setdefault(path.name, digest)
            self.changed += known != digest
            self._take(path.name, data)

    def _take(self, name: str, data: bytes) -> None:
        if self.by_name and name in self._taken:
            return
        self._taken.add(name)
        for line in data.splitlines(keepends=True):
            try:
                content = json.loads(line)
                seq = content["metadata"]["seq"]
            except ValueError:
                self.torn += 1
                continue
            self.torn += not line.endswith(b"\n")
            if self.by_name or seq > self.highest:
                self.got[key_of(content)] += 1
                self.highest = max(self.highest, seq)

    def __post_init__(self) -> None:
        self._taken: set[str] = set()

    def judge(self, expected: set[str]) -> Verdict:
        """Compare with all that should have come."""
        lost = len(expected - self.got.keys())
        twice = sum(count - 1 for count in self.got.values())
        return Verdict(lost, twice, self.torn, self.changed)


def key_of(content: dict[str, Any]) -> str:
    """What a reader must get once: an article, or a later version of it."""
    version = content.get("version", 1)
    return content["identifier"] + (f" version {version}" if version > 1 else "")


def _first(path: Path) -> int:
    return int(path.stem.split("-")[2])
