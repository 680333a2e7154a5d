"""The distinct words of a body, and which of them an article repeats."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.words import CODE_BITS, CODE_MASK, CONTENT, KIND_SHIFT

MOST_WORDS = 4000  # distinct ones; a book is compared by its beginning
Codes = NDArray[np.uint32]
Numbers = NDArray[np.uint64]
_CODE = np.uint32(CODE_MASK)
_NOT_CONTENT = np.uint32(CONTENT + 1 << KIND_SHIFT)
_PLACE_BITS = np.uint64(64 - CODE_BITS)
_PLACE = np.uint64((1 << 64 - CODE_BITS) - 1)
_OTHER_CODE = np.uint64(1 << 64 - CODE_BITS)
_ONE = np.uint64(1)


class Words(NamedTuple):
    """Codes of distinct words, and of each whether it is a word of content that is repeated."""

    codes: Codes
    repeated: NDArray[np.bool_]


def distinct(told: Numbers, title: Numbers) -> Words:
    """Those of the body in the order in which they first stand, the first 4,000.

    Counted as repeated is what stands more than once in the body, or in the headline too.

    Args:
        told: Numbers of the words of the body, the codes in their lowest bits.
        title: Those of the headline, each once.
    """
    numbers = np.concatenate((told, title))
    by_code = numbers << _PLACE_BITS
    by_code |= np.arange(len(numbers), dtype=np.uint64)
    by_code.sort()
    begins = np.ones(len(numbers) + 1, dtype=bool)
    np.greater_equal(by_code[1:] ^ by_code[:-1], _OTHER_CODE, out=begins[1:-1])
    firsts = begins[:-1].nonzero()[0]
    found = by_code.take(firsts)
    found &= _PLACE
    found <<= _ONE
    found |= ~begins.take(firsts + 1)  # whether the next is the same word
    found.sort()
    found = found[: min(MOST_WORDS, int(found.searchsorted(np.uint64(2 * len(told)))))]
    codes = numbers.take((found >> _ONE).view(np.int64)).astype(np.uint32)
    codes &= _CODE
    repeated = (found & _ONE).astype(bool)
    repeated &= codes < _NOT_CONTENT
    return Words(codes, repeated)
