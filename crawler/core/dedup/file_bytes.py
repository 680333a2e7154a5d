"""Bytes of a file that are read when they are asked for and not kept.

What is mapped stays resident once it was touched, until the kernel wants the memory back. Of the
sketches of a large index that is soon every page, though an article asks for a few of them only.
What the index has learned since its file was written, a kilobyte and more an article, waits in a
file without a name: it is written anew only when a tenth is new.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.sketch_layout import SketchError

_NUMBER = np.dtype(np.uint32)
_NONE = np.empty(0, _NUMBER)


class FileBytes:
    """So many bytes of a file from a place on; the file may have lost its name since.

    `descriptor` is of the open file, and closed when nobody has these bytes any more.
    """

    __slots__ = ("_descriptor", "_first", "_size")

    def __init__(self, descriptor: int, first: int, size: int) -> None:
        self._descriptor, self._first, self._size = descriptor, first, size

    def __del__(self) -> None:
        os.close(self._descriptor)

    def __len__(self) -> int:
        return self._size

    def part(self, first: int, size: int) -> Self:
        """So many of them from a place on, by a descriptor of their own."""
        return type(self)(os.dup(self._descriptor), self._first + first, size)

    def __getitem__(self, place: slice) -> memoryview:
        """A slice with both ends, within the size, as an array of bytes would give it.

        Raises:
            SketchError: The file was cut, or the disk does not give it back.
        """
        size = place.stop - place.start
        try:
            found = os.pread(self._descriptor, size, self._first + place.start)
        except OSError as error:
            raise SketchError(f"{size} bytes of the index: {error}; make it again") from error
        if len(found) != size:
            raise SketchError(f"{len(found)} of {size} bytes are left of the index; make it again")
        return memoryview(found)

    def write(self, first: int, data: bytes | bytearray) -> None:
        """Put bytes at a place; raises OSError, then some of them may lie there."""
        rest, place = memoryview(data), self._first + first
        while rest:
            written = os.pwrite(self._descriptor, rest, place)
            rest, place = rest[written:], place + written


class FileNumbers:
    """Numbers of 32 bits in a file, as an array of them would give them."""

    def __init__(self, data: FileBytes) -> None:
        self._data = data

    def __len__(self) -> int:
        return len(self._data) // _NUMBER.itemsize

    def __getitem__(self, place: slice | NDArray[Any]) -> NDArray[np.uint32]:
        """Those of a slice, or those at some places, which are few. Raises SketchError."""
        if not isinstance(place, slice):
            found = [self[each : each + 1] for each in place.tolist()]
            return np.concatenate([_NONE, *found])
        first, last, _ = place.indices(len(self))
        size = _NUMBER.itemsize
        return np.frombuffer(self._data[first * size : max(first, last) * size], _NUMBER)


class LaidOut:
    """Bytes that only grow, in a file of their own in `folder`; without one it takes none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._file: FileBytes | None = None
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def append(self, data: bytes | bytearray) -> bool:
        """Add them behind the last; False when they must stay where they are, as all later ones."""
        if self._folder is None:
            return False
        try:
            if self._file is None:
                self._file = _nameless(self._folder)
            self._file.write(self._size, data)
        except OSError:  # a full disk: memory is as good, and the rows themselves are in the store
            self._folder = None
            return False
        self._size += len(data)
        return True

    def __getitem__(self, place: slice) -> bytes:
        """A copy of a slice with both ends, within the size. Raises SketchError as the file."""
        assert self._file is not None  # noqa: S101 - else it has no size
        return self._file[place].tobytes()


def _nameless(folder: Path) -> FileBytes:
    """A new file that is gone when nobody has it open."""
    with TemporaryFile(dir=folder, buffering=0) as file:
        return FileBytes(os.dup(file.fileno()), 0, 0)
