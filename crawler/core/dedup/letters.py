"""Tables by code point: what each letter adds to the number of a word.

Characters beyond U+FFFF (emoji, mostly) end a word.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SEPARATOR, LETTER, DIGIT, DOT = 0, 1, 2, 4
IN_WORD = LETTER | DIGIT
SPELLING_BITS = 11
SPELLING_MASK = (1 << SPELLING_BITS) - 1
LAST = 0xFFFF
_SILENT = frozenset("اويءىهل")
_SAME = {"غ": "ج"}  # English g
_SPREAD, _FINISH, _HALF = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B), np.uint32(16)


def letter_code(letter: str) -> int:
    """What a letter adds to the spelling of a word, below 2048; weak letters add nothing."""
    if letter in _SILENT:
        return 0
    return crc32(_SAME.get(letter, letter).encode("utf-8", "surrogatepass")) & SPELLING_MASK


def _kinds() -> NDArray[np.uint8]:
    """The kinds of characters, by `str.isalnum` and `str.isdecimal`."""
    letters = np.arange(LAST + 1, dtype=np.uint32).view("U1")
    letters[LAST] = ""  # stands for all that is beyond the table
    kinds = np.zeros(LAST + 1, dtype=np.uint8)
    kinds[np.strings.isalnum(letters)] = LETTER
    kinds[np.strings.isdecimal(letters)] = DIGIT
    kinds[[ord("."), ord(",")]] = DOT  # may stand inside a number
    return kinds


def _codes() -> NDArray[np.uint32]:
    """Arabic and Latin letters have codes of their own, those of other scripts share some."""
    codes = np.arange(LAST + 1, dtype=np.uint32) * np.uint32(2_654_435_761)
    codes = codes >> np.uint32(32 - SPELLING_BITS)
    for point in (*range(0x80), *range(0x600, 0x700)):
        codes[point] = letter_code(chr(point))
    return codes


def _values() -> NDArray[np.uint32]:
    values = np.arange(1, LAST + 2, dtype=np.uint32) * _SPREAD
    for _ in range(2):
        values ^= values >> _HALF
        values *= _FINISH
    values ^= values >> _HALF
    values &= np.uint32((1 << 32) - 1 - SPELLING_MASK)
    values |= _codes()
    values[KINDS & IN_WORD == 0] = 0
    return values


KINDS: NDArray[np.uint8] = _kinds()
"""Code point -> SEPARATOR, LETTER, DIGIT or DOT."""

VALUES: NDArray[np.uint32] = _values()
"""Code point -> a number of its own, of which the lowest 11 bits are its part of a spelling; 0 for
what makes no word."""
