"""An index in one file that is mapped, not read: open within milliseconds, whatever its size.

The file is a cache of what the store holds. It is written beside its place and renamed, so that a
killed writer leaves the old one. A file that is cut, of another version or of another byte order is
refused, and the index is made again from the stored sketches. The sections:

    8 bytes magic · 4 bytes length of the head · 4 bytes CRC-32 of the head · head (JSON)
    sections, each at a multiple of 64 bytes · the magic again

It is written with no copy of the whole, and what is only read here and there need not be mapped.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from typing import IO, Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.file_bytes import FileBytes
from crawler.core.errors import MachineError

MAGIC = b"RSDDUP\x02\n"  # the seventh byte is the version
_START = Struct("<8sII")
_ALIGN = 64
BYTES = np.dtype(np.uint8)
_CHUNK = 1 << 20  # bytes that are read at once to verify all
Sections = Mapping[str, NDArray[Any]]


class SnapshotError(MachineError):
    """There is no snapshot that can be trusted; the index must be made again from the store."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A section that comes as several arrays, so that it need not be in memory as a whole."""

    count: int
    arrays: Iterable[NDArray[Any]]
    kind: np.dtype[Any] = BYTES


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The arrays of a snapshot and its facts.

    `last_row` is the store's number of the last article in it; `facts` are other small values.
    """

    last_row: int
    facts: dict[str, int]
    sections: Mapping[str, NDArray[Any] | Pieces]


@dataclass(frozen=True, slots=True)
class Opened:
    """An open snapshot: mapped arrays, and where each starts in the file."""

    last_row: int
    facts: dict[str, int]
    sections: Sections
    starts: Mapping[str, int]
    file: FileBytes

    def read(self, name: str) -> FileBytes:
        """The bytes of a section, without mapping them."""
        return self.file.part(self.starts[name], self.sections[name].nbytes)

    def digest(self) -> str:
        """The digest of all sections; what is read for it is not cached."""
        digest = _new_digest()
        for name, section in self.sections.items():
            start, end = self.starts[name], self.starts[name] + section.nbytes
            for first in range(start, end, _CHUNK):
                digest.update(self.file[first : min(first + _CHUNK, end)])
        return digest.hexdigest()


def _new_digest() -> hashlib._Hash:
    return hashlib.sha256()  # five times as fast as blake2b where the processor knows it


def _layout(sections: Mapping[str, NDArray[Any] | Pieces]) -> dict[str, list[Any]]:
    """Name -> offset, type and number of items."""
    layout: dict[str, list[Any]] = {}
    first = 0
    for name, section in sections.items():
        if isinstance(section, Pieces):
            kind, count = section.kind, section.count
        else:
            kind, count = section.dtype, len(section)
        layout[name] = [first, kind.str, count]
        first += _aligned(count * kind.itemsize)
    return layout


def _aligned(size: int) -> int:
    return -(-size // _ALIGN) * _ALIGN


def _bytes_of(section: NDArray[Any] | Pieces) -> Iterator[memoryview]:
    arrays = section.arrays if isinstance(section, Pieces) else (section,)
    for array in arrays:
        yield np.ascontiguousarray(array).view(np.uint8).data


def write_snapshot(path: Path, snapshot: Snapshot) -> None:
    """Write the file atomically: it is there whole or not at all.

    Raises:
        OSError: The disk is full or the folder cannot be written.
    """
    facts = {
        "byte_order": sys.byteorder,
        "last_row": snapshot.last_row,
        "facts": snapshot.facts,
        "digest": _new_digest().hexdigest(),  # as long as that of the sections
        "layout": _layout(snapshot.sections),
    }
    first = _aligned(_START.size + len(json.dumps(facts)))
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            file.seek(first)
            facts["digest"] = _write(file, snapshot.sections.values())
            head = json.dumps(facts).encode()
            file.seek(0)
            file.write(_START.pack(MAGIC, len(head), crc32(head)) + head)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write(file: IO[bytes], sections: Iterable[NDArray[Any] | Pieces]) -> str:
    """Write the sections and the end; the digest of all."""
    digest = _new_digest()
    for section in sections:
        for data in _bytes_of(section):
            digest.update(data)
            file.write(data)
        file.write(bytes(-file.tell() % _ALIGN))
    file.write(MAGIC)
    return digest.hexdigest()


def open_snapshot(path: Path, *, verify: bool = False) -> Opened:
    """The file, its arrays mapped and read-only.

    Args:
        path: The file.
        verify: Read all of it and compare the digest; else only the head and the length are
            checked, and each sketch checks itself when it is used.

    Raises:
        SnapshotError: There is none, or it is cut, damaged or of another version.
        SketchError: The disk does not give it back.
    """
    try:
        with path.open("rb") as file:
            data = np.memmap(file, dtype=np.uint8, mode="r")
            descriptor = os.dup(file.fileno())
    except (OSError, ValueError) as error:
        raise SnapshotError(f"snapshot {path}: {error}; make it again") from error
    file_bytes = FileBytes(descriptor, 0, len(data))
    head, first = _head(path, data)
    sections = {
        name: data[first + offset : first + offset + count * np.dtype(kind).itemsize].view(kind)
        for name, (offset, kind, count) in head["layout"].items()
    }
    starts = {name: first + offset for name, (offset, *_) in head["layout"].items()}
    opened = Opened(head["last_row"], head["facts"], sections, starts, file_bytes)
    if verify and opened.digest() != head["digest"]:
        raise SnapshotError(f"snapshot {path}: its digest does not fit; make it again")
    return opened


def _head(path: Path, data: NDArray[np.uint8]) -> tuple[dict[str, Any], int]:
    """The head and where the sections begin."""
    if len(data) < _START.size + len(MAGIC):
        raise SnapshotError(f"snapshot {path}: only {len(data)} bytes; make it again")
    magic, size, check = _START.unpack(data[: _START.size].tobytes())
    text = data[_START.size : _START.size + size].tobytes()
    if magic != MAGIC or crc32(text) != check:
        raise SnapshotError(f"snapshot {path}: no head of this version; make it again")
    head: dict[str, Any] = json.loads(text)
    if head["byte_order"] != sys.byteorder:
        raise SnapshotError(f"snapshot {path}: written on a {head['byte_order']}-endian machine")
    first = -(-(_START.size + size) // _ALIGN) * _ALIGN
    ends = [at + count * np.dtype(kind).itemsize for at, kind, count in head["layout"].values()]
    whole = first + -(-max(ends, default=0) // _ALIGN) * _ALIGN
    if len(data) != whole + len(MAGIC) or data[whole:].tobytes() != MAGIC:
        raise SnapshotError(f"snapshot {path}: {len(data)} bytes, not {whole + len(MAGIC)}")
    return head, first
