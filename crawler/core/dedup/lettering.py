"""The characters of a folded text as numbers: which make words, and what each adds to a word."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.letters import CODES, DIGIT, DOT, ENDING_LETTERS, KINDS, LAST
from crawler.core.dedup.plain_letters import ALPHABET, BETWEEN, plain_bytes, plain_text

_SEPARATORS = bytes.maketrans(bytes([DOT]), b"\0")
_DOTS = re.compile(rb"(?<=[0-9])[.,](?=[0-9])")
_DOT_IN_NUMBER = bytes([DIGIT, DOT, DIGIT])


class Letters(NamedTuple):
    """A text that begins and ends with a separator, one item a character.

    A dot or comma between two digits is left out. `kinds` are SEPARATOR, LETTER or DIGIT; `points`
    and `codes` are what `letters` has for each, `endings` gives the ending letters at some places,
    `cut` a part as text. The headline ends at `heading`.
    """

    kinds: bytes
    points: NDArray[np.uint64]
    codes: NDArray[np.uint32]
    endings: Callable[[NDArray[np.int64]], NDArray[np.uint8]]
    cut: Callable[[int, int], str]
    heading: int


def letters_of(text: str | bytes) -> Letters:
    """The characters of a folded text, as text or by the alphabet of `plain_letters`."""
    return _of_bytes(text) if isinstance(text, bytes) else _of_text(text)


def _points(text: str) -> NDArray[np.int64]:
    """The code points of a text, those beyond U+FFFF as U+FFFF, which makes no word."""
    points: NDArray[np.uint32] = np.frombuffer(
        text.encode("utf-32-le", "surrogatepass"), dtype="<u4"
    )
    return np.minimum(points, LAST, dtype=np.int64, casting="unsafe")


def _by_byte() -> NDArray[np.int64]:
    points = np.zeros(256, dtype=np.int64)
    points[: len(ALPHABET)] = _points(ALPHABET)
    return points


_POINTS = _by_byte()
_KIND_OF = KINDS.take(_POINTS).tobytes()
_CODE_OF, _ENDING_OF, _POINT_OF = (
    CODES.take(_POINTS),
    ENDING_LETTERS.take(_POINTS),
    _POINTS.view(np.uint64),
)
_BETWEEN = plain_bytes(BETWEEN)


def _of_bytes(text: bytes) -> Letters:
    kinds = text.translate(_KIND_OF)
    if _DOT_IN_NUMBER in kinds:
        text = _DOTS.sub(b"", text)
        kinds = text.translate(_KIND_OF)
    letters = np.frombuffer(text, dtype=np.uint8).astype(np.intp)
    return Letters(
        kinds=kinds.translate(_SEPARATORS),
        points=_POINT_OF.take(letters),
        codes=_CODE_OF.take(letters),
        endings=lambda places: _ENDING_OF.take(letters.take(places)),
        cut=lambda start, end: plain_text(text[start:end]),
        heading=text.find(_BETWEEN),
    )


def _of_text(text: str) -> Letters:
    points = _points(text)
    kinds = KINDS.take(points)
    marks = _between_digits(kinds)
    points, kinds = np.delete(points, marks), np.delete(kinds, marks)
    joined = points.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return Letters(
        kinds=kinds.tobytes().translate(_SEPARATORS),
        points=points.view(np.uint64),
        codes=CODES.take(points),
        endings=lambda places: ENDING_LETTERS.take(points.take(places)),
        cut=lambda start, end: joined[start:end],
        heading=joined.find(BETWEEN),
    )


def _between_digits(kinds: NDArray[np.uint8]) -> NDArray[np.int64]:
    dots = np.flatnonzero(kinds == DOT)  # neither end is one
    between: NDArray[np.bool_] = (kinds[dots - 1] == DIGIT) & (kinds[dots + 1] == DIGIT)
    return dots[between]
