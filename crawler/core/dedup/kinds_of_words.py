"""Which words are plain or may name a date: of codes when asked, of a whole text by one table."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from crawler.core.arabic.text import fold_text
from crawler.core.dedup.date_marks import MONTH_WORDS, WEEKDAY_OF
from crawler.core.dedup.plain_words import PLAIN_WORDS
from crawler.core.dedup.scan import scan
from crawler.core.dedup.words import CODE_MASK, IS_NUMBER, is_number

CONTENT, NUMBER, PLAIN, DATE = range(4)
_SLOT_SHIFT = np.uint32(17)  # a small table stays in the cache; what it lets pass is looked at


def _numbers(words: Collection[str]) -> NDArray[np.uint32]:
    return scan(f" {' '.join(words)} ").numbers


_WEEKDAYS, _MONTHS = _numbers(WEEKDAY_OF), _numbers(MONTH_WORDS)
_DATES = np.concatenate((_WEEKDAYS, _MONTHS))
_KIND_OF: Mapping[int, int] = {
    number & CODE_MASK: kind
    for kind, numbers in ((PLAIN, _numbers(PLAIN_WORDS)), (DATE, _DATES))
    for number in numbers.tolist()
}
_WEEKDAY_OF: Mapping[int, int] = dict.fromkeys(_MONTHS.tolist(), 0) | dict(
    zip(_WEEKDAYS.tolist(), WEEKDAY_OF.values(), strict=True)
)
_MAY_DATE = np.zeros(1 << 32 - int(_SLOT_SHIFT), dtype=bool)
_MAY_DATE[_DATES >> _SLOT_SHIFT] = True


def codes_of(words: Collection[str]) -> list[int]:
    """The codes of words that are folded or not."""
    return [number & CODE_MASK for number in _numbers(list(map(fold_text, words))).tolist()]


def kind_of(code: int) -> int:
    """CONTENT, NUMBER, PLAIN or DATE."""
    return NUMBER if is_number(code) else _KIND_OF.get(code, CONTENT)


def may_date(numbers: NDArray[np.uint32]) -> list[tuple[int, int]]:
    """Places of the words that may name a date, each with the mark of a weekday, 0 for a month.

    The name of a month is of account behind a number, its day.
    """
    places = _MAY_DATE[(numbers >> _SLOT_SHIFT).astype(np.intp)].nonzero()[0]
    words, before = numbers[places].tolist(), numbers[places - 1].tolist()
    return [
        (place, weekday)
        for place, word, day in zip(places.tolist(), words, before, strict=True)
        if (weekday := _WEEKDAY_OF.get(word)) or (weekday == 0 and day & IS_NUMBER)
    ]
