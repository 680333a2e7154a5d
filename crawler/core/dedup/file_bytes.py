"""Bytes of a file that are read when they are asked for and not kept.

What is mapped stays resident once it was touched, until the kernel wants the memory back. Of the
sketches of a large index that is soon every page, though an article asks for a few of them only.
"""

from __future__ import annotations

import os
from typing import Self

from crawler.core.dedup.sketch_layout import SketchError


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
