"""Closes what a killed run left open: half a record at the end is cut off."""

from __future__ import annotations

import fcntl
import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crawler.core.errors import MachineError
from crawler.store.archive.changing import changing
from crawler.store.archive.names import OPEN, SUFFIX, files_in
from crawler.store.durable import sync_folder

GZIP = 31  # window bits of zlib for a gzip member
BLOCK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Mended:
    """How many files were closed, and how many bytes after their last whole record were cut."""

    files: int = 0
    cut_bytes: int = 0


def mend(folder: Path) -> Mended:
    """Close the open files that no living process writes to. Raises MachineError."""
    if not files_in(folder, OPEN):
        return Mended()
    with changing(folder):
        try:
            cut = [each for each in map(_close, files_in(folder, OPEN)) if each is not None]
        except OSError as error:
            raise MachineError.from_os(error, f"{folder} could not be mended") from error
    return Mended(len(cut), sum(cut))


def whole_bytes(path: Path) -> int:
    """Where the last whole record of a file ends: each is a gzip member with its own checksum."""
    with path.open("rb") as file:
        return whole_from(file, 0)


def whole_from(file: BinaryIO, start: int) -> int:
    """The same from where a record begins; `start` itself when that one is not whole."""
    whole = position = file.seek(start)
    member = zlib.decompressobj(GZIP)
    while block := file.read(BLOCK_BYTES):
        position += len(block)
        while block:
            try:
                member.decompress(block)
            except zlib.error:
                return whole
            block = member.unused_data
            if member.eof:
                whole = position - len(block)
                member = zlib.decompressobj(GZIP)
    return whole


def _close(path: Path) -> int | None:
    """Cut and rename a file; the bytes cut, None for one that is in use."""
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        whole = whole_bytes(path)
        cut = os.fstat(descriptor).st_size - whole
        if not whole:
            path.unlink()
        else:
            os.ftruncate(descriptor, whole)
            os.fsync(descriptor)
            path.rename(path.with_name(path.name.removesuffix(OPEN) + SUFFIX))
        sync_folder(path.parent)
        return cut
    finally:
        os.close(descriptor)
