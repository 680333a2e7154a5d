"""A gzip member (RFC 1952) that holds one record; a body that is packed already stays as it came.

To pack again what a server has packed takes longer than all the rest of a record, and wins
nothing. DEFLATE (RFC 1951, 3.2.4) has stored blocks for it.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any

LEVEL = 1  # packs a page of 180 kB in 0.8 ms to 67 kB, level 6 in 2.5 ms to 47 kB
HEAD_WINDOW, HEAD_MEMORY = -12, 5  # for a kilobyte or two; to set up a larger one takes longer
FRAME = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x04\x03"  # no time, fastest, Unix
STORED_MAX = 65_535
PACKED = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd")  # how gzip and zstd (RFC 8878) begin


class Packer:
    """Packs records, each into a member of its own.

    The library's compressor is kept: it takes half of zlib's time for a page that came unpacked.
    """

    def __init__(self) -> None:
        self._made = bytearray()
        self._gzip: Any = None

    def pack(self, head: bytes, body: bytes, end: bytes) -> bytes:
        """The three of them, one after the other, as one member."""
        if body.startswith(PACKED):
            return _stored_member(head, body + end)
        if self._gzip is None:
            from fastwarc.stream_io import GzipWriter

            self._gzip = GzipWriter(self, compression_level=LEVEL)
        self._made.clear()
        self._gzip.write(b"".join((head, body, end)))
        self._gzip.finish()
        return bytes(self._made)

    def write(self, data: bytes) -> int:
        """Called by the library with what it has packed."""
        self._made += data
        return len(data)

    def flush(self) -> None:
        """Called by the library; there is nothing behind this."""

    def close(self) -> None:
        """Called by the library at its end."""


def _stored_member(head: bytes, rest: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, HEAD_WINDOW, HEAD_MEMORY)
    packed = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)  # up to a whole byte
    check = zlib.crc32(rest, zlib.crc32(head))
    size = (len(head) + len(rest)) & 0xFFFFFFFF
    return b"".join((FRAME, packed, *_stored(rest), struct.pack("<II", check, size)))


def _stored(data: bytes) -> list[bytes]:
    """The blocks that hold data as it is, the last of them marked as the last."""
    made: list[bytes] = []
    for start in range(0, len(data), STORED_MAX):
        block = data[start : start + STORED_MAX]
        is_last = start + STORED_MAX >= len(data)
        made += (struct.pack("<BHH", is_last, len(block), len(block) ^ 0xFFFF), block)
    return made
