"""Texts of plain letters, folded by tables: up to twice as fast, nine of ten.

A letter is plain that `clean_text` leaves as it is and that `fold_text` changes, if at all, by
itself. Every other one (presentation forms, look-alikes, marks that compose) sends the text the
slow way, which knows what stands beside it.
"""

from __future__ import annotations

import re
from codecs import charmap_decode, charmap_encode
from functools import lru_cache
from typing import NamedTuple

from crawler.core.arabic.letters import DISPLAY, FOLD
from crawler.core.arabic.one_byte import (
    ALPHABET,
    ENCODING,
    byte_of,
    decoded,
    encoded,
    encoded_long,
    letters,
)
from crawler.core.arabic.words import SIGNS

VOWEL_SIGNS = range(0x064B, 0x0653)  # they have an order, and compose with nothing
BETWEEN = "\u0138"  # a letter of hardly any text, to stand between lines that are folded at once
SHARP_S = "\u00df"  # the only letter of these that folds to two
BETWEEN_WORDS = SIGNS + "–—…•·„‚€£®™°¿¡"
"""Signs in a folded text that are no letters of a word."""
_RUNS = re.compile(b"  +")  # a body has some thirty: halving them takes twice as long
_NONE = 0  # the byte of what a table cannot tell


class _Keys(NamedTuple):
    """For each letter its place in a key, or `_NONE`, and the letters that have no place in it."""

    places: bytes
    dropped: bytes


def _folded(character: str) -> str:
    return "".join(FOLD.get(each, each) for each in DISPLAY.get(character, character)).casefold()


def _keys() -> _Keys:
    """The search key."""
    places, dropped = bytearray(256), bytearray()
    for byte, letter in letters():
        folded = _folded(letter)
        if not folded:
            dropped.append(byte)
        elif len(folded) == 1:
            places[byte] = byte_of(folded)
    return _Keys(bytes(places), bytes(dropped))


def _word_keys(keys: _Keys) -> _Keys:
    """The same with a space for every sign that stands between words."""
    places = bytearray(keys.places)
    for byte, _ in letters():
        key = decoded(keys.places[byte : byte + 1])
        if places[byte] and not key.isalnum():
            places[byte] = ord(" ") if key in BETWEEN_WORDS else _NONE
    return _Keys(bytes(places), keys.dropped)


_KEYS = _keys()
_WORD_KEYS = _word_keys(_KEYS)
_SHARP, _TWO = encoded(SHARP_S) or b"", encoded("ss") or b""
_BETWEEN = encoded(f" {BETWEEN} ") or b""


def single_spaced(text: str) -> str:
    """Halving runs of spaces is much faster than a regular expression that looks for them."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


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
    found = encoded_long(text)
    if found is None:
        return None
    folded = _folded_bytes(_WORD_KEYS, found.replace(b"\n\n", _BETWEEN))
    pieces = folded.split(BETWEEN) if folded is not None else []
    is_whole = len(pieces) == text.count("\n\n") + 1  # the text itself has no such letter
    return tuple(piece.strip(" ") for piece in pieces) if is_whole else None


def _folded_by(keys: _Keys, text: str) -> str | None:
    found, _ = charmap_encode(text, "ignore", ENCODING)  # as `encoded`, without a call
    return _folded_bytes(keys, found) if len(found) == len(text) and _NONE not in found else None


def _folded_bytes(keys: _Keys, found: bytes) -> str | None:
    """The same of a text as one byte a letter."""
    found = found.replace(_SHARP, _TWO).translate(keys.places, keys.dropped)
    if _NONE in found:
        return None
    if b"  " in found:
        found = _RUNS.sub(b" ", found)
    return charmap_decode(found, "strict", ALPHABET)[0].strip(" ")
