"""The keys by which near copies are found: the smallest hashes of runs of five words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RUN = 5  # words
KEYS = 12
_TELLING = 3  # words; shorter headlines are the same by chance
_SPARE = 2 * KEYS  # repeated runs give equal hashes, so twice as many are looked at first
_FACTORS = np.array(
    (
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0x27D4EB2F165667C5,
        0xD6E8FEB86659FD93,
    ),
    dtype=np.uint64,
)
_FACTOR = int(_FACTORS[2])
_U32, _U64 = np.dtype(np.uint32), np.dtype(np.uint64)
_MANY = 256  # hashes that are not sorted all
_SOME_OF = [np.array(min(80 << 64 - bits, (1 << 64) - 1), dtype=np.uint64) for bits in range(64)]
"""By the bits of the number of hashes: below it are 40 to 80 of them."""
_LOW, _ALL = 0xFFFFFFFF, (1 << 64) - 1
Keys = NDArray[np.uint32]


def shingle_keys(words: NDArray[np.uint32], headline: int | None = None) -> Keys:
    """Up to 12 keys of 32 bits, the headline's last; a text below five words has one of the whole.

    The upper half of a hash decides whether it is among the smallest, the lower half is the key:
    the smallest of a long text all begin with zeros and would collide.
    """
    count = len(words)
    if not count:
        return np.array([] if headline is None else [headline], dtype=_U32)
    factors = _FACTORS if count >= RUN else _FACTORS[:count]
    hashes = np.correlate(words.astype(_U64), factors, "valid")  # sums of products
    if len(hashes) > _MANY:
        some = hashes[(hashes < _SOME_OF[len(hashes).bit_length()]).nonzero()[0]]
        hashes = some if len(some) >= _SPARE else hashes
    hashes.sort()  # of a few hundred faster than `partition`
    smallest = hashes[:KEYS]
    if True in (smallest[1:] == smallest[:-1]).tobytes():
        smallest = np.unique(hashes[:_SPARE])[:KEYS]
    if headline is None:
        return smallest.astype(_U32)
    keys = np.empty(len(smallest) + 1, dtype=_U32)
    keys[:-1], keys[-1] = smallest, headline
    return keys


def title_key(words: Sequence[int]) -> int | None:
    """One key of the distinct words of a headline; none for less than three words.

    Each word is spread over all bits, then their sum (by the finisher of splitmix64).
    """
    if len(words) < _TELLING:
        return None
    total = sum([(mixed := word * _FACTOR & _ALL) ^ mixed >> 32 for word in words]) & _ALL
    mixed = (total ^ total >> 32) * _FACTOR & _ALL
    return (mixed ^ mixed >> 32) & _LOW
