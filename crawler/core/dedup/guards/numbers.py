"""Two articles whose numbers differ tell of different days, matches or markets."""

from __future__ import annotations

from collections import Counter

import numpy as np

from crawler.core.dedup.letters import SPELLING_MASK
from crawler.core.dedup.overlap import Codes, Marks, Overlap
from crawler.core.dedup.words import IS_NUMBER, is_number

_IS_NUMBER = np.array(IS_NUMBER, dtype=np.uint32)
_ENOUGH = 4  # numbers of a text that tells by numbers
_KEPT_SHARE = 0.8
_ALIKE = 0.9
_LONG = 100  # shared words: of two tremors of one form one may have 3.4, and the other 4.3


def numbers_differ(overlap: Overlap) -> bool:
    """True when less than 80 % of the numbers of the shared part are the same.

    Only the shared part counts: a block of other headlines has numbers of its own. With fewer than
    four numbers the texts must also share 90 % of their words and have equally many numbers.
    """
    return (_many_differ(overlap) or _few_differ(overlap)) and not are_turned(overlap)


def are_turned(overlap: Overlap) -> bool:
    """True when long texts of two sites have the same digits in another order.

    In text from right to left one paper prints 54.8 as 8.54 or 8. 54, and types 36 for 63.
    """
    if overlap.shared < _LONG or overlap.new.site == overlap.old.site:
        return False
    ones, others = (
        list(filter(is_number, words)) for words in (overlap.only_new, overlap.only_old)
    )
    return bool(ones and others) and (sum(ones) - sum(others)) & SPELLING_MASK == 0


def _many_differ(overlap: Overlap) -> bool:
    if overlap.old.number_count < _ENOUGH:
        return False
    ones, others = overlap.new.codes >= _IS_NUMBER, overlap.old.codes >= _IS_NUMBER
    if ones.tobytes().count(1) < _ENOUGH or others.tobytes().count(1) < _ENOUGH:
        return False  # no part of them has enough: the parts are found only then
    new = _numbers(overlap.new.codes, ones, overlap.new_span)
    old = _numbers(overlap.old.codes, others, overlap.old_span)
    least = min(len(new), len(old))
    return least >= _ENOUGH and len(set(new).intersection(old)) < _KEPT_SHARE * least


def _numbers(codes: Codes, marks: Marks, span: slice) -> list[int]:
    numbers: list[int] = codes[span][marks[span]].tolist()
    return numbers


def _few_differ(overlap: Overlap) -> bool:
    if overlap.jaccard < _ALIKE:
        return False
    new, old = overlap.new.numbers, overlap.old.numbers
    return 0 < len(new) == len(old) < _ENOUGH and Counter(new) != Counter(old)
