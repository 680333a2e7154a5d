"""Which characters the display layer and the search key change, as closed tables.

Closed means that nothing a table gives is changed by that table again; a test checks it.
Sources: Unicode 16 (Arabic Presentation Forms-A and -B, general categories Zs, Cf, Mn),
UAX #15 for the decompositions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

TATWEEL = "\u0640"
REPLACEMENT = "\ufffd"

# Signs with a shape of their own: writing them out would change what the reader sees.
KEPT_SIGNS = frozenset("\ufd3e\ufd3f\ufdfa\ufdfb\ufdfc\ufdfd")  # ﴾ ﴿ ﷺ ﷻ ﷼ ﷽
PRESENTATION_FORMS = (range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD))

INVISIBLE = (
    range(0x09),  # C0 controls; tab, line feed and carriage return are spaces, see below
    range(0x0E, 0x20),
    range(0x7F, 0x85),  # DEL and C1; U+0085 is a line end
    range(0x86, 0xA0),
    range(0xAD, 0xAE),  # soft hyphen
    range(0x061C, 0x061D),  # Arabic letter mark
    range(0x180E, 0x180F),
    range(0x200B, 0x200C),  # zero width space; ZWNJ and ZWJ stay
    range(0x200E, 0x2010),  # LRM, RLM
    range(0x202A, 0x202F),  # embeddings and overrides
    range(0x2060, 0x2065),  # word joiner, invisible operators
    range(0x2066, 0x2070),  # isolates and deprecated controls
    range(0xFEFF, 0xFF00),  # byte order mark
    range(0xFFF9, 0xFFFC),  # interlinear annotation
)
SPACES = (
    range(0x09, 0x0A),
    range(0x0B, 0x0D),
    range(0xA0, 0xA1),
    range(0x1680, 0x1681),
    range(0x2000, 0x200B),
    range(0x202F, 0x2030),
    range(0x205F, 0x2060),
    range(0x3000, 0x3001),
)
LINE_ENDS = (range(0x0D, 0x0E), range(0x85, 0x86), range(0x2028, 0x202A))
SURROGATES = (range(0xD800, 0xE000),)  # a lone one cannot be written as UTF-8

# Marks that a reader may leave out without changing the word (general category Mn, Arabic
# blocks), the end-of-ayah signs, tatweel and the joiners.
MARKS = (
    range(0x0610, 0x061B),
    range(0x064B, 0x0660),
    range(0x0670, 0x0671),
    range(0x06D6, 0x06DE),
    range(0x06DF, 0x06E9),
    range(0x06EA, 0x06EE),
    range(0x0897, 0x08A0),
    range(0x08CA, 0x0900),
    range(0x10EFA, 0x10F00),
)
JOINERS = (range(0x200C, 0x200E),)

FOLDED_LETTERS = {
    "آ": "ا",
    "أ": "ا",
    "إ": "ا",
    "ٱ": "ا",
    "ة": "ه",
    "ى": "ي",
    "ی": "ي",
    "ؤ": "ء",
    "ئ": "ء",
    "ک": "ك",
    "ڪ": "ك",
    "ہ": "ه",
    "ە": "ه",
    "ھ": "ه",
    "ۀ": "ه",
    "ۂ": "ه",
    "ۃ": "ه",
    "ۓ": "ے",
}
FOLDED_PUNCTUATION = {
    "،": ",",
    "؛": ";",
    "؟": "?",
    "٪": "%",
    "٫": ".",
    "٬": ",",
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
}
DIGITS = {chr(zero + value): str(value) for zero in (0x0660, 0x06F0) for value in range(10)}


def _chars(ranges: Iterable[range]) -> Iterator[str]:
    """Every character of the ranges."""
    return (chr(point) for span in ranges for point in span)


def _base_letters() -> dict[str, str]:
    """Presentation form -> base letters; a spacing mark gives the mark alone."""
    forms: dict[str, str] = {}
    for form in _chars(PRESENTATION_FORMS):
        letters = unicodedata.normalize("NFKC", form)
        if form not in KEPT_SIGNS and letters != form:
            forms[form] = letters.replace(" ", "").replace(TATWEEL, "")
    return forms


def character_class(characters: Iterable[str]) -> str:
    """A character class of a regular expression that matches exactly these characters.

    Written as ranges: of 3,000 characters one by one Python takes ten times as long to compile it.
    """
    places = enumerate(sorted(map(ord, characters)))
    runs = groupby(places, lambda place: place[1] - place[0])
    return "[" + "".join(_range(*(point for _, point in run)) for _, run in runs) + "]"


def _range(first: int, *others: int) -> str:
    """Consecutive code points as a part of a character class."""
    return f"\\U{first:08x}" + (f"-\\U{others[-1]:08x}" if others else "")


DISPLAY: Mapping[str, str] = {
    **_base_letters(),
    **dict.fromkeys(_chars(INVISIBLE), ""),
    **dict.fromkeys(_chars(SPACES), " "),
    **dict.fromkeys(_chars(LINE_ENDS), "\n"),
    **dict.fromkeys(_chars(SURROGATES), REPLACEMENT),
}
"""Character -> what the display layer shows in its place."""

FOLD: Mapping[str, str] = {
    **dict.fromkeys(_chars(MARKS), ""),
    **dict.fromkeys(_chars(JOINERS), ""),
    **FOLDED_LETTERS,
    **FOLDED_PUNCTUATION,
    **DIGITS,
    TATWEEL: "",
    "\n": " ",
}
"""Character -> its place in the search key, applied after the display layer."""
