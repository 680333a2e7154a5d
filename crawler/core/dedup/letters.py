"""Which characters make words, and numbers for each letter, as tables by code point and by byte.

Characters beyond U+FFFF (emoji, mostly) end a word.
"""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SEPARATOR, LETTER, DIGIT, DOT = range(4)
SPELLING_BITS = 11
SPELLING_MASK = (1 << SPELLING_BITS) - 1
LAST = 0xFFFF
_SILENT = frozenset("اويءىهل")
_SAME = {"غ": "ج"}  # English g
_ENDINGS = ("ها", "هم", "ات", "ون", "ين", "ان", "يه")  # of words that are spelled with and without
_OF_ENDINGS = "".join(sorted(set("".join(_ENDINGS))))
_CHARACTERS = "".join(map(chr, range(LAST)))


def letter_code(letter: str) -> int:
    """What a letter adds to the spelling of a word, below 2048; weak letters add nothing."""
    if letter in _SILENT:
        return 0
    return crc32(_SAME.get(letter, letter).encode("utf-8", "surrogatepass")) & SPELLING_MASK


def _kinds() -> NDArray[np.uint8]:
    kinds = np.zeros(LAST + 1, dtype=np.uint8)
    for kind, pattern in ((LETTER, r"[^\W\d_]+"), (DIGIT, r"\d+")):
        for found in re.finditer(pattern, _CHARACTERS):
            kinds[found.start() : found.end()] = kind
    kinds[[ord("."), ord(",")]] = DOT  # may stand inside a number
    return kinds


def _codes() -> NDArray[np.uint32]:
    """Of Arabic and Latin each its own, of other scripts a plain spread."""
    codes = np.arange(LAST + 1, dtype=np.uint32) * np.uint32(2_654_435_761)
    codes = codes >> np.uint32(32 - SPELLING_BITS)
    for point in (*range(0x80), *range(0x600, 0x700)):
        codes[point] = letter_code(chr(point))
    return codes


def _ending_letters() -> NDArray[np.uint8]:
    numbers = np.zeros(LAST + 1, dtype=np.uint8)
    numbers[[ord(letter) for letter in _OF_ENDINGS]] = range(1, len(_OF_ENDINGS) + 1)
    return numbers


def _ending_codes() -> NDArray[np.uint32]:
    codes = np.zeros((len(_OF_ENDINGS) + 1,) * 2, dtype=np.uint32)
    for ending in _ENDINGS:
        first, last = (_OF_ENDINGS.index(letter) + 1 for letter in ending)
        codes[first, last] = sum(map(letter_code, ending))
    return codes.ravel()


KINDS: NDArray[np.uint8] = _kinds()
"""Code point -> SEPARATOR, LETTER, DIGIT or DOT."""

CODES: NDArray[np.uint32] = _codes()
"""Code point -> what it adds to the spelling of a word."""

ENDING_LETTERS: NDArray[np.uint8] = _ending_letters()
"""Code point -> number of a letter that endings are made of, 0 for others."""

FIRST_OF_TWO = np.uint8(len(_OF_ENDINGS) + 1)
ENDING_CODES: NDArray[np.uint32] = _ending_codes()
"""Number of the last letter but one times `FIRST_OF_TWO`, plus that of the last -> what the two
add to the spelling of a word, 0 if they are no ending."""
