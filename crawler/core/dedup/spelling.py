"""Whether words are the same words in another spelling, by the sums of their letters.

A sum does not depend on the order of letters, and that of two words is that of both written as
one. So transposed letters, joined words, weak letters and common endings make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable

from crawler.core.dedup.letters import SPELLING_MASK, letter_code


def _within(letters: str) -> frozenset[int]:
    codes = [letter_code(letter) for letter in letters]
    return frozenset([0, *codes, *(-code & SPELLING_MASK for code in codes)])


AFFIXES = _within("بفتنسم")
"""Differences that a particle or a letter of conjugation makes."""


def differ(one: Iterable[int], other: Iterable[int]) -> bool:
    """True when two runs of words, given by their spellings, are different words."""
    ones, others = list(one), list(other)
    left = [code for code in ones if code not in others]
    right = [code for code in others if code not in ones]
    return bool(left and right) and (sum(left) - sum(right)) & SPELLING_MASK not in AFFIXES
