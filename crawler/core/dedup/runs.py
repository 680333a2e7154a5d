"""A text as runs of letters, runs of digits, and what stands between them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.letters import DIGIT, SEPARATOR

Kinds = NDArray[np.uint8]
Places = NDArray[np.int64]
_U8 = np.dtype(np.uint8)

Runs = tuple[Places, Kinds | None, bytes, bool]
"""The last places of the first separator and of each run behind it; where some are digits, the
kinds of these runs, as an array and as bytes; whether a separator stands behind each word."""

Words = tuple[Places, Places, Kinds | None]
"""Places before the first and of the last character of each word; kinds where some differ."""


def runs_of(kinds: bytes) -> Runs:
    """The runs of a text by the kind of each character; a separator stands at either end."""
    each = np.frombuffer(kinds, _U8)
    edges = (each[1:] != each[:-1]).nonzero()[0]
    if DIGIT not in kinds:
        return edges, None, b"", True
    found = each[edges[1:]]
    told = found.tobytes()
    return edges, found, told, 2 * told.count(SEPARATOR) + 1 == len(told)


def words_of(edges: Places, kinds: Kinds | None, *, even: bool) -> Words:
    """The runs that are words; without given kinds every second run is one."""
    if kinds is None:
        return edges[::2], edges[1::2], None
    if even:
        return edges[::2], edges[1::2], kinds[::2]
    words = kinds.nonzero()[0]
    return edges[words], edges[1:][words], kinds[words]
