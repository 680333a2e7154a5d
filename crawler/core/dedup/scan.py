"""All words of a folded text at once, as numbers: no string is made of any of them.

A word's hash is a polynomial of its letters. With sums over the whole text, the hash of each word
is the difference of two sums, moved to the same power; so numpy does all words in twenty steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.date_marks import DATE_WORDS
from crawler.core.dedup.letters import (
    CODES,
    DIGIT,
    DOT,
    ENDING_LETTERS,
    IS_ENDING,
    KINDS,
    LETTER,
    SPELLING_MASK,
    points_of,
)
from crawler.core.dedup.plain_words import PLAIN_WORDS
from crawler.core.dedup.words import (
    CODE_MASK,
    DATE,
    HASH_MASK,
    KIND_SHIFT,
    NUMBER,
    PLAIN,
    SPELLING_SHIFT,
)

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_KEEPS_ENDING = 4  # letters
_U64 = np.uint64
_FINISH = (_U64(0xFF51AFD7ED558CCD), _U64(0xC4CEB9FE1A85EC53))


@dataclass(frozen=True, slots=True)
class Scan:
    """Where the words of `text` are and their 64-bit numbers; the lower 24 bits are the codes.

    The first `titled` words are those of the headline.
    """

    text: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    numbers: NDArray[np.uint64]
    titled: int

    def word(self, place: int) -> str:
        """A word as text, "" beyond the last."""
        if place >= len(self.starts):
            return ""
        return self.text[self.starts[place] : self.ends[place]]


def _powers(base: int) -> NDArray[np.uint64]:
    """Powers of an odd number modulo 2 ** 64."""
    factors = np.full(1 << 14, base, dtype=_U64)
    factors[0] = 1
    return np.multiply.accumulate(factors)


_UP, _DOWN = _powers(_BASE), _powers(_INVERSE)
_CHUNK = len(_UP)


def scan(text: str, heading: int = 0) -> Scan:
    """The words of a folded text: runs of letters, runs of digits.

    A dot or comma between two digits is left out of the text. The headline ends at `heading`.
    """
    points = points_of(text)
    kinds = KINDS.take(points)
    marks = _between_digits(kinds)
    if len(marks):
        heading -= int(np.searchsorted(marks, heading))
        points, kinds = np.delete(points, marks), np.delete(kinds, marks)
        text = points.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    edges = _edges(kinds)
    first = kinds[edges[:-1]]
    wordy = (first == LETTER) | (first == DIGIT)
    starts, ends = edges[:-1][wordy], edges[1:][wordy]
    hashes = _hashes(points, starts, ends)
    codes = _kinds(hashes, first[wordy]) << _U64(KIND_SHIFT)
    codes |= _spellings(points, starts, ends) << _U64(SPELLING_SHIFT)
    codes |= hashes & _U64(HASH_MASK)
    titled = int(np.searchsorted(starts, heading))
    return Scan(text, starts, ends, hashes & ~_U64(CODE_MASK) | codes, titled)


def _edges(kinds: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Where runs of characters of one kind begin and end, separators at either end left out."""
    framed = np.zeros(len(kinds) + 2, dtype=np.uint8)
    framed[1:-1] = kinds
    return np.flatnonzero(framed[1:] != framed[:-1])


def _between_digits(kinds: NDArray[np.uint8]) -> NDArray[np.int64]:
    dots = np.flatnonzero(kinds == DOT)
    dots = dots[(dots > 0) & (dots < len(kinds) - 1)]
    between: NDArray[np.bool_] = (kinds[dots - 1] == DIGIT) & (kinds[dots + 1] == DIGIT)
    return dots[between]


def _hashes(
    points: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """A hash of each word, the same wherever it stands."""
    up, down = _UP, _DOWN
    while len(up) < len(points):
        up, down = _longer(up, _BASE), _longer(down, _INVERSE)
    sums = np.zeros(len(points) + 1, dtype=_U64)
    np.cumsum(points.view(_U64) * up[: len(points)], out=sums[1:])
    hashes = (sums.take(ends) - sums.take(starts)) * down.take(starts)
    for factor in _FINISH:
        hashes ^= hashes >> _U64(33)
        hashes *= factor
    hashes ^= hashes >> _U64(33)
    return hashes


def _longer(powers: NDArray[np.uint64], base: int) -> NDArray[np.uint64]:
    return np.concatenate((powers, powers * _U64(pow(base, len(powers), 1 << 64))))


def _spellings(
    points: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """The sum of each word's letters, without a common ending of a longer word."""
    sums = np.zeros(len(points) + 1, dtype=np.uint32)
    np.cumsum(CODES.take(points), out=sums[1:])
    last_two = ENDING_LETTERS.take(points.take((ends - 2, ends - 1)))
    ending = IS_ENDING[last_two[0], last_two[1]]
    ending &= ends - starts > _KEEPS_ENDING
    spelled = (sums.take(ends - 2 * ending) - sums.take(starts)) & np.uint32(SPELLING_MASK)
    words: NDArray[np.uint64] = spelled.astype(_U64)
    return words


def _known(words: Iterable[str]) -> NDArray[np.uint64]:
    """The hashes of some words."""
    text = " ".join(words)
    points = points_of(text)
    edges = _edges(KINDS.take(points))
    return _hashes(points, edges[::2], edges[1::2])


def _table() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Hashes of words of a kind of their own, sorted, and their kinds."""
    plain, dates = _known(sorted(PLAIN_WORDS - DATE_WORDS)), _known(sorted(DATE_WORDS))
    hashes = np.concatenate((plain, dates))
    kinds = np.repeat(np.array((PLAIN, DATE), dtype=_U64), (len(plain), len(dates)))
    order = np.argsort(hashes)
    return hashes[order], kinds[order]


_KNOWN, _KNOWN_KINDS = _table()


def _kinds(hashes: NDArray[np.uint64], first: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """CONTENT, NUMBER, PLAIN or DATE of each word."""
    places = np.minimum(np.searchsorted(_KNOWN, hashes), len(_KNOWN) - 1)
    kinds = np.where(_KNOWN[places] == hashes, _KNOWN_KINDS[places], _U64(0))
    kinds[first == DIGIT] = NUMBER
    return kinds
