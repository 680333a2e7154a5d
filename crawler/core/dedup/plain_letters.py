"""Folds a text by one table where each of its characters folds by itself: nine of ten articles.

The table is made with `fold_text`, character by character. So few letters remain that a folded text
takes one byte for each, and work on bytes is fast. A text with any other character (presentation
forms, Persian letters, marks that compose) is folded by `fold_text`.
"""

from __future__ import annotations

from codecs import charmap_build, charmap_encode, utf_16_le_encode
from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from crawler.core.arabic import one_byte
from crawler.core.arabic.text import fold_text
from crawler.core.dedup.letters import KINDS, SEPARATOR

BETWEEN = "\ue000"  # headline and body; private use: no page has it, and it makes no word
_ALONE = (
    range(0x100),  # ASCII, Latin letters with accents, signs
    range(0x060C, 0x060D),
    range(0x061B, 0x061C),
    range(0x061F, 0x0620),
    range(0x0621, 0x063B),  # letters
    range(0x0640, 0x0653),  # letters and vowel signs
    range(0x0660, 0x066E),  # digits and their marks
    range(0x200B, 0x2027),  # joiners, dashes, quotation marks, dots
    range(0x2028, 0x2030),  # of lines and directions
    range(0x2030, 0x203D),
    range(0x067E, 0x067F),  # letters of other languages, and look-alikes
    range(0x0686, 0x0687),
    range(0x0698, 0x0699),
    range(0x06A4, 0x06A5),
    range(0x06A9, 0x06AA),
    range(0x06AF, 0x06B0),
    range(0x06BE, 0x06BF),
    range(0x06C1, 0x06C2),
    range(0x06CC, 0x06CD),
    range(0x06D5, 0x06D6),
    range(0x06F0, 0x06FA),
    range(0xE000, 0xE001),
    range(0xFE80, 0xFEF5),  # Arabic letters by their place in a word
)
_SIGNS = (
    range(0x20A0, 0x20C1),  # currencies
    range(0x2122, 0x2123),
    range(0x25A0, 0x2700),  # shapes
    range(0xFD3E, 0xFD40),  # brackets of verses
    range(0xFE0F, 0xFE10),  # behind a sign that is shown as a picture
)
_EMOJI = (*range(0xD83C, 0xD83F), *range(0xDC00, 0xE000))  # halves of U+1F000 to U+1FBFF
_SIGN = "|"  # one for all of these: none makes a word
_LIGATURES = tuple((chr(point), fold_text(chr(point))) for point in range(0xFEF5, 0xFEFD))
_DROPPED, _OTHER = 0, 0xFF
_DROPPED_BYTE = bytes([_DROPPED])
_U16, _INDEX = np.dtype("<u2"), np.dtype(np.intp)


def _folded() -> Iterator[tuple[int, str]]:
    """Maps each character that folds by itself to what it becomes, which may be nothing."""
    for point in chain(*_ALONE):
        folded = _fold_alone(point)
        if len(folded) <= 1:
            yield point, folded
    for point in chain(*_SIGNS):
        folded = _fold_alone(point)
        if not folded or KINDS[ord(folded)] == SEPARATOR:
            yield point, folded and _SIGN
    for half in _EMOJI:
        yield half, _SIGN


def _fold_alone(point: int) -> str:
    return fold_text(f"ا{chr(point)}ا")[1:-1]


_FOLDED = dict(_folded())

ALPHABET = "".join(["\0", *sorted({each for each in _FOLDED.values() if each})])
"""The character of each byte of a folded text; the first stands for none."""

assert len(ALPHABET) <= _OTHER, len(ALPHABET)  # noqa: S101 - a byte each, at import


def _table() -> NDArray[np.uint8]:
    table = np.full(1 << 16, _OTHER, dtype=np.uint8)
    for point, folded in _FOLDED.items():
        table[point] = ALPHABET.index(folded) if folded else _DROPPED
    return table


_TABLE = _table()
_LETTERS = one_byte.ALPHABET.replace("\u0138", BETWEEN)
"""The commonest letters of a text before it is folded; it takes one of them for the mark."""
_ENCODING = charmap_build(_LETTERS)
_BY_LETTER = bytes([_TABLE[ord(letter)] for letter in _LETTERS])
_DROPPED_LETTERS = bytes([place for place, byte in enumerate(_BY_LETTER) if byte == _DROPPED])


def fold_plain(text: str) -> bytes | None:
    """The folded text by `ALPHABET`, its runs of spaces as they were; None if that cannot be."""
    letters, _ = charmap_encode(text, "ignore", _ENCODING)
    if len(letters) == len(text):  # of 150 texts 149
        folded = letters.translate(_BY_LETTER, _DROPPED_LETTERS)
        return None if _OTHER in folded else folded
    return _fold_more(text)


def _fold_more(text: str) -> bytes | None:
    """As `fold_plain`, for a text that has other letters than the commonest."""
    try:
        points = np.frombuffer(utf_16_le_encode(text)[0], _U16)
    except UnicodeEncodeError:  # a lone surrogate
        return None
    folded = _TABLE[points.astype(_INDEX)].tobytes()  # faster than `take`, which converts too
    if _OTHER in folded:
        return None
    return folded.translate(None, _DROPPED_BYTE) if _DROPPED in folded else folded


def without_ligatures(text: str) -> str:
    """The text with each lam-alef in two letters, as the table has single letters only."""
    for ligature, letters in _LIGATURES:
        text = text.replace(ligature, letters)
    return text


def plain_bytes(folded: str) -> bytes:
    """A text of the alphabet as bytes."""
    return bytes(map(ALPHABET.index, folded))
