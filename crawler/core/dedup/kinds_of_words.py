"""The kind of a word by its code: content, plain word, number or name of a date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from crawler.core.arabic.text import fold_text
from crawler.core.dedup.date_marks import MONTH_OF, WEEKDAY_OF
from crawler.core.dedup.plain_words import PLAIN_WORDS
from crawler.core.dedup.scan import numbers_of
from crawler.core.dedup.words import CODE_MASK, IS_NUMBER, is_number

CONTENT, NUMBER, PLAIN, DATE = range(4)
_DATE_WORDS = {*WEEKDAY_OF, *(words[0] for words in MONTH_OF)}
_KIND_OF: Mapping[int, int] = {
    number & CODE_MASK: kind
    for kind, words in ((PLAIN, PLAIN_WORDS), (DATE, _DATE_WORDS))
    for number in numbers_of(words).tolist()
}


def codes_of(words: Collection[str]) -> list[int]:
    """The codes of words, which may be folded or not."""
    return [number & CODE_MASK for number in numbers_of(map(fold_text, words)).tolist()]


def kind_of(code: int) -> int:
    """CONTENT, NUMBER, PLAIN or DATE."""
    return NUMBER if is_number(code) else _KIND_OF.get(code, CONTENT)


def contents(words: Iterable[int]) -> list[int]:
    """The words that are neither plain nor numbers nor names of dates."""
    return [word for word in words if word < IS_NUMBER and word not in _KIND_OF]
