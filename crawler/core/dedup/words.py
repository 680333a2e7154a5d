"""A word as 24 bits: whether it is a number, a hash of it, and how it is spelled.

Two different words of a pair of articles get the same code about once in ten thousand words, which
no share of words notices.
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
    """The sums of letters of words."""
    return [code & SPELLING_MASK for code in codes]
