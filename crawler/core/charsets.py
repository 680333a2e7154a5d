"""Which single-byte charset the bytes of an Arabic page are in, judged by its letters.

A declaration is evidence, not proof: servers add `charset=utf-8` to windows-1256 pages and keep
ISO-8859-1 from their defaults. How often each letter occurs in Arabic tells the charsets apart
after a headline's worth of bytes.
"""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, resolve_encoding

# Letters of Arabic news in per mille, rounded; what stands in no line gets RARE or ALIEN.
_LETTERS = {
    125: "ا", 113: "ل", 76: "ي", 62: "م", 59: "و", 57: "ن", 49: "ر", 45: "ت", 37: "ب", 34: "ع",
    32: "ة", 31: "د", 29: "ه", 26: "أسف", 23: "قك", 19: "ح", 14: "ج", 12: "إ", 11: "ش", 10: "صى",
    9: "خط", 7: "ض", 6: "ذثزغ", 4: "ء،", 3: "ئ«»“”", 2: "ظ\u064b\xa0", 1: "ؤآ؟؛\u0640–—…’‘",
}  # fmt: skip
RARE, ALIEN = math.log(0.0003), math.log(0.00001)
_RARE = "\u064c\u064d\u064e\u064f\u0650\u0651\u0652پچژگکی•©®°·\u200c\u200d\u200e\u200f"
# Arabic news in its own charset scores -3.1 a byte (median; 99 % above -3.6), in the other one
# -4.4 and -4.9; Cyrillic, Greek, Hebrew, Chinese and Japanese score below -4.6.
ARABIC_SCORE_MIN = -4.2
# Letters of a word stand together (.83 and more); accented Latin ones stand alone (.13).
NEIGHBOUR_SHARE_MIN = 0.5
HIGH_BYTES_MIN = 4
ARABIC_CHARSETS = ("cp1256", "iso8859-6")
HIGH = range(0x80, 0x100)
_ALIASES = {
    "x-cp1256": "cp1256", "x-windows-1256": "cp1256", "cp-1256": "cp1256", "win-1256": "cp1256",
    "windows1256": "cp1256", "windows-1256-arabic": "cp1256", "win1256": "cp1256",
    "windows_1256": "cp1256", "iso-8859-6-i": "iso8859-6", "iso-8859-6-e": "iso8859-6",
    "iso_8859-6": "iso8859-6", "iso88596": "iso8859-6", "unicode": "utf-16", "utf": "utf-8",
}  # fmt: skip
# UTF-7 is refused by the WHATWG Encoding Standard; mac-turkish is what detectors take short
# Arabic pages for.
_NOT_OF_PAGES = ("utf-7", "utf_7", "unicode", "raw", "idna", "punycode", "mac", "undefined")
_LABEL = re.compile(r"charset\s*+=\s*+[\"']?+\s*+([\w.:-]+)", re.IGNORECASE)
_LABEL_BYTES = re.compile(rb"<meta[^>]{0,300}?charset\s*+=\s*+[\"']?+\s*+([\w.:-]+)", re.IGNORECASE)
META_BYTES = 4096
SAMPLE_BYTES = 8_192
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_RUNS = re.compile(rb"[\x80-\xff]{2,}")


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often each high byte occurs, and which share of them has a high neighbour."""

    counts: Mapping[int, int]
    total: int
    neighbour_share: float


def _weights(charset: str) -> dict[int, float]:
    """High byte -> log of its letter's share in Arabic text."""
    logs = {
        letter: math.log(share / 1000) for share, letters in _LETTERS.items() for letter in letters
    }
    logs |= dict.fromkeys(_RARE, RARE)
    return {byte: logs.get(bytes([byte]).decode(charset, "replace"), ALIEN) for byte in HIGH}


_WEIGHTS = {charset: _weights(charset) for charset in ARABIC_CHARSETS}


def declared_charset(body: bytes, content_type: str | None) -> tuple[str | None, str | None]:
    """The charsets that the header and the page's meta declare, as Python codec names.

    A label that no codec has gives None, like no label. ISO-8859-1 means windows-1252 and so on,
    as in the WHATWG Encoding Standard.
    """
    return header_charset(content_type), meta_charset(body)


@lru_cache(maxsize=64)  # a site sends the same with all its pages
def header_charset(content_type: str | None) -> str | None:
    """The charset that the header declares, as `declared_charset` gives it."""
    header = _usable(http_content_type_encoding(content_type)) if content_type else None
    if header is None and content_type and (found := _LABEL.search(content_type)):
        header = charset_of(found[1])
    return header


def meta_charset(body: bytes) -> str | None:
    """The charset that the page's meta declares, as `declared_charset` gives it."""
    head = body[:META_BYTES]
    meta = _usable(html_body_declared_encoding(head))
    if meta is None and (label := _LABEL_BYTES.search(head)):
        meta = charset_of(label[1].decode("ascii", "ignore"))
    return meta


def charset_of(label: str) -> str | None:
    """The Python codec of a label, or None."""
    label = label.strip().lower()
    return _ALIASES.get(label) or _usable(resolve_encoding(label))


def _usable(charset: str | None) -> str | None:
    """The charset, unless it is no charset of pages: Python's hex, punycode and the like."""
    if charset is None or charset.startswith(_NOT_OF_PAGES):
        return None
    try:
        b"test".decode(charset, "ignore")
    except (LookupError, UnicodeError):
        return None
    return charset


def histogram_of(body: bytes) -> Histogram:
    """The statistics of the bytes from 0x80 up, of the first SAMPLE_BYTES from where they begin."""
    first = _HIGH_BYTE.search(body)
    body = body[first.start() : first.start() + SAMPLE_BYTES] if first else b""
    counts = {byte: number for byte in HIGH if (number := body.count(byte))}
    total = sum(counts.values())
    together = sum(map(len, _RUNS.findall(body)))
    return Histogram(counts, total, together / total if total else 0.0)


def arabic_charset(histogram: Histogram) -> str | None:
    """The charset in which the bytes are Arabic, or None where they are in neither."""
    if histogram.total < HIGH_BYTES_MIN or histogram.neighbour_share < NEIGHBOUR_SHARE_MIN:
        return None
    scores = {charset: _score(histogram, charset) for charset in ARABIC_CHARSETS}
    best = max(scores, key=lambda charset: scores[charset])
    return best if scores[best] >= ARABIC_SCORE_MIN else None


def _score(histogram: Histogram, charset: str) -> float:
    """Mean log share of the letters."""
    weights = _WEIGHTS[charset]
    return (
        sum(weights[byte] * number for byte, number in histogram.counts.items()) / histogram.total
    )


@lru_cache(maxsize=64)
def same_charset(one: str | None, other: str | None) -> bool:
    """Whether two names are the same codec."""
    return bool(one and other) and codecs.lookup(str(one)).name == codecs.lookup(str(other)).name
