"""A sketch as bytes and back: one version byte, one checksum, no pickle.

Little endian: the head (see `_HEAD`), then 32 bits a key, 24 bits a word, a bit a word that says
whether it is repeated, 24 bits a word of the headline, 16 bits a number and a date, CRC-32.
"""

from __future__ import annotations

import struct
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.sketch import Sketch
from crawler.core.errors import MachineError

VERSION = 1
# version, keys, words, words of the headline, numbers, dates, site, day, exact
_HEAD = struct.Struct("<BBHBBBIi16s")
_CHECK = struct.Struct("<I")
_CODE_BYTES = 3


class SketchError(MachineError):
    """Bytes that are no sketch of this version: the index is to be made again from the articles."""


def to_bytes(sketch: Sketch) -> bytes:
    """The sketch as stored; the same sketch always gives the same bytes."""
    repeated = frozenset(sketch.repeated)
    data = b"".join(
        (
            _head(sketch),
            np.array(sketch.keys, dtype="<u4").tobytes(),
            _packed(sketch.words),
            np.packbits([word in repeated for word in sketch.words]).tobytes(),
            _packed(sketch.title),
            np.array((*sketch.numbers, *sketch.dates), dtype="<u2").tobytes(),
        )
    )
    return data + _CHECK.pack(crc32(data))


def _head(sketch: Sketch) -> bytes:
    return _HEAD.pack(
        VERSION,
        len(sketch.keys),
        len(sketch.words),
        len(sketch.title),
        len(sketch.numbers),
        len(sketch.dates),
        sketch.site,
        sketch.day,
        sketch.exact,
    )


def _packed(codes: tuple[int, ...]) -> bytes:
    """The lower 24 bits of each."""
    wide = np.array(codes, dtype="<u4").view(np.uint8).reshape(-1, 4)
    return wide[:, :_CODE_BYTES].tobytes()


def _unpacked(data: NDArray[np.uint8]) -> tuple[int, ...]:
    wide = np.zeros((len(data) // _CODE_BYTES, 4), dtype=np.uint8)
    wide[:, :_CODE_BYTES] = data.reshape(-1, _CODE_BYTES)
    return tuple(wide.view("<u4").ravel().tolist())


def day_in(data: bytes) -> int:
    """The day of a stored sketch, 0 when unknown, -1 of none; nothing is checked."""
    return int(_HEAD.unpack_from(data)[7]) if data else -1


def from_bytes(data: bytes) -> Sketch:
    """The sketch of `to_bytes`.

    Raises:
        SketchError: The bytes are cut, changed or of another version.
    """
    if len(data) < _HEAD.size + _CHECK.size or data[0] != VERSION:
        raise SketchError(f"no sketch of version {VERSION}: {data[:8]!r}; make the index again")
    if crc32(data[: -_CHECK.size]) != _CHECK.unpack(data[-_CHECK.size :])[0]:
        raise SketchError(f"a sketch of {len(data)} bytes is damaged; make the index again")
    _, keys, words, title, numbers, dates, site, day, exact = _HEAD.unpack_from(data)
    sizes = (4 * keys, 3 * words, -(-words // 8), 3 * title, 2 * numbers, 2 * dates)
    if sum(sizes) + _HEAD.size + _CHECK.size != len(data):
        raise SketchError(f"a sketch of {len(data)} bytes has other parts than it says")
    ends = np.cumsum(sizes)[:-1].tolist()
    parts = np.split(np.frombuffer(data, np.uint8, sum(sizes), _HEAD.size), ends)
    codes = _unpacked(parts[1])
    marked = np.flatnonzero(np.unpackbits(parts[2], count=words)).tolist()
    return Sketch(
        exact=exact,
        keys=tuple(np.frombuffer(parts[0].tobytes(), "<u4").tolist()),
        words=codes,
        repeated=tuple([codes[place] for place in marked]),
        title=_unpacked(parts[3]),
        numbers=tuple(np.frombuffer(parts[4].tobytes(), "<u2").tolist()),
        dates=tuple(np.frombuffer(parts[5].tobytes(), "<u2").tolist()),
        site=site,
        day=day,
    )
