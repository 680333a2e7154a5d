"""Which words are plain or may name a date, by their hashes: one look into a table each."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.date_marks import DATE_WORDS
from crawler.core.dedup.lettering import letters_of
from crawler.core.dedup.plain_words import PLAIN_WORDS
from crawler.core.dedup.word_hashes import word_hashes
from crawler.core.dedup.words import DATE, KIND_SHIFT, NUMBER, PLAIN

NUMBER_KIND, DATE_KIND = np.uint32(NUMBER << KIND_SHIFT), np.uint32(DATE << KIND_SHIFT)
_PLAIN_KIND = np.uint32(PLAIN << KIND_SHIFT)
_FEWEST_BITS, _MOST_BITS = 12, 20


def _hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    """The hashes of words of letters alone."""
    text = f" {' '.join(words)} "
    spaces = np.array([place for place, letter in enumerate(text) if letter == " "])
    return word_hashes(letters_of(text).points, spaces[:-1], spaces[1:] - 1)


def _window(hashes: NDArray[np.uint64]) -> tuple[np.uint64, np.uint64]:
    """Shift and mask of the fewest bits in which no two of the hashes are the same."""
    for bits in range(_FEWEST_BITS, _MOST_BITS):
        for shift in range(64 - bits):
            window = np.uint64(shift), np.uint64((1 << bits) - 1)
            if len(np.unique(hashes >> window[0] & window[1])) == len(hashes):
                return window
    raise AssertionError("too many words of a kind of their own")


def _tables() -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Hashes of words of a kind of their own and their kinds, after an entry that is no word."""
    plain, dates = _hashes(sorted(PLAIN_WORDS - DATE_WORDS)), _hashes(sorted(DATE_WORDS))
    kinds = np.repeat((np.uint32(0), _PLAIN_KIND, DATE_KIND), (1, len(plain), len(dates)))
    return np.concatenate((np.zeros(1, np.uint64), plain, dates)), kinds


_KNOWN, _KINDS = _tables()
_SHIFT, _MASK = _window(_KNOWN[1:])
_ENTRIES = np.zeros(int(_MASK) + 1, dtype=np.intp)
_ENTRIES[_KNOWN[1:] >> _SHIFT & _MASK] = np.arange(1, len(_KNOWN))


def kinds_by_hash(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The kind of each word in the place that it has in a code; of numbers it is not known."""
    slots = hashes >> _SHIFT
    slots &= _MASK
    entries = _ENTRIES.take(slots.view(np.int64))
    kinds: NDArray[np.uint32] = _KINDS.take(entries)
    kinds *= _KNOWN.take(entries) == hashes
    return kinds
