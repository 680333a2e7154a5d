"""The characters of a folded text as numbers: where words end, and what each adds to a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.letters import DIGIT, DOT, IN_WORD, KINDS, LAST, LETTER, VALUES
from crawler.core.dedup.plain_letters import ALPHABET, BETWEEN, plain_bytes, plain_text

_DIGIT = bytes([DIGIT])
_U8, _IN_WORD = np.dtype(np.uint8), np.uint8(IN_WORD)
_DOT_IN_NUMBER = bytes([DIGIT, DOT, DIGIT])
_LETTER_IN_NUMBER = bytes([DIGIT, LETTER, DIGIT])
_RA = "ر"  # the decimal comma of news agencies; what stands before it is read last: 4ر29 is 29.4
Places = NDArray[np.int64]


class Letters(NamedTuple):
    """A text that begins and ends with a separator, one item a character.

    A dot or comma between two digits is left out, and so is a ra, whose digits are turned round.
    `kinds` and `values` are those of `letters`, `cut` gives a part as text. The headline ends at
    `heading`. When it is `even`, all separators are of one kind.
    """

    kinds: NDArray[np.uint8]
    values: NDArray[np.uint32]
    cut: Callable[[int, int], str]
    heading: int
    has_digits: bool = True
    even: bool = False


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
_KIND_OF = KINDS.take(_POINT_OF).tobytes()
_VALUE_OF = VALUES.take(_POINT_OF)
_BETWEEN = plain_bytes(BETWEEN)
_PLAIN_RA, _PLAIN_DIGIT = plain_bytes(_RA), b"[%b]" % re.escape(plain_bytes("0123456789"))
_PLAIN_TURNED = re.compile(
    b"(?<!%b)%b++(?:%b%b++)+" % (_PLAIN_DIGIT, _PLAIN_DIGIT, re.escape(_PLAIN_RA), _PLAIN_DIGIT)
)
_TURNED = re.compile(rf"(?<!\d)\d++(?:{_RA}\d++)+")
_TEXT_DOTS = re.compile(r"[.,](?<=\d.)(?=\d)")


def of_bytes(text: bytes) -> Letters:
    """The characters of a text that is folded by the alphabet of `plain_letters`."""
    kinds = text.translate(_KIND_OF)
    has_digits = _DIGIT in kinds
    if has_digits and _LETTER_IN_NUMBER in kinds:
        text = _PLAIN_TURNED.sub(lambda found: b"".join(found[0].split(_PLAIN_RA)[::-1]), text)
        kinds = text.translate(_KIND_OF)
    if has_digits and _DOT_IN_NUMBER in kinds:
        text, kinds = _without_dots(text, kinds)
    return Letters(
        np.frombuffer(kinds, _U8) & _IN_WORD,
        _VALUE_OF.take(np.frombuffer(text, _U8)),
        lambda start, end: plain_text(text[start:end]),
        text.find(_BETWEEN),
        has_digits,
        even=True,
    )


def _without_dots(text: bytes, kinds: bytes) -> tuple[bytes, bytes]:
    """Both without the places of dots and commas inside numbers."""
    cuts, start = [], 0
    place = kinds.find(_DOT_IN_NUMBER)
    while place >= 0:
        cuts.append((start, place + 1))
        start = place + 2
        place = kinds.find(_DOT_IN_NUMBER, start)
    cuts.append((start, len(text)))
    return _joined(text, cuts), _joined(kinds, cuts)


def _joined(data: bytes, cuts: Iterable[tuple[int, int]]) -> bytes:
    return b"".join([data[start:end] for start, end in cuts])


def of_text(text: str) -> Letters:
    """The characters of a folded text."""
    text = _TEXT_DOTS.sub("", text)
    text = _TURNED.sub(lambda found: "".join(found[0].split(_RA)[::-1]), text)
    points = _points(text)
    return Letters(
        kinds=KINDS.take(points),
        values=VALUES.take(points),
        cut=lambda start, end: text[start:end],
        heading=text.find(BETWEEN),
    )
