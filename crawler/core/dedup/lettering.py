"""The characters of a folded text as numbers: where words end, and what each adds to a word."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.letters import DIGIT, DOT, IN_WORD, KINDS, LAST, VALUES
from crawler.core.dedup.plain_letters import ALPHABET, BETWEEN, plain_bytes, plain_text

_DIGIT = bytes([DIGIT])
_DOT_IN_NUMBER = bytes([DIGIT, DOT, DIGIT])
Places = NDArray[np.int64]


class Letters(NamedTuple):
    """A text that begins and ends with a separator, one item a character.

    A dot or comma between two digits is left out. `kinds` and `values` are those of `letters`,
    `cut` gives a part as text. The headline ends at `heading`. When it is `even`, all
    separators are of one kind.
    """

    kinds: NDArray[np.uint8]
    values: NDArray[np.uint32]
    cut: Callable[[int, int], str]
    heading: int
    has_digits: bool = True
    even: bool = False


def letters_of(text: str | bytes) -> Letters:
    """The characters of a folded text, as text or by the alphabet of `plain_letters`."""
    return _of_bytes(text) if isinstance(text, bytes) else _of_text(text)


def _points(text: str) -> NDArray[np.int64]:
    """The code points of a text, those beyond U+FFFF as U+FFFF, which makes no word."""
    points: NDArray[np.uint32] = np.frombuffer(
        text.encode("utf-32-le", "surrogatepass"), dtype="<u4"
    )
    return np.minimum(points, LAST, dtype=np.int64, casting="unsafe")


def _by_byte() -> Places:
    points = np.zeros(256, dtype=np.int64)
    points[: len(ALPHABET)] = _points(ALPHABET)
    return points


_POINT_OF = _by_byte()
_KIND_OF = (KINDS & IN_WORD).take(_POINT_OF).tobytes()
_KIND_WITH_DOTS = KINDS.take(_POINT_OF).tobytes()
_VALUE_OF = VALUES.take(_POINT_OF)
_BETWEEN = plain_bytes(BETWEEN)
_TEXT_DOTS = re.compile(r"[.,](?<=\d.)(?=\d)")


def _of_bytes(text: bytes) -> Letters:
    kinds = text.translate(_KIND_OF)
    has_digits = _DIGIT in kinds
    if has_digits and _DOT_IN_NUMBER in (dotted := text.translate(_KIND_WITH_DOTS)):
        text = _without_dots(text, dotted)
        kinds = text.translate(_KIND_OF)
    return Letters(
        kinds=np.frombuffer(kinds, dtype=np.uint8),
        values=_VALUE_OF.take(np.frombuffer(text, dtype=np.uint8)),
        cut=lambda start, end: plain_text(text[start:end]),
        heading=text.find(_BETWEEN),
        has_digits=has_digits,
        even=True,
    )


def _without_dots(text: bytes, kinds: bytes) -> bytes:
    """Without dots and commas inside numbers."""
    parts, start = [], 0
    place = kinds.find(_DOT_IN_NUMBER)
    while place >= 0:
        parts.append(text[start : place + 1])
        start = place + 2
        place = kinds.find(_DOT_IN_NUMBER, start)
    return b"".join([*parts, text[start:]])


def _of_text(text: str) -> Letters:
    text = _TEXT_DOTS.sub("", text)
    points = _points(text)
    return Letters(
        kinds=KINDS.take(points),
        values=VALUES.take(points),
        cut=lambda start, end: text[start:end],
        heading=text.find(BETWEEN),
    )
