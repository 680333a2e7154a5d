"""The keys by which near copies are looked for: the smallest hashes of runs of five words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RUN = 5  # words
KEYS = 16
_TELLING = 3  # words; shorter headlines are the same by chance
_SPARE = 2 * KEYS  # repeated runs give equal hashes, so twice as many are looked at first
_FACTORS = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0xC2B2AE3D27D4EB4F),
    np.uint64(0x165667B19E3779F9),
    np.uint64(0x27D4EB2F165667C5),
    np.uint64(0xD6E8FEB86659FD93),
)
_LOW = 0xFFFFFFFF
_SHIFT = np.uint64(32)


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread over all bits (the finisher of splitmix64)."""
    hashes ^= hashes >> _SHIFT
    hashes *= _FACTORS[2]
    hashes ^= hashes >> _SHIFT
    return hashes


def shingle_keys(words: NDArray[np.uint64]) -> tuple[int, ...]:
    """Up to 16 keys of 32 bits; of a text below five words, of the whole.

    The upper half of a hash decides whether it is among the smallest, the lower half is the key:
    the smallest of a long text all begin with zeros and would collide.
    """
    run = min(RUN, len(words))
    if not run:
        return ()
    places = len(words) - run + 1
    hashes = words[:places] * _FACTORS[0]
    for step in range(1, run):
        hashes += words[step : step + places] * _FACTORS[step]
    hashes = _mixed(hashes)
    if places > _SPARE:
        hashes = np.partition(hashes, _SPARE)[:_SPARE]
    return tuple([each & _LOW for each in sorted(set(hashes.tolist()))[:KEYS]])


def title_key(words: list[int]) -> tuple[int, ...]:
    """One key of a headline's sorted distinct words; none of a headline below three words."""
    if len(words) < _TELLING:
        return ()
    return (int(_mixed(_mixed(np.array(words, dtype=np.uint64)).sum(keepdims=True))[0]) & _LOW,)
