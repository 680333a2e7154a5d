"""The bytes of a sketch: one version byte, one checksum, no pickle.

Little endian: the head (see `_HEAD`), then 32 bits a key, 24 bits a word, a bit a word that says
whether it is repeated, 24 bits a word of the headline, 16 bits a number and a date, CRC-32.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.distinct import Codes, Words
from crawler.core.errors import MachineError

VERSION = 1
# version, keys, words, words of the headline, numbers, dates, site, day, exact
_HEAD = struct.Struct("<BBHBBBIi16s")
_CHECK = struct.Struct("<I")
_CODE_BYTES = 3
_DIGEST_BYTES = 16
Bytes = NDArray[np.uint8]


class SketchError(MachineError):
    """Bytes that are no sketch of this version: the index is to be made again from the articles."""


class Parts(NamedTuple):
    """What a sketch is made of (see `Sketch`)."""

    exact: bytes
    keys: Sequence[int]
    words: Words
    title: Codes
    numbers: NDArray[np.uint16]
    dates: Sequence[int]
    site: int = 0
    day: int = 0


class Layout(NamedTuple):
    """The parts of a sketch as they lie in its bytes."""

    keys: Bytes
    words: Bytes
    repeated: Bytes
    title: Bytes
    numbers: Bytes
    dates: Bytes


def packed(parts: Parts) -> bytes:
    """The sketch as stored; the same parts always give the same bytes."""
    words = parts.words.codes
    counts = (parts.keys, words, parts.title, parts.numbers, parts.dates)
    data = b"".join(
        (
            _HEAD.pack(
                VERSION, *[len(part) for part in counts], parts.site, parts.day, parts.exact
            ),
            struct.pack(f"<{len(parts.keys)}I", *parts.keys),
            _low_24(words),
            np.packbits(parts.words.repeated).tobytes(),
            _low_24(parts.title),
            parts.numbers.astype("<u2", copy=False).tobytes(),
            struct.pack(f"<{len(parts.dates)}H", *parts.dates),
        )
    )
    return data + _CHECK.pack(crc32(data))


def _low_24(codes: Codes) -> bytes:
    """The lower 24 bits of each."""
    wide = codes.astype("<u4", copy=False).view(np.uint8).reshape(-1, 4)
    return wide[:, :_CODE_BYTES].tobytes()


def unpacked(data: Bytes) -> Codes:
    """Codes of 24 bits as numbers."""
    wide = np.zeros((len(data) // _CODE_BYTES, 4), dtype=np.uint8)
    wide[:, :_CODE_BYTES] = data.reshape(-1, _CODE_BYTES)
    codes: Codes = wide.view("<u4").ravel()
    return codes


def day_in(data: bytes) -> int:
    """The day of a stored sketch, 0 when unknown, -1 of none; nothing is checked."""
    return int(_HEAD.unpack_from(data)[7]) if data else -1


def site_in(data: bytes) -> int:
    """The hash of the site's name of a stored sketch, 0 when unknown."""
    return int(_HEAD.unpack_from(data)[6])


def exact_in(data: bytes) -> bytes:
    """The digest of the text of a stored sketch."""
    return data[_HEAD.size - _DIGEST_BYTES : _HEAD.size]


def _sizes(data: bytes) -> tuple[int, ...]:
    _, keys, words, title, numbers, dates, *_ = _HEAD.unpack_from(data)
    bits = -(-words // 8)
    return 4 * keys, _CODE_BYTES * words, bits, _CODE_BYTES * title, 2 * numbers, 2 * dates


def layout_of(data: bytes) -> Layout:
    """Where the parts are; the bytes are `checked`."""
    sizes = _sizes(data)
    ends = [_HEAD.size]
    for size in sizes:
        ends.append(ends[-1] + size)
    whole = np.frombuffer(data, np.uint8)
    return Layout(*(whole[start:end] for start, end in pairwise(ends)))


def checked(data: bytes) -> bytes:
    """The same bytes.

    Raises:
        SketchError: The bytes are cut, changed or of another version.
    """
    if len(data) < _HEAD.size + _CHECK.size or data[0] != VERSION:
        raise SketchError(f"no sketch of version {VERSION}: {data[:8]!r}; make the index again")
    if crc32(data[: -_CHECK.size]) != _CHECK.unpack(data[-_CHECK.size :])[0]:
        raise SketchError(f"a sketch of {len(data)} bytes is damaged; make the index again")
    if sum(_sizes(data)) + _HEAD.size + _CHECK.size != len(data):
        raise SketchError(f"a sketch of {len(data)} bytes has other parts than it says")
    return data
