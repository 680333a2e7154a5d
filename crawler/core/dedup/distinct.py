"""The distinct words of a body, and which of them an article repeats."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.words import CODE_BITS, CODE_MASK

MOST_WORDS = 4000  # distinct ones; a book is compared by its beginning
Codes = NDArray[np.uint32]
Numbers = NDArray[np.uint32]
_CODE = np.uint32(CODE_MASK)
_PLACE_BITS = np.uint64(64 - CODE_BITS)
_PLACE = np.uint64((1 << 64 - CODE_BITS) - 1)
_OTHER_CODE = np.uint64(1 << 64 - CODE_BITS)
_OFTEN = np.uint8(1)  # once is one more
_PLACES = np.arange(1 << 14, dtype=np.uint64)


class Words(NamedTuple):
    """Codes of distinct words, and of each whether it is repeated."""

    codes: Codes
    repeated: NDArray[np.bool_]


def distinct(told: Numbers, title: Numbers) -> Words:
    """Those of the body in the order in which they first stand, the first 4,000.

    Counted as repeated is what stands more than once in the body, or in the headline too.

    Args:
        told: Numbers of the words of the body, the codes in their lowest bits.
        title: Those of the headline, each once.
    """
    numbers = np.concatenate((told, title)) if len(title) else told
    count = len(numbers)
    by_code = numbers.astype(np.uint64)
    by_code <<= _PLACE_BITS
    by_code |= _PLACES[:count] if count <= len(_PLACES) else np.arange(count, dtype=np.uint64)
    by_code.sort()
    fresh = np.empty(count + 1, dtype=bool)  # whether another word stood before
    fresh[0] = fresh[count] = True
    np.greater_equal(by_code[1:] ^ by_code[:-1], _OTHER_CODE, out=fresh[1:count])
    marks = fresh.view(np.uint8)
    by_code &= _PLACE
    found = np.empty(count, dtype=np.uint8)
    found[by_code.view(np.int64)] = (marks[1:] + _OFTEN) * marks[:-1]
    places = found[: len(told)].nonzero()[0][:MOST_WORDS]
    codes = numbers.take(places)
    codes &= _CODE
    return Words(codes, found.take(places) == _OFTEN)
