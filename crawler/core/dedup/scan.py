"""All words of a folded text at once, as numbers: no string is made of any of them.

What the letters of a word add up to is the difference of two sums over the whole text, so that
numpy does all words in a few steps.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.kinds_of_words import NUMBER_KIND, kinds_by_hash
from crawler.core.dedup.lettering import Letters, letters_of
from crawler.core.dedup.letters import DIGIT, ENDING_CODES, FIRST_OF_TWO, LETTER, SPELLING_MASK
from crawler.core.dedup.word_hashes import word_hashes
from crawler.core.dedup.words import CODE_MASK, HASH_MASK, SPELLING_SHIFT

_KEEPS_ENDING = 4  # letters
_KEPT = np.uint64((1 << 64) - 1 - CODE_MASK + HASH_MASK)  # of a hash
_MASK, _SHIFT = np.uint32(SPELLING_MASK), np.uint32(SPELLING_SHIFT)
_DIGIT = bytes([DIGIT])
_TOUCHING = (bytes([DIGIT, LETTER]), bytes([LETTER, DIGIT]))


class Scan(NamedTuple):
    """The words of a text: where they are, their kinds, and their 64-bit numbers.

    A word stands behind its `before` up to its `last` letter. The lower 24 bits of a number are
    the code of the word; `kinds` are those of the codes, in their place. The first `titled` words
    are those of the headline.
    """

    letters: Letters
    before: NDArray[np.int64]
    last: NDArray[np.int64]
    kinds: NDArray[np.uint32]
    numbers: NDArray[np.uint64]
    titled: int

    def word(self, place: int) -> str:
        """A word as text, "" beyond the last."""
        if place >= len(self.before):
            return ""
        return self.letters.cut(int(self.before[place]) + 1, int(self.last[place]) + 1)


def scan(text: str | bytes) -> Scan:
    """The words of a folded text (see `folded`): runs of letters, runs of digits."""
    letters = letters_of(text)
    before, last = _bounds(letters.kinds)
    hashes = word_hashes(letters.points, before, last)
    kinds = kinds_by_hash(hashes)
    if _DIGIT in letters.kinds:
        ends_in = np.frombuffer(letters.kinds, dtype=np.uint8).take(last)
        kinds[ends_in == DIGIT] = NUMBER_KIND
    codes = _spellings(letters, before, last)
    codes <<= _SHIFT
    codes |= kinds
    hashes &= _KEPT
    hashes |= codes
    titled = int(before.searchsorted(letters.heading)) if letters.heading > 0 else 0
    return Scan(letters, before, last, kinds, hashes, titled)


def _bounds(text: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places before the first and of the last letter of each word."""
    kinds = np.frombuffer(text, dtype=np.uint8)
    edges = (kinds[1:] != kinds[:-1]).nonzero()[0]
    if _TOUCHING[0] in text or _TOUCHING[1] in text:
        words = kinds.take(edges[:-1] + 1).nonzero()[0]
        return edges.take(words), edges.take(words + 1)
    return edges[::2].copy(), edges[1::2].copy()


def _spellings(
    letters: Letters, before: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.uint32]:
    """The sum of each word's letters, without a common ending of a longer word."""
    sums = letters.codes.cumsum(dtype=np.uint32)
    pairs = letters.endings(last - 1)
    pairs *= FIRST_OF_TWO
    pairs += letters.endings(last)
    spelled: NDArray[np.uint32] = sums.take(last)
    spelled -= sums.take(before)
    spelled -= ENDING_CODES.take(pairs) * (last - before > _KEEPS_ENDING)
    spelled &= _MASK
    return spelled
