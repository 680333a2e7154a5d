"""From an article to its sketch."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.date_marks import date_marks
from crawler.core.dedup.distinct import distinct
from crawler.core.dedup.folded import folded
from crawler.core.dedup.kinds_of_words import may_date
from crawler.core.dedup.scan import Scan, scan
from crawler.core.dedup.shingles import shingle_keys, title_key
from crawler.core.dedup.sketch_bytes import SHORT, Sketch
from crawler.core.dedup.sketch_layout import Parts

__all__ = ["Sketch", "day_of", "sketch_of"]

MOST_NUMBERS, MOST_DATES, MOST_TITLE = 255, 60, 60
_HALF = np.uint32(16)
_NO_NUMBERS: NDArray[np.uint16] = np.empty(0, dtype=np.uint16)


def day_of(published: datetime | None) -> int:
    """Days since 1970-01-01 of an aware or naive moment, 0 for none."""
    return published.date().toordinal() - 719_163 if published else 0


def sketch_of(
    title: str, body: str, *, site: str = "", published: datetime | None = None
) -> Sketch | None:
    """The sketch of an article; None when its body has no word at all."""
    found = scan(folded(title, body))
    numbers, titled = found.numbers, found.titled
    told, heading = numbers[titled:], _sorted_set(numbers[:titled])
    if not len(told):
        return None
    parts = Parts(
        exact=_exact(told if len(told) >= SHORT else numbers),
        keys=_keys(told, heading),
        words=distinct(told, heading[:MOST_TITLE]),
        title=heading[:MOST_TITLE],
        numbers=_digits(found),
        dates=_dates(found),
        site=crc32(site.encode("utf-8", "surrogatepass")) if site else 0,
        day=day_of(published),
    )
    return Sketch.made_of(parts)


def _keys(told: NDArray[np.uint32], heading: NDArray[np.uint32]) -> NDArray[np.uint32]:
    keys = shingle_keys(told)
    return np.concatenate((keys, title_key(heading))) if len(heading) else keys


def _sorted_set(numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    if not len(numbers):
        return numbers
    return np.array(sorted(set(numbers.tolist())), dtype=np.uint32)


def _digits(found: Scan) -> NDArray[np.uint16]:
    """16 bits of each number of a body."""
    if not len(found.digits):
        return _NO_NUMBERS
    places = found.digits[int(found.digits.searchsorted(found.titled)) :][:MOST_NUMBERS]
    return (found.numbers.take(places) >> _HALF).astype(np.uint16)


def _dates(found: Scan) -> list[int]:
    places = may_date(found.numbers)
    return sorted(date_marks(found.word, places))[:MOST_DATES] if places else []


def _exact(numbers: NDArray[np.uint32]) -> bytes:
    """16 bytes: equal for equal words, whatever stands between them."""
    return sha256(numbers.data).digest()[:16]
