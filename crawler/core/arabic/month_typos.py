"""Names of months with one slip of the keyboard, where a day and a year stand around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from crawler.core.arabic.date_tokens import Token
from crawler.core.arabic.months import GREGORIAN_MONTHS

MISSPELT = re.compile(r"(?<![noxaf])n(k)y")  # codes of date_tokens: a day, some word, a year
SWAPPED = 2  # letters that changed places
LETTERS_MIN = 5  # of the name and of the word: of fewer one letter is too much
_NAMES = {
    key: month
    for key, month in GREGORIAN_MONTHS.items()
    if not key.isascii() and key.isalpha() and len(key) >= LETTERS_MIN
}


def mended(tokens: Sequence[Token], codes: str) -> Sequence[Token]:
    """The tokens with the month that a misspelt word between a day and a year can only mean."""
    found = MISSPELT.search(codes)
    month = month_like(tokens[found.start(1)].key) if found else None
    if found is None or month is None:
        return tokens
    at = found.start(1)
    return [*tokens[:at], Token("m", tokens[at].key, month), *tokens[at + 1 :]]


def month_like(key: str) -> int | None:
    """The month whose name is a letter away from a search key: one more, less, other or moved.

    None where two months are: a word between June and July.

    >>> month_like("سبتمير"), month_like("يونيوو"), month_like("يوبيو"), month_like("مقاعد")
    (9, 6, None, None)
    """
    if len(key) < LETTERS_MIN:
        return None
    months = {month for name, month in _NAMES.items() if _is_near(key, name)}
    return months.pop() if len(months) == 1 else None


def _is_near(one: str, two: str) -> bool:
    """True for words that differ in one letter, or in the order of two that follow each other."""
    before = _same_letters(one, two)
    one, two = one[before:], two[before:]
    behind = _same_letters(one[::-1], two[::-1])
    one, two = one[: len(one) - behind], two[: len(two) - behind]
    return (len(one) <= 1 and len(two) <= 1) or (len(one) <= SWAPPED and sorted(one) == sorted(two))


def _same_letters(one: str, two: str) -> int:
    """How many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
