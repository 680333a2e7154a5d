"""A word as 24 bits: which kind of word it is, how it is spelled, and a hash of it.

Two different words of a pair of articles get the same code about once in ten thousand words, which
no share of words notices.
"""

from __future__ import annotations

from collections.abc import Iterable

from crawler.core.dedup.letters import SPELLING_BITS, SPELLING_MASK

CONTENT, NUMBER, PLAIN, DATE = range(4)
CODE_BITS = 24
CODE_MASK = (1 << CODE_BITS) - 1
KIND_SHIFT = CODE_BITS - 2
SPELLING_SHIFT = KIND_SHIFT - SPELLING_BITS
HASH_MASK = (1 << SPELLING_SHIFT) - 1


def kind_of(code: int) -> int:
    """CONTENT, NUMBER, PLAIN or DATE."""
    return code >> KIND_SHIFT & 3


def spellings(codes: Iterable[int]) -> list[int]:
    """The sums of letters of words."""
    return [code >> SPELLING_SHIFT & SPELLING_MASK for code in codes]
