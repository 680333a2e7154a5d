"""The keys by which near copies are looked for: the smallest hashes of runs of five words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RUN = 5  # words
KEYS = 16
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
_FACTOR = _FACTORS[2]
_LOW, _ALL = 0xFFFFFFFF, (1 << 64) - 1
_SHIFT = np.uint64(32)


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread over all bits (the finisher of splitmix64), in place."""
    hashes ^= hashes >> _SHIFT
    hashes *= _FACTOR
    hashes ^= hashes >> _SHIFT
    return hashes


def shingle_keys(words: NDArray[np.uint64]) -> list[int]:
    """Up to 16 keys of 32 bits; of a text below five words, of the whole.

    The upper half of a hash decides whether it is among the smallest, the lower half is the key:
    the smallest of a long text all begin with zeros and would collide.
    """
    run = min(RUN, len(words))
    if not run:
        return []
    hashes = _mixed(np.correlate(words, _FACTORS[:run], "valid"))  # sums of products
    if len(hashes) > _SPARE:
        hashes.partition(_SPARE)
        hashes = hashes[:_SPARE]
    return [each & _LOW for each in sorted(set(hashes.tolist()))[:KEYS]]


def title_key(words: NDArray[np.uint64]) -> list[int]:
    """One key of the distinct words of a headline; none of a headline below three words."""
    if len(words) < _TELLING:
        return []
    total = sum(_mixed(words.copy()).tolist()) & _ALL
    total = (total ^ total >> 32) * int(_FACTOR) & _ALL
    return [(total ^ total >> 32) & _LOW]
