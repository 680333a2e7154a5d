"""Turns drafts into sketches, many at a time.

Most articles are looked up, resemble no other, and are added. That needs their keys and the digest
of their text only; the rest of the sketch is made later, for many articles in the same steps.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise, starmap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.dates_told import dates_of
from crawler.core.dedup.distinct import Numbers, distinct
from crawler.core.dedup.sketch_layout import CODE_BYTES, low_24, packed
from crawler.core.dedup.words import IS_NUMBER

TOGETHER = 64  # drafts that wait; twice as many gain nothing
MOST_NUMBERS, MOST_DATES = 255, 60
_U2, _U4 = np.dtype("<u2"), np.dtype("<u4")
Marks = NDArray[np.bool_]
HALF, NUMBER = np.array(16, dtype=np.uint32), np.array(IS_NUMBER, dtype=np.uint32)
"""What a number is moved by to give what is kept of it, and the bit of all numbers."""


class Draft(NamedTuple):
    """An unfinished sketch: the article's words, and what it is looked up by (see `Sketch`).

    `title` are the distinct words of the headline, `body` the words of the text that follow them.
    """

    words: Numbers
    body: Numbers
    title: list[int]
    exact: bytes
    keys: NDArray[np.uint32]
    site: int
    day: int


def finished(drafts: Sequence[Draft]) -> list[bytes]:
    """The stored form of each draft; it does not depend on the others of the call."""
    titled = list(chain.from_iterable([draft.title for draft in drafts]))
    titles, title_spans = np.array(titled, _U4), _spans([len(draft.title) for draft in drafts])
    bodies = [draft.body for draft in drafts]
    headlines = map(titles.__getitem__, title_spans)
    told = list(chain.from_iterable(zip(bodies, headlines, strict=True)))
    numbers, ends = np.concatenate(told), list(accumulate(map(len, told), initial=0))
    (codes, repeated), spans = distinct(numbers, ends)
    parts = zip(
        [draft.exact for draft in drafts],
        [draft.keys.astype(_U4, copy=False).tobytes() for draft in drafts],
        _cut(low_24(codes), CODE_BYTES, spans),
        _bits(repeated, spans),
        _cut(low_24(titles), CODE_BYTES, title_spans),
        _digits(numbers, ends),
        [_packed_dates(marks) for marks in dates_of([draft.words for draft in drafts])],
        [draft.site for draft in drafts],
        [draft.day for draft in drafts],
        strict=True,
    )
    return list(starmap(packed, parts))


def _spans(sizes: Iterable[int]) -> list[slice]:
    return list(starmap(slice, pairwise(accumulate(sizes, initial=0))))


def _cut(data: bytes, width: int, spans: Iterable[slice]) -> list[bytes]:
    """Cut a buffer into the items of each span."""
    return [data[width * span.start : width * span.stop] for span in spans]


def _bits(marks: Marks, spans: Sequence[slice]) -> list[bytes]:
    """Pack the marks of each span into bits; every span begins with a new byte."""
    sizes = [span.stop - span.start for span in spans]
    room = list(accumulate([size + 7 & -8 for size in sizes], initial=0))
    spread = np.zeros(room[-1], dtype=np.bool_)
    for start, size, span in zip(room, sizes, spans, strict=False):
        spread[start : start + size] = marks[span]
    bits = np.packbits(spread).tobytes()
    return [bits[start // 8 : end // 8] for start, end in pairwise(room)]


def _digits(numbers: Numbers, ends: Sequence[int]) -> list[bytes]:
    """The lowest 16 bits of each number of a body."""
    places = (numbers & NUMBER).nonzero()[0]
    digits = (numbers[places] >> HALF).astype(_U2).tobytes()
    bounds = places.searchsorted(ends).tolist()
    bodies = zip(bounds[::2], bounds[1::2], strict=False)
    return [digits[2 * start : 2 * min(end, start + MOST_NUMBERS)] for start, end in bodies]


def _packed_dates(marks: set[int]) -> bytes:
    dates = sorted(marks)[:MOST_DATES]
    return struct.pack(f"<{len(dates)}H", *dates) if dates else b""
