"""Two articles whose numbers differ tell of different days, matches or markets."""

from __future__ import annotations

from collections import Counter

import numpy as np

from crawler.core.dedup.overlap import Codes, Overlap
from crawler.core.dedup.words import IS_NUMBER

_IS_NUMBER = np.uint32(IS_NUMBER)
_ENOUGH = 4  # numbers of a text that tells by numbers
_KEPT_SHARE = 0.8
_ALIKE = 0.9


def numbers_differ(overlap: Overlap) -> bool:
    """True when less than 80 % of the numbers of the shared part are the same.

    Only the part that both texts have is looked at: a block of other headlines brings numbers of
    its own. Texts with fewer than four numbers must be alike for 90 % of their words, have as
    many numbers, and not the same ones.
    """
    return _many_differ(overlap) or _few_differ(overlap)


def _many_differ(overlap: Overlap) -> bool:
    if not _tell_by_numbers(overlap.new.codes, overlap.old.codes):
        return False
    new = _numbers(overlap.new.codes[overlap.new_span])
    old = _numbers(overlap.old.codes[overlap.old_span])
    least = min(len(new), len(old))
    return least >= _ENOUGH and len(set(new) & set(old)) < _KEPT_SHARE * least


def _tell_by_numbers(*texts: Codes) -> bool:
    """Whether each has so many that a part of it may have them: the parts are found only then."""
    return all(np.count_nonzero(codes >= _IS_NUMBER) >= _ENOUGH for codes in texts)


def _numbers(codes: Codes) -> list[int]:
    numbers: list[int] = codes[codes >= _IS_NUMBER].tolist()
    return numbers


def _few_differ(overlap: Overlap) -> bool:
    if overlap.jaccard < _ALIKE:
        return False
    new, old = overlap.new.numbers, overlap.old.numbers
    return 0 < len(new) == len(old) < _ENOUGH and Counter(new) != Counter(old)
