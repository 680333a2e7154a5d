"""Writes numbers in one form: 29.4 and 2,500 become one word each, 4ر29 becomes 29.4."""

from __future__ import annotations

import re

from crawler.core.dedup.letters import DIGIT, LETTER, SEPARATOR
from crawler.core.dedup.plain_letters import plain_bytes
from crawler.core.dedup.runs import Places

_RA = "ر"  # the decimal comma of news agencies; what stands before it is read last: 4ر29 is 29.4
TOUCHING = bytes([DIGIT, LETTER, DIGIT])
"""Kinds of the runs of a number that may be turned."""
_SEPARATED = bytes([DIGIT, SEPARATOR, DIGIT])
_PLAIN_RA, _PLAIN_DIGIT = plain_bytes(_RA), b"[%b]" % re.escape(plain_bytes("0123456789"))
_PLAIN_DOTS = plain_bytes(".,")
_PLAIN_DOT = b"[%b]" % re.escape(_PLAIN_DOTS)
# Dots are still there: they leave a number when it was turned, so that 4ر29,500 is 29500 and 4.
_PLAIN_PART = b"%b++(?:%b%b++)*+" % (_PLAIN_DIGIT, _PLAIN_DOT, _PLAIN_DIGIT)
_PLAIN_TURNED = re.compile(
    b"(?<!%b)(?<!%b%b)%b(?:%b%b)+"
    % (_PLAIN_DIGIT, _PLAIN_DIGIT, _PLAIN_DOT, _PLAIN_PART, re.escape(_PLAIN_RA), _PLAIN_PART)
)
_TURNED = re.compile(rf"(?<!\d)\d++(?:{_RA}\d++)+")
_DOTS = re.compile(r"[.,](?<=\d.)(?=\d)")


def turned(text: bytes) -> bytes:
    """A text that is folded by the alphabet of `plain_letters`, numbers with a ra turned round."""
    return _PLAIN_TURNED.sub(lambda found: b"".join(found[0].split(_PLAIN_RA)[::-1]), text)


def without_dots(text: bytes, edges: Places, told: bytes) -> bytes:
    """Such a text without the dots and commas inside numbers (see `Runs`)."""
    parts, start = [], 0
    place_of = edges.item
    number = told.find(_SEPARATED)
    while number >= 0:
        place = place_of(number + 2)
        if text[place] in _PLAIN_DOTS and place_of(number + 1) + 1 == place:
            parts.append(text[start:place])
            start = place + 1
        number = told.find(_SEPARATED, number + 2)
    return b"".join([*parts, text[start:]]) if parts else text


def joined_in_text(text: str) -> str:
    """A folded text, its numbers in one writing."""
    text = _DOTS.sub("", text)
    return _TURNED.sub(lambda found: "".join(found[0].split(_RA)[::-1]), text)
