"""A hash for each word of a text: a polynomial of its letters, the same wherever the word stands.

The powers run over the whole text; the sum of each word is then shifted to the same power. Every
power ends in ten zero bits and a one, so the lowest 11 bits of a hash are the sum of the letters'
own, in whatever order they stand.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.letters import SPELLING_BITS

_BITS = 32
_U32 = np.uint32
BASE = (0x85EBCA6B << SPELLING_BITS | 1) & (1 << _BITS) - 1
"""A letter counts this to the power of its place, from one on."""
_INVERSE = pow(BASE, -1, 1 << _BITS)


def _powers(base: int) -> NDArray[np.uint32]:
    """Powers of an odd number modulo 2 ** 32."""
    factors = np.full(1 << 14, base, dtype=_U32)
    factors[0] = 1
    return np.multiply.accumulate(factors, dtype=_U32)


_UP, _DOWN = _powers(BASE), _powers(_INVERSE)


def word_hashes(
    values: NDArray[np.uint32], before: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.uint32]:
    """The hashes of words, of which the lowest 11 bits are their spelling.

    Args:
        values: What each character of the text adds, 0 between words; overwritten.
        before: Places before the first letter of each word.
        last: Places of its last letter.
    """
    up, down = _UP, _DOWN
    while len(up) < len(values):
        up, down = _longer(up, BASE), _longer(down, _INVERSE)
    values *= up[: len(values)]
    sums = np.add.accumulate(values, out=values)
    hashes: NDArray[np.uint32] = sums[last]  # `take` would first copy every other place
    hashes -= sums[before]
    hashes *= down[before]
    return hashes


def _longer(powers: NDArray[np.uint32], base: int) -> NDArray[np.uint32]:
    return np.concatenate((powers, powers * _U32(pow(base, len(powers), 1 << _BITS))))
