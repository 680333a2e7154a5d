"""From drafts to sketches: what comparing and storing ask for is made of many articles together.

Most articles are looked up, resemble no other, and are added. Until then nobody asks for more than
their keys and the digest of their text, so the rest waits until some are done in the same steps.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise, starmap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.date_marks import month_day
from crawler.core.dedup.distinct import Numbers, distinct
from crawler.core.dedup.kinds_of_words import may_date
from crawler.core.dedup.scan import Scan
from crawler.core.dedup.sketch_layout import CODE_BYTES, low_24, packed
from crawler.core.dedup.words import IS_NUMBER

TOGETHER = 64  # drafts that wait; twice as many gain nothing
MOST_NUMBERS, MOST_DATES = 255, 60
_U4 = np.dtype("<u4")
_HALF, _IS_NUMBER = np.uint32(16), np.uint32(IS_NUMBER)


class Draft(NamedTuple):
    """An article as it is read: its words, and what it is looked up by (see `Sketch`)."""

    scan: Scan
    body: Numbers
    title: Numbers
    exact: bytes
    keys: NDArray[np.uint32]
    site: int
    day: int


def finished(drafts: Sequence[Draft]) -> list[bytes]:
    """The sketch of each as stored, whatever others are given beside it."""
    bodies, titles = [draft.body for draft in drafts], [draft.title for draft in drafts]
    (codes, repeated), spans = distinct(bodies, titles)
    parts = zip(
        [draft.exact for draft in drafts],
        [draft.keys.astype(_U4, copy=False).tobytes() for draft in drafts],
        _cut(low_24(codes), CODE_BYTES, spans),
        [np.packbits(repeated[span]).tobytes() for span in spans],
        _cut(low_24(np.concatenate(titles)), CODE_BYTES, _spans(map(len, titles))),
        _digits(bodies),
        _dates([draft.scan for draft in drafts]),
        [draft.site for draft in drafts],
        [draft.day for draft in drafts],
        strict=True,
    )
    return list(starmap(packed, parts))


def _spans(sizes: Iterable[int]) -> list[slice]:
    return [slice(start, end) for start, end in pairwise(accumulate(sizes, initial=0))]


def _cut(data: bytes, width: int, spans: Iterable[slice]) -> list[bytes]:
    """The items of some bytes each in its spans."""
    return [data[width * span.start : width * span.stop] for span in spans]


def _digits(bodies: Sequence[Numbers]) -> list[bytes]:
    """16 bits of each number of a body."""
    words = np.concatenate(bodies)
    places = (words & _IS_NUMBER).nonzero()[0]
    digits = (words.take(places) >> _HALF).astype("<u2").tobytes()
    bounds = pairwise(places.searchsorted(list(accumulate(map(len, bodies), initial=0))).tolist())
    return [digits[2 * start : 2 * min(end, start + MOST_NUMBERS)] for start, end in bounds]


def _dates(scans: Sequence[Scan]) -> list[bytes]:
    """The dates of each text."""
    starts = list(accumulate((len(scan.numbers) for scan in scans), initial=0))
    marks: list[set[int]] = [set() for _ in scans]
    for place, weekday in may_date(np.concatenate([scan.numbers for scan in scans])):
        at = bisect_right(starts, place) - 1
        marks[at].add(weekday or month_day(scans[at].word, place - starts[at]))
    return [_packed_dates(each) if each else b"" for each in marks]


def _packed_dates(marks: set[int]) -> bytes:
    dates = sorted(marks - {0})[:MOST_DATES]
    return struct.pack(f"<{len(dates)}H", *dates)
