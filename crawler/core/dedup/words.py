"""A word as 24 bits: whether it is a number, a hash, and a sum of its letters (the spelling).

About one in ten thousand pairs of different words has the same code: too few to change a share.
"""

from __future__ import annotations

from collections.abc import Iterable

from crawler.core.dedup.letters import SPELLING_MASK

CODE_BITS = 24
CODE_MASK = (1 << CODE_BITS) - 1
IS_NUMBER = 1 << CODE_BITS - 1


def is_number(code: int) -> bool:
    """True for a run of digits."""
    return code >= IS_NUMBER


def spellings(codes: Iterable[int]) -> list[int]:
    """The spellings of words: the sums of their letters."""
    return [code & SPELLING_MASK for code in codes]
