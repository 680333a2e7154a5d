"""Which of many earlier articles share enough words to be compared at all, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from crawler.core.dedup.sketch_bytes import Sketch
from crawler.core.dedup.sketch_layout import CODE_BYTES, codes_at, words_in

_SLOTS = 1 << 18  # of a thousand foreign words one is taken for a shared one
_MASK = np.uint32(_SLOTS - 1)
_IS_THERE = np.zeros(_SLOTS, dtype=bool)  # of all slots, between two calls


def worth_comparing(new: Sketch, old: Sequence[Sketch], least: float) -> list[bool]:
    """Of each, whether the words that it may share are that much of the shorter one.

    Args:
        new: The later article.
        old: Earlier ones, at least one.
        least: A share, from 0 to 1.
    """
    words = [words_in(each.data) for each in old]
    sizes = [len(each) // CODE_BYTES for each in words]
    codes = codes_at(b"".join([*words, b"\0"]), 0, sum(sizes))
    codes &= _MASK
    slots = new.codes & _MASK
    _IS_THERE[slots] = True
    held = _IS_THERE.take(codes)
    _IS_THERE[slots] = False
    shared = np.add.reduceat(held, list(accumulate(sizes[:-1], initial=0)), dtype=np.intp)
    most = len(new.codes)
    return [
        count >= least * min(size, most) for count, size in zip(shared.tolist(), sizes, strict=True)
    ]
