"""An index in one file that is mapped, not read: open within milliseconds, whatever its size.

The file is a cache of what the store holds. It is written beside its place and renamed, so that a
killed writer leaves the old one. A file that is cut, of another version or of another byte order is
refused, and the index is made again from the stored sketches. The sections:

    8 bytes magic · 4 bytes length of the head · 4 bytes CRC-32 of the head · head (JSON)
    sections, each at a multiple of 64 bytes · the magic again
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from struct import Struct
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crawler.core.errors import MachineError

MAGIC = b"RSDDUP\x02\n"  # the seventh byte is the version
_START = Struct("<8sII")
_ALIGN = 64
Sections = Mapping[str, NDArray[Any]]


class SnapshotError(MachineError):
    """No snapshot that can be trusted: the index is to be made again from the store."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The arrays of a snapshot and what it says of itself.

    `last_row` is the store's number of the last article in it; `facts` are other small values.
    """

    last_row: int
    facts: dict[str, int]
    sections: Sections


def _layout(sections: Sections, first: int) -> dict[str, list[Any]]:
    """Name -> offset, type and number of items."""
    layout: dict[str, list[Any]] = {}
    for name, array in sections.items():
        layout[name] = [first, array.dtype.str, len(array)]
        first += -(-array.nbytes // _ALIGN) * _ALIGN
    return layout


def _digest(sections: Sections) -> str:
    digest = sha256()  # five times as fast as blake2b where the processor knows it
    for array in sections.values():
        digest.update(np.ascontiguousarray(array).view(np.uint8).data)
    return digest.hexdigest()


def write_snapshot(path: Path, snapshot: Snapshot) -> None:
    """Write the file so that it is there whole or not at all.

    Raises:
        OSError: The disk is full or the folder cannot be written.
    """
    facts = {
        "byte_order": sys.byteorder,
        "last_row": snapshot.last_row,
        "facts": snapshot.facts,
        "digest": _digest(snapshot.sections),
        "layout": _layout(snapshot.sections, 0),
    }
    head = json.dumps(facts).encode()
    first = -(-(_START.size + len(head)) // _ALIGN) * _ALIGN
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(_START.pack(MAGIC, len(head), crc32(head)) + head)
            file.write(bytes(first - file.tell()))
            for array in snapshot.sections.values():
                file.write(np.ascontiguousarray(array).view(np.uint8).data)
                file.write(bytes(-file.tell() % _ALIGN))
            file.write(MAGIC)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def open_snapshot(path: Path, *, verify: bool = False) -> Snapshot:
    """The mapped file; arrays are read-only.

    Args:
        path: The file.
        verify: Read all of it and compare the digest; else only the head and the length are
            checked, and each sketch checks itself when it is used.

    Raises:
        SnapshotError: There is none, or it is cut, damaged or of another version.
    """
    try:
        data = np.memmap(path, dtype=np.uint8, mode="r")
    except (OSError, ValueError) as error:
        raise SnapshotError(f"snapshot {path}: {error}; make it again") from error
    head, first = _head(path, data)
    sections = {
        name: data[first + offset : first + offset + count * np.dtype(kind).itemsize].view(kind)
        for name, (offset, kind, count) in head["layout"].items()
    }
    if verify and _digest(sections) != head["digest"]:
        raise SnapshotError(f"snapshot {path}: its digest does not fit; make it again")
    return Snapshot(head["last_row"], head["facts"], sections)


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
