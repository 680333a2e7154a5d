"""How many letters a text has, and how many of them are of Arabic script, by one table."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from crawler.core.arabic.one_byte import encoded, letters

LETTERS = re.compile(r"[^\W\d_]+")
ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_NO_LETTERS, _NOT_ARABIC = (
    bytes(byte for byte, letter in letters() if not kind.match(letter))
    for kind in (LETTERS, ARABIC)
)
_LETTER, _ARABIC, _UNKNOWN = 1, 2, 4
_UNITS, _KNOWN = 1 << 16, 0x3000  # of UTF-16; to look at all of them takes 14 ms


def letter_counts(text: str) -> tuple[int, int]:
    """Letters of any script, and characters of Arabic script.

    >>> letter_counts("قال: 3 GB"), letter_counts("١٢ ـ \U0001d538")
    ((5, 3), (2, 1))
    """
    if plain := encoded(text):
        return len(plain.translate(None, _NO_LETTERS)), len(plain.translate(None, _NOT_ARABIC))
    points = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    found = np.bincount(_marks().take(points), minlength=_UNKNOWN + 1).tolist()
    if found[_UNKNOWN]:
        return (_matched(LETTERS, text), _matched(ARABIC, text))
    both = found[_LETTER | _ARABIC]
    return (found[_LETTER] + both, found[_ARABIC] + both)


def _matched(kind: re.Pattern[str], text: str) -> int:
    return sum(map(len, kind.findall(text)))


@cache
def _marks() -> NDArray[np.uint8]:
    """What each unit of UTF-16 says; made when the first article comes."""
    found = np.zeros(_UNITS, dtype=np.uint8)
    found[_KNOWN:] = _UNKNOWN
    text = "".join(map(chr, range(_KNOWN)))
    for mark, kind in ((_LETTER, LETTERS), (_ARABIC, ARABIC)):
        for run in kind.finditer(text):
            found[run.start() : run.end()] |= mark
    return found
