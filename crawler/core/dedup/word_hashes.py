"""A hash of each word of a text, the same wherever the word stands: a polynomial of its letters.

Powers run over the whole text. The sum of a word's products is moved to the same power for all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_U64 = np.uint64
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_FINISH = (_U64(0xFF51AFD7ED558CCD), _U64(0xC4CEB9FE1A85EC53))
_SHIFT = _U64(33)


def _powers(base: int) -> NDArray[np.uint64]:
    """Powers of an odd number modulo 2 ** 64."""
    factors = np.full(1 << 14, base, dtype=_U64)
    factors[0] = 1
    return np.multiply.accumulate(factors)


_UP, _DOWN = _powers(_BASE), _powers(_INVERSE)


def word_hashes(
    points: NDArray[np.uint64], before: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """The hashes of words.

    Args:
        points: The code point of each character.
        before: Places before the first letter of each word.
        last: Places of its last letter.
    """
    up, down = _UP, _DOWN
    while len(up) < len(points):
        up, down = _longer(up, _BASE), _longer(down, _INVERSE)
    sums = (points * up[: len(points)]).cumsum(dtype=_U64)
    hashes: NDArray[np.uint64] = sums.take(last)
    hashes -= sums.take(before)
    hashes *= down[1:].take(before)
    for factor in _FINISH:
        hashes ^= hashes >> _SHIFT
        hashes *= factor
    hashes ^= hashes >> _SHIFT
    return hashes


def _longer(powers: NDArray[np.uint64], base: int) -> NDArray[np.uint64]:
    return np.concatenate((powers, powers * _U64(pow(base, len(powers), 1 << 64))))
