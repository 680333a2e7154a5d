"""Which words are plain or may name a date: of codes when asked, of a whole text by one table."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.date_marks import DATE_WORDS
from crawler.core.dedup.plain_words import PLAIN_WORDS
from crawler.core.dedup.scan import scan
from crawler.core.dedup.words import CODE_MASK, is_number

CONTENT, NUMBER, PLAIN, DATE = range(4)
_SLOT_SHIFT = np.uint32(17)  # a small table stays in the cache; what it lets pass is looked at


def _numbers(words: Collection[str]) -> NDArray[np.uint32]:
    return scan(f" {' '.join(words)} ").numbers


_DATES = _numbers(DATE_WORDS)
_KIND_OF: Mapping[int, int] = {
    number & CODE_MASK: kind
    for kind, numbers in ((PLAIN, _numbers(PLAIN_WORDS)), (DATE, _DATES))
    for number in numbers.tolist()
}
_DATE_NUMBERS = frozenset(_DATES.tolist())
_MAY_DATE = np.zeros(1 << 32 - int(_SLOT_SHIFT), dtype=bool)
_MAY_DATE[_DATES >> _SLOT_SHIFT] = True


def kind_of(code: int) -> int:
    """CONTENT, NUMBER, PLAIN or DATE."""
    return NUMBER if is_number(code) else _KIND_OF.get(code, CONTENT)


def may_date(numbers: NDArray[np.uint32]) -> list[int]:
    """Places of the words that may name a date."""
    places = _MAY_DATE[(numbers >> _SLOT_SHIFT).astype(np.intp)].nonzero()[0]
    if not len(places):
        return []
    found = zip(places.tolist(), numbers.take(places).tolist(), strict=True)
    return [place for place, number in found if number in _DATE_NUMBERS]
