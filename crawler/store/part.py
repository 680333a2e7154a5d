"""A part of the feed: its name, its range, and the names that lie in a folder."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEQ_DIGITS = 9  # zero-padded, so that names sort as numbers do
NAME = re.compile(r"part-(?P<epoch>[0-9a-f]{12})-(?P<first>\d{9,18})-(?P<last>\d{9,18})\.jsonl")


@dataclass(frozen=True, slots=True)
class Part:
    """A sealed file of the feed; `first` and `last` are the publication numbers in it."""

    file: str
    first: int
    last: int
    count: int
    sha256: str

    def as_dict(self) -> dict[str, Any]:
        """As the manifest and the ledger write it."""
        return {name: getattr(self, name) for name in self.__slots__}  # `asdict` copies each value


@dataclass(frozen=True, slots=True, order=True)
class PartName:
    """What the name of a part says; the order is that of publication."""

    first: int
    last: int
    epoch: str

    @property
    def file(self) -> str:
        """`part-<epoch>-<first>-<last>.jsonl`."""
        return f"part-{self.epoch}-{self.first:0{SEQ_DIGITS}}-{self.last:0{SEQ_DIGITS}}.jsonl"

    def overlaps(self, other: PartName) -> bool:
        """True when both have a number of the same store."""
        return self.epoch == other.epoch and self.first <= other.last and other.first <= self.last


def read_name(file: str) -> PartName | None:
    """What a file name says; None when it is not the name of a part."""
    match = NAME.fullmatch(file)
    if not match or int(match["first"]) > int(match["last"]):
        return None
    return PartName(int(match["first"]), int(match["last"]), match["epoch"])


def names_in(folder: Path) -> set[str]:
    """The names of all parts in a folder; empty when there is no folder. Raises OSError."""
    if not folder.is_dir():
        return set()
    with os.scandir(folder) as entries:  # `iterdir` makes a path of each: half of the time
        return {entry.name for entry in entries if NAME.fullmatch(entry.name)}


def newest(files: set[str]) -> str:
    """The file with the highest numbers."""
    return max(files, key=lambda file: (read_name(file) or PartName(0, 0, ""), file))


def sha256_of(path: Path) -> str:
    """The digest of a file, which is read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
