"""Folding by one table, for texts whose every character folds by itself: nine in ten articles.

The table is asked of `fold_text`, character by character. What remains is a few letters, so that
a folded text takes a byte for each, and what Python does with bytes is fast. A text with any other
character (presentation forms, Persian letters, marks that compose) is folded by `fold_text`.
"""

from __future__ import annotations

from codecs import charmap_decode
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from crawler.core.arabic.text import fold_text

BETWEEN = "\ue000"  # headline and body; private use: no page has it, and it makes no word
_ALONE = (
    range(0x20, 0x7F),  # ASCII
    range(0xA0, 0xA1),
    range(0xA9, 0xAA),  # copyright
    range(0xAB, 0xAC),
    range(0xBB, 0xBC),  # quotation marks
    range(0x060C, 0x060D),
    range(0x061B, 0x061C),
    range(0x061F, 0x0620),
    range(0x0621, 0x063B),  # letters
    range(0x0640, 0x0653),  # letters and vowel signs
    range(0x0660, 0x066E),  # digits and their marks
    range(0x200B, 0x200C),
    range(0x200E, 0x2010),
    range(0x2010, 0x2027),  # dashes, quotation marks, dots
    range(0x202A, 0x202F),  # of directions
    range(0xE000, 0xE001),
)
_DROPPED, _OTHER = b"\0", 0xFF
_LINE_END = "\n"


def _folded() -> Iterator[tuple[int, str]]:
    """Each character that folds by itself and what it becomes, which may be nothing."""
    yield ord(_LINE_END), " "
    for span in _ALONE:
        for point in span:
            folded = fold_text(f"ا{chr(point)}ا")[1:-1]
            if len(folded) <= 1:
                yield point, folded


_FOLDED = dict(_folded())
_BEYOND_ASCII = sorted({each for each in _FOLDED.values() if each > "\x7f"})

ALPHABET = "".join(map(chr, range(0x80))) + "".join(_BEYOND_ASCII)
"""The character of each byte of a folded text; ASCII is itself."""

assert len(ALPHABET) <= _OTHER, len(ALPHABET)  # noqa: S101 - a byte each, at import


def _table() -> NDArray[np.uint8]:
    table = np.full(1 << 16, _OTHER, dtype=np.uint8)
    for point, folded in _FOLDED.items():
        table[point] = ALPHABET.index(folded) if folded else _DROPPED[0]
    return table


_TABLE = _table()


def fold_plain(text: str) -> bytes | None:
    """The folded text by `ALPHABET`, its runs of spaces as they were; None if that cannot be."""
    try:
        points = np.frombuffer(text.encode("utf-16-le"), dtype="<u2")
    except UnicodeEncodeError:  # a lone surrogate
        return None
    folded = _TABLE.take(points).tobytes()
    return None if _OTHER in folded else folded.translate(None, _DROPPED)


def plain_bytes(folded: str) -> bytes:
    """A text of the alphabet as bytes."""
    return bytes(map(ALPHABET.index, folded))


def plain_text(folded: bytes) -> str:
    """What the bytes stand for."""
    return charmap_decode(folded, "strict", ALPHABET)[0]
