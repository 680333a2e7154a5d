"""Finds explicit dates in texts whose words are already numbers: weekdays and days of months."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.date_marks import MONTH_OF, WEEKDAY_OF
from crawler.core.dedup.scan import Numbers, numbers_of

_LAST_DAY = 31
_SLOT_SHIFT = np.array(17, dtype=np.uint32)  # a small table stays in the cache
_INDEX = np.dtype(np.intp)
_NO_WORD = 0
_DAYS = {text: day for day in range(1, _LAST_DAY + 1) for text in (f"{day}", f"{day:02}")}


def _by_number(values: Mapping[str, int]) -> dict[int, int]:
    """The values of words, keyed by the words' numbers."""
    return dict(zip(numbers_of(values).tolist(), values.values(), strict=True))


_WEEKDAY_OF, _DAY_OF = _by_number(WEEKDAY_OF), _by_number(_DAYS)


def _months() -> Mapping[int, Mapping[int, int]]:
    """First word of a month name -> its second word, if any -> the mark of its day 0."""
    words = sorted({word for name in MONTH_OF for word in name})
    number_of = dict(zip(words, numbers_of(words).tolist(), strict=True))
    months: dict[int, dict[int, int]] = defaultdict(dict)
    for name, mark in MONTH_OF.items():
        first, second = (*map(number_of.__getitem__, name), _NO_WORD)[:2]
        months[first][second] = mark
    return dict(months)


_MONTH_OF = _months()


def _slots(words: Collection[int]) -> NDArray[np.bool_]:
    slots = np.zeros(1 << 32 - int(_SLOT_SHIFT), dtype=bool)
    slots[np.array(list(words), dtype=np.uint32) >> _SLOT_SHIFT] = True
    return slots


_MAY_DATE = _slots({*_WEEKDAY_OF, *_MONTH_OF})


def dates_of(texts: Sequence[Numbers]) -> list[set[int]]:
    """The date marks of each text (see `date_marks`); a text is given by the numbers of its words.

    The day of a month is a number before its name.
    """
    numbers = np.concatenate(texts)
    bounds = list(accumulate(map(len, texts), initial=0))
    marks: list[set[int]] = [set() for _ in texts]
    places = _MAY_DATE[(numbers >> _SLOT_SHIFT).astype(_INDEX)].nonzero()[0]
    for place, word in zip(places.tolist(), numbers[places].tolist(), strict=True):
        if word in _WEEKDAY_OF or word in _MONTH_OF:
            at = bisect_right(bounds, place) - 1
            start, end = bounds[at : at + 2]
            mark = _WEEKDAY_OF.get(word) or _month_day(numbers[start:end], place - start)
            if mark:
                marks[at].add(mark)
    return marks


def _month_day(words: Numbers, place: int) -> int:
    """The mark of the day before a month name that begins at `place`; 0 for none."""
    day = _DAY_OF.get(words.item(place - 1)) if place else None
    if day is None:
        return 0
    months = _MONTH_OF[words.item(place)]
    behind = words.item(place + 1) if place + 1 < len(words) else _NO_WORD
    month = months.get(behind) or months.get(_NO_WORD)
    return month + day if month else 0
