"""The distinct words of articles, and which of them an article repeats.

Many articles are processed at once: for a few hundred words a call of numpy costs more than the
work that it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.words import CODE_BITS, CODE_MASK

MOST_WORDS = 4000  # distinct ones; a book is compared by its beginning
Codes = NDArray[np.uint32]
Numbers = NDArray[np.uint32]
Marks = NDArray[np.uint8]
_CODE = np.array(CODE_MASK, dtype=np.uint32)
_PLACE_BITS = np.array(64 - CODE_BITS, dtype=np.uint64)
_PLACE = np.array((1 << 64 - CODE_BITS) - 1, dtype=np.uint64)
_OTHER_CODE = np.array(1 << 64 - CODE_BITS, dtype=np.uint64)
_ONE = np.uint8(1)
_OFTEN = np.uint8(1)  # once is one more


class Words(NamedTuple):
    """The codes of distinct words, and for each whether it is repeated."""

    codes: Codes
    repeated: NDArray[np.bool_]


def distinct(numbers: Numbers, ends: Sequence[int]) -> tuple[Words, list[slice]]:
    """The distinct words of each body in the order of first use, and the span of each body's.

    A word is repeated if it stands more than once in the body, or in the headline too. Only the
    first 4,000 words of a body count.

    Args:
        numbers: Of the words of each body, then of its headline, each of these once; the codes are
            the lowest bits.
        ends: Where each body and each headline ends, after a zero.
    """
    marks = _standing(numbers, ends[::2])
    for body_end, title_end in zip(ends[1::2], ends[2::2], strict=True):
        if body_end < title_end:
            marks[body_end:title_end] = 0
    places = marks.nonzero()[0]
    codes = numbers[places]
    codes &= _CODE
    bounds = pairwise(places.searchsorted(ends[::2]).tolist())
    spans = [slice(start, min(end, start + MOST_WORDS)) for start, end in bounds]
    return Words(codes, marks[places] == _OFTEN), spans


def _standing(numbers: Numbers, bounds: Sequence[int]) -> Marks:
    """For each word: 0 if it stood before in its article, else 1 if it comes again and 2 if not."""
    count = len(numbers)
    by_code = numbers.astype(np.uint64)
    by_code <<= _PLACE_BITS
    by_code |= np.arange(count, dtype=np.uint64)
    for start, end in pairwise(bounds):
        by_code[start:end].sort()  # together they would take twice as long
    fresh = np.empty(count + 1, dtype=bool)  # whether another word stood before
    np.greater_equal(by_code[1:] ^ by_code[:-1], _OTHER_CODE, out=fresh[1:count])
    fresh[bounds] = True
    marks = fresh.view(np.uint8)
    by_code &= _PLACE
    found = np.empty(count, dtype=np.uint8)
    found[by_code.view(np.int64)] = (marks[1:] + _ONE) * marks[:-1]
    return found
