"""Two articles whose numbers differ tell of different days, matches or markets."""

from __future__ import annotations

from collections import Counter

from crawler.core.dedup.overlap import Overlap
from crawler.core.dedup.words import NUMBER, kind_of

_ENOUGH = 4  # numbers of a text that tells by numbers
_KEPT_SHARE = 0.8
_ALIKE = 0.9


def numbers_differ(overlap: Overlap) -> bool:
    """True when less than 80 % of the numbers of the shared part are the same.

    Only the part that both texts have is looked at: a block of other headlines brings numbers of
    its own. Texts with fewer than four numbers must be alike for 90 % of their words, have as
    many numbers, and not the same ones.
    """
    new, old = _numbers(overlap.new_span), _numbers(overlap.old_span)
    if min(len(new), len(old)) >= _ENOUGH:
        shared = len(set(new) & set(old))
        if shared < _KEPT_SHARE * min(len(new), len(old)):
            return True
    return _few_differ(overlap)


def _numbers(words: tuple[int, ...]) -> list[int]:
    return [word for word in words if kind_of(word) == NUMBER]


def _few_differ(overlap: Overlap) -> bool:
    new, old = overlap.new.numbers, overlap.old.numbers
    few = 0 < len(new) == len(old) < _ENOUGH
    return few and overlap.jaccard >= _ALIKE and Counter(new) != Counter(old)
