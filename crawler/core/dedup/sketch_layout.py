"""The byte layout of a sketch: one version byte, one checksum, no pickle.

Little endian: the head (see `_HEAD`), then 32 bits a key, 24 bits a word, a bit a word that says
whether it is repeated, 24 bits a word of the headline, 16 bits a number and a date, CRC-32.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.distinct import Codes
from crawler.core.errors import MachineError

VERSION = 2
# version, keys, words, words of the headline, numbers, dates, site, day, exact
_HEAD = struct.Struct("<BBHBBBIi16s")
_COUNTS, _FIRST_COUNTS, _DAY, _CHECK = map(struct.Struct, ("<xBHBBB", "<xBH", "<i", "<I"))
CODE_BYTES = 3
_DIGEST_BYTES = 16
_DAY_AT = _HEAD.size - _DIGEST_BYTES - 4
_LOW_24 = np.array(0xFFFFFF, dtype=np.uint32)
_U4 = np.dtype("<u4")


class SketchError(MachineError):
    """Bytes that are no sketch of this version: the index is to be made again from the articles."""


class Layout(NamedTuple):
    """The counts of the parts, and where each begins in the bytes of a sketch."""

    counts: tuple[int, ...]
    starts: tuple[int, ...]


def packed(  # noqa: PLR0913, PLR0917 - a sketch has as many parts
    exact: bytes,
    keys: bytes,
    words: bytes,
    repeated: bytes,
    title: bytes,
    numbers: bytes,
    dates: bytes,
    site: int,
    day: int,
) -> bytes:
    """The stored sketch, made of its parts; the same parts give the same bytes."""
    head = _HEAD.pack(
        VERSION,
        len(keys) // 4,
        len(words) // CODE_BYTES,
        len(title) // CODE_BYTES,
        len(numbers) // 2,
        len(dates) // 2,
        site,
        day,
        exact,
    )
    data = b"".join((head, keys, words, repeated, title, numbers, dates))
    return data + _CHECK.pack(crc32(data))


def low_24(codes: Codes) -> bytes:
    """The lower 24 bits of each."""
    wide = codes.astype(_U4, copy=False).view(np.uint8)
    narrow = np.empty((len(codes), CODE_BYTES), dtype=np.uint8)
    for byte in range(CODE_BYTES):  # three long steps in place of many short ones
        narrow[:, byte] = wide[byte::4]
    return narrow.tobytes()


def codes_at(data: bytes, start: int, count: int) -> Codes:
    """Codes of 24 bits as numbers; a byte stands behind the last."""
    wide = np.ndarray(count, _U4, data, start, (CODE_BYTES,)).copy()  # faster aligned
    wide &= _LOW_24
    return wide.astype(np.uint32, copy=False)


def words_in(data: bytes) -> bytes:
    """The codes of the words of a stored sketch, as they lie in it."""
    keys, words = _FIRST_COUNTS.unpack_from(data)
    start = _HEAD.size + 4 * keys
    return data[start : start + CODE_BYTES * words]


def codes_of(sketches: Iterable[bytes]) -> Codes:
    """The codes of the words of several stored sketches, concatenated."""
    joined = b"".join([*map(words_in, sketches), b"\0"])
    return codes_at(joined, 0, len(joined) // CODE_BYTES)


def day_in(data: bytes) -> int:
    """The day of a stored sketch, 0 when unknown, -1 for no bytes; nothing is checked."""
    return int(_DAY.unpack_from(data, _DAY_AT)[0]) if data else -1


def days_in(data: NDArray[np.uint8], ends: NDArray[np.uint64]) -> NDArray[np.int32]:
    """The days of many stored sketches that lie one behind the other, -1 of empty ones.

    Args:
        data: Their bytes.
        ends: Where each ends, after a zero.
    """
    places = ends.astype(np.int64)
    filled = places[1:] > places[:-1]
    days = np.full(len(filled), -1, dtype=np.int32)
    starts = places[:-1][filled] + _DAY_AT
    days[filled] = data[starts[:, None] + np.arange(4)].view("<i4").ravel()
    return days


def site_in(data: bytes) -> int:
    """The hash of the site's name of a stored sketch, 0 when unknown."""
    return int(_HEAD.unpack_from(data)[6])


def exact_in(data: bytes) -> bytes:
    """The digest of the text of a stored sketch."""
    return data[_HEAD.size - _DIGEST_BYTES : _HEAD.size]


def layout_of(data: bytes) -> Layout:
    """Where the parts are; the bytes are `checked`."""
    counts = keys, words, title, numbers, dates = _COUNTS.unpack_from(data)
    words_at = _HEAD.size + 4 * keys
    bits_at = words_at + CODE_BYTES * words
    title_at = bits_at + -(-words // 8)
    numbers_at = title_at + CODE_BYTES * title
    dates_at = numbers_at + 2 * numbers
    starts = _HEAD.size, words_at, bits_at, title_at, numbers_at, dates_at, dates_at + 2 * dates
    return Layout(counts, starts)


def checked(data: bytes) -> bytes:
    """The same bytes.

    Raises:
        SketchError: The bytes are cut, changed or of another version.
    """
    if len(data) < _HEAD.size + _CHECK.size or data[0] != VERSION:
        raise SketchError(f"no sketch of version {VERSION}: {data[:8]!r}; make the index again")
    if crc32(data[: -_CHECK.size]) != _CHECK.unpack(data[-_CHECK.size :])[0]:
        raise SketchError(f"a sketch of {len(data)} bytes is damaged; make the index again")
    if layout_of(data).starts[-1] + _CHECK.size != len(data):
        raise SketchError(f"a sketch of {len(data)} bytes has other parts than it says")
    return data
