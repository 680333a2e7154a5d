"""Folding by one table, for texts whose every character folds by itself: nine in ten articles.

The table is asked of `fold_text`, character by character. A text with any other character
(presentation forms, Persian letters, marks that compose) is folded by `fold_text` as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from crawler.core.arabic.text import fold_text

_ALONE = (
    range(0x20, 0x7F),  # ASCII
    range(0xA0, 0xA1),
    range(0xAB, 0xAC),
    range(0xBB, 0xBC),  # quotation marks
    range(0x060C, 0x060D),
    range(0x061B, 0x061C),
    range(0x061F, 0x0620),
    range(0x0621, 0x063B),  # letters
    range(0x0640, 0x0653),  # letters and vowel signs
    range(0x0660, 0x066E),  # digits and their marks
    range(0x200E, 0x2010),
    range(0x2010, 0x2027),  # dashes, quotation marks, dots
    range(0xE000, 0xE001),  # private use, between headline and body
)
_DROPPED, _OTHER = 0, 0xFFFF
_LINE_END = "\n"


def _points() -> Iterator[int]:
    for span in _ALONE:
        yield from span


def _table() -> NDArray[np.uint16]:
    table = np.full(1 << 16, _OTHER, dtype=np.uint16)
    table[ord(_LINE_END)] = ord(" ")
    for point in _points():
        folded = fold_text(f"ا{chr(point)}ا")[1:-1]
        if len(folded) <= 1:
            table[point] = ord(folded) if folded else _DROPPED
    return table


_TABLE = _table()


def fold_plain(text: str) -> str | None:
    """The folded text, its runs of spaces as they were; None when the table is not enough."""
    try:
        points = np.frombuffer(text.encode("utf-16-le"), dtype="<u2")
    except UnicodeEncodeError:  # a lone surrogate
        return None
    folded = _TABLE[points]
    if (folded == _OTHER).any():
        return None
    kept: bytes = folded[folded != _DROPPED].tobytes()
    return kept.decode("utf-16-le")
