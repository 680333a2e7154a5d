"""Texts of the commonest letters as one byte a letter, so that tables change them at once.

Python encodes by such a map, and translates and searches bytes, in two nanoseconds a letter; a
table in numpy is as fast in a loop, and three times slower in a crawl, where its code has left the
processor's caches since the last text.
"""

from __future__ import annotations

from codecs import charmap_build, charmap_decode, charmap_encode
from collections.abc import Iterator
from functools import lru_cache

_NONE, _UNUSED = "\0", "\ufffe"
# Of 6,700 texts of news in six languages that write with Arabic or Latin letters, those with other
# letters than these have some that are folded by what stands beside them, or fewer than one of a
# thousand. ASCII keeps its bytes.
_ASCII = ("\n", *map(chr, range(0x20, 0x7F)))
_SPANS = (
    (0x60C, 0x60C), (0x61B, 0x61B), (0x61F, 0x61F), (0x621, 0x63A),  # Arabic letters
    (0x640, 0x652),  # letters, tatweel and vowel signs; not the marks that compose
    (0x660, 0x66D),  # digits and their marks
    (0xDF, 0xF6), (0xF8, 0xFF),  # Latin letters with accents
    (0x200B, 0x200F), (0x202A, 0x202F),  # joiners, directions
    (0x2010, 0x2011), (0x2013, 0x2015), (0x2018, 0x201A), (0x201C, 0x201E),  # dashes, quotations
)  # fmt: skip
_OTHERS = "\xa0£§©«\xad®°·»½¿ÁÄÇÈÉÍÓÖ×Üćğıœşĸ•…″‹›€™■●★"


def _alphabet() -> str:
    others = [chr(point) for first, last in _SPANS for point in range(first, last + 1)]
    free = iter((*others, *_OTHERS))
    places = (chr(byte) if chr(byte) in _ASCII else next(free, _UNUSED) for byte in range(1, 256))
    return _NONE + "".join(places)


ALPHABET = _alphabet()
"""A letter's place is its byte; NUL, which no text has, stands for what has none."""
ENCODING = charmap_build(ALPHABET)


def encoded(text: str) -> bytes | None:
    """The bytes of a text, or None where a letter of it has none.

    >>> encoded("a b"), encoded("\u06a9") is None
    (b'a b', True)
    """
    found, _ = charmap_encode(text, "ignore", ENCODING)
    return found if len(found) == len(text) and 0 not in found else None


encoded_long = lru_cache(maxsize=4)(encoded)
"""The same of a body or its beginning: cleaning, counting and both kinds of keys ask for it."""


def decoded(letters: bytes) -> str:
    """The text of some bytes."""
    return charmap_decode(letters, "strict", ALPHABET)[0]


def letters() -> Iterator[tuple[int, str]]:
    """Each byte with its letter."""
    given = enumerate(ALPHABET)
    return ((byte, letter) for byte, letter in given if letter not in (_NONE, _UNUSED))


def byte_of(letter: str) -> int:
    """The byte of a letter, 0 for one without."""
    return max(0, ALPHABET.find(letter))
