"""Which of many earlier articles share enough words to be compared at all, in one step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.sketch_layout import CODE_BYTES, words_in

_SLOTS = 1 << 16  # of 400 foreign words one is taken for a shared one; stays in the cache
_IS_THERE = np.zeros(_SLOTS, dtype=bool)  # of all slots, between two calls


def worth_comparing(new: Sketch, old: Sequence[bytes], least: float) -> list[bool]:
    """Of each, whether the words that it may share are that much of the shorter one.

    Args:
        new: The later article.
        old: Sketches of earlier ones as stored, at least one.
        least: A share, from 0 to 1.
    """
    words = list(map(words_in, old))
    joined = b"".join(words)
    slots = np.ndarray(len(joined) // CODE_BYTES, "<u2", joined, 0, (CODE_BYTES,))
    there = new.some_codes.astype(np.uint16).astype(np.intp)
    _IS_THERE[there] = True
    most = int(np.count_nonzero(_IS_THERE))  # not more than there are words
    held = _IS_THERE[slots.astype(np.intp)].tobytes()
    _IS_THERE[there] = False
    worth, start = [], 0
    for each in words:
        size = len(each) // CODE_BYTES
        worth.append(held.count(1, start, start + size) >= least * min(size, most))
        start += size
    return worth
