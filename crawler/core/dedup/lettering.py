"""Characters of a folded text as numbers: where words end, and each letter's share of the hash."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crawler.core.dedup.letters import IN_WORD, KINDS, LAST, VALUES
from crawler.core.dedup.numbers_joined import TOUCHING, joined_in_text, turned, without_dots
from crawler.core.dedup.plain_letters import ALPHABET, BETWEEN, plain_bytes
from crawler.core.dedup.runs import Words, runs_of, words_of

_U16, _U32, _INDEX = np.dtype("<u2"), np.dtype(np.uint32), np.dtype(np.intp)
_BETWEEN, _SPACE = plain_bytes(BETWEEN), plain_bytes(" ")
Values = NDArray[np.uint32]


Letters = tuple[str | bytes, Words, Values, int]
"""A text with its numbers in one writing, its words, the value of each character (see `letters`),
where the headline ends."""


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


def _pairs(single: Values) -> NDArray[np.uint64]:
    """A table from two bytes, read as one number, to the values of both."""
    pairs = np.empty((256, 256, 2), dtype=np.uint32)
    pairs[:, :, 0] = single
    pairs[:, :, 1] = single[:, None]
    return pairs.view(np.uint64).ravel()


_POINT_OF = _by_byte()
_KIND_OF = (KINDS.take(_POINT_OF) & IN_WORD).tobytes()
_VALUES_OF = _pairs(VALUES.take(_POINT_OF))


def of_bytes(text: bytes) -> Letters:
    """The characters of a text that is folded by the alphabet of `plain_letters`."""
    edges, kinds, told, even = runs_of(text.translate(_KIND_OF))
    if not even and told.find(TOUCHING) >= 0:
        text = turned(text)
        edges, kinds, told, even = runs_of(text.translate(_KIND_OF))
    if told and (joined := without_dots(text, edges, told)) is not text:
        text = joined
        edges, kinds, _, even = runs_of(text.translate(_KIND_OF))
    return text, words_of(edges, kinds, even=even), _values(text), text.find(_BETWEEN)


def _values(text: bytes) -> Values:
    """The value of each byte; the bytes must be odd in number and end with a separator."""
    pairs = np.frombuffer(text + _SPACE if len(text) & 1 else text, _U16)
    return _VALUES_OF[pairs.astype(_INDEX)].view(_U32)


def of_text(text: str) -> Letters:
    """The characters of a folded text."""
    text = joined_in_text(text)
    points = _points(text)
    edges, kinds, _, even = runs_of((KINDS.take(points) & IN_WORD).tobytes())
    return text, words_of(edges, kinds, even=even), VALUES.take(points), text.find(BETWEEN)
