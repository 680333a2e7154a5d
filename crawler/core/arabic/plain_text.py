"""Texts of plain letters, cleaned and folded by tables: up to ten times as fast, nine of ten.

A letter is plain that `clean_text` leaves as it is and that `fold_text` changes, if at all, by
itself. Every other one (presentation forms, look-alikes, marks that compose) sends the text the
slow way, which knows what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from crawler.core.arabic.letters import DISPLAY, FOLD, TATWEEL
from crawler.core.arabic.words import SIGNS

# In shorter texts expressions are as fast. `python -m tests.speed.text_bench` measures both.
SHOWN_CHARS_MIN = 1_500
FOLDED_CHARS_MIN = 80
_ALONE = (
    range(0x0A, 0x0B),
    range(0x20, 0x7F),  # ASCII
    range(0xA0, 0x180),  # Latin letters with accents, quotation marks
    range(0x060C, 0x060D),
    range(0x061B, 0x061C),
    range(0x061F, 0x0620),
    range(0x0621, 0x063B),  # letters
    range(0x0640, 0x0653),  # letters, tatweel and vowel signs; not the marks that compose
    range(0x0660, 0x066E),  # digits and their marks
    range(0x200B, 0x2010),
    range(0x2010, 0x2028),  # dashes, quotation marks, dots
    range(0x202A, 0x205F),
    range(0x20A0, 0x20C1),  # currencies
    range(0x2122, 0x2123),
    range(0x25A0, 0x2700),  # shapes
)
VOWEL_SIGNS = range(0x064B, 0x0653)  # they have an order, and compose with nothing
_DROPPED, _OTHER = 0, 0xFFFF
_DROPPED_KEY, _OTHER_KEY = chr(_DROPPED), chr(_OTHER)
_SPACE = ord(" ")
BETWEEN = "\u0138"  # a letter of hardly any text, to stand between lines that are folded at once
SHARP_S = "\u00df"  # the only letter of these that folds to two
BETWEEN_WORDS = SIGNS + "–—…•·„‚€£®™°¿¡"
"""Signs in a folded text that are no letters of a word."""


def _folded(character: str) -> str:
    return "".join(FOLD.get(each, each) for each in DISPLAY.get(character, character)).casefold()


def _keys() -> NDArray[np.uint16]:
    """For each character its place in the search key, `_DROPPED`, or `_OTHER`."""
    keys = np.full(1 << 16, _OTHER, dtype=np.uint16)
    for point in _points(_ALONE):
        folded = _folded(chr(point))
        if len(folded) <= 1:
            keys[point] = ord(folded) if folded else _DROPPED
    return keys


def _shown() -> NDArray[np.bool_]:
    """For each character whether the display layer leaves it as it is in a text that is NFC."""
    shown = np.zeros(1 << 16, dtype=np.bool_)
    for point in _points(_ALONE):
        shown[point] = chr(point) not in DISPLAY and chr(point) != TATWEEL
    return shown


def _points(spans: Iterable[range]) -> Iterable[int]:
    return (point for span in spans for point in span)


def _word_keys(keys: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """The table of keys with a space for every sign that stands between words."""
    found = keys.copy()
    for point in _points(_ALONE):
        key = chr(keys[point])
        if keys[point] == _DROPPED or key.isalnum():
            continue
        found[point] = _SPACE if key in BETWEEN_WORDS else _OTHER
    return found


_KEYS, _SHOWN = _keys(), _shown()
_WORD_KEYS = _word_keys(_KEYS)


def single_spaced(text: str) -> str:
    """Halving runs of spaces is much faster than a regular expression that looks for them."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def is_shown_as_is(text: str) -> bool:
    """True for a text in which, if it is NFC, the display layer changes nothing but spaces."""
    return bool(_SHOWN.take(_points_of(text)).all())


def fold_plain(text: str) -> str | None:
    """The search key of a text, or None where tables cannot tell."""
    return _folded_by(_KEYS, text)


def plain_words(text: str) -> str | None:
    """The words of `fold_plain` with one space between two, without signs; None as there."""
    return _folded_by(_WORD_KEYS, text)


@lru_cache(maxsize=4)  # an article's key, and the noise of its lines, ask for the same text
def words_by_line(text: str) -> tuple[str, ...] | None:
    """The `plain_words` of each paragraph, folded at once; None where tables cannot tell.

    A short text costs as much as a long one.
    """
    folded = plain_words(text.replace("\n\n", f" {BETWEEN} "))
    pieces = folded.split(BETWEEN) if folded is not None else []
    is_whole = len(pieces) == text.count("\n\n") + 1  # the text itself has no such letter
    return tuple(piece.strip(" ") for piece in pieces) if is_whole else None


def _folded_by(table: NDArray[np.uint16], text: str) -> str | None:
    keys = table.take(_points_of(text.replace(SHARP_S, "ss")))
    found = keys.tobytes().decode("utf-16-le")
    if _OTHER_KEY in found:
        return None
    return single_spaced(found.replace(_DROPPED_KEY, "")).strip(" ")


def _points_of(text: str) -> NDArray[np.uint16]:
    """The code units of a text; those of a pair are no plain letters."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
