"""A date string as a row of tokens, each with a one-letter code, so that grammar is a pattern.

Codes: n number of one or two digits, y four digits, x another number, o number word,
m Gregorian month, h Hijri month, e Hijri sign, d numeric date, w weekday, r day word,
t clock time, p part of the day, v bare م (pm, or AD after a year), c "the clock", q minutes in
words, s half or quarter, u unit, a "ago" before, g "ago" around, i vague moment, j now,
l "last", L "last month" and its like, f "up to", z zone, Z unknown zone, b segment break, k any
other word. Fillers and separators give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crawler.core.arabic import date_words as words
from crawler.core.arabic.months import GREGORIAN_MONTHS, HIJRI_MONTHS
from crawler.core.arabic.months_foreign import FOREIGN_MONTHS
from crawler.core.arabic.numbers import NUMBER_WORDS
from crawler.core.arabic.zones import ABBREVIATIONS, AMBIGUOUS, ZONE_NAMES

FIGURES_YEAR, FIGURES_SHORT = 4, 2


class Token(NamedTuple):
    """One token: its code, its search key, and its number where it has one."""

    code: str
    key: str
    value: int = 0


# "الاثنين" is Monday, "اثنين" is two.
_WEEKDAYS = {
    key: day
    for key, day in words.WEEKDAYS.items()
    if key not in NUMBER_WORDS or key.startswith("ال")
}
# Words with a number, then words without; where two tables have a word, the later one wins.
_NUMBERED: tuple[tuple[str, Mapping[str, int]], ...] = (
    ("m", FOREIGN_MONTHS),
    ("o", NUMBER_WORDS),
    ("m", GREGORIAN_MONTHS),
    ("h", HIJRI_MONTHS),
    ("w", _WEEKDAYS),
    ("r", words.DAY_WORDS),
    ("q", words.MINUTES),
    ("s", words.SHARES),
)
_PLAIN: tuple[tuple[str, Iterable[str]], ...] = (
    ("p", words.DAY_PARTS),
    ("u", words.UNITS),
    ("i", words.VAGUE),
    ("L", words.PREVIOUS),
    ("j", words.NOW),
    ("c", words.CLOCK),
    ("f", words.UP_TO),
    ("l", words.keys_of(words.LAST)),
    ("g", words.keys_of(words.AGO_AROUND)),
    ("a", words.keys_of(words.AGO_BEFORE)),
    ("z", (*ABBREVIATIONS, "gmt", "utc", "ut", "z", "ت غ", "ت.غ")),
    ("Z", AMBIGUOUS),
    ("e", ("ه", "هجري", "هجريه", "هجريا")),
    ("v", ("م",)),
    ("", ("و", "ميلادي", "ميلاديه", "ميلاديا")),
)


def _table() -> dict[str, Token]:
    """Search key -> token."""
    table = {key: Token("", key) for key in words.FILLERS}
    for code, numbers in _NUMBERED:
        table.update((key, Token(code, key, value)) for key, value in numbers.items())
    for code, keys in _PLAIN:
        table.update((key, Token(code, key)) for key in keys)
    return table


_TABLE = _table()
_JOINED = frozenset("uwr")  # codes of words to which "and" is joined
_PHRASES = sorted((key for key in _TABLE if re.search(r"[^\w]|\d", key)), key=len, reverse=True)
# Behind "5.44" one of these makes it a time.
_PARTS = sorted({*words.DAY_PARTS, "م"}, key=len, reverse=True)
_ZONES = sorted(ZONE_NAMES, key=len, reverse=True)
_TOKEN = re.compile(
    r"(?P<date>(?<!\d)\d{1,4}\s?([/.-])\s?\d{1,2}\s?\2\s?\d{1,4}(?!\d))"
    r"|(?P<time>(?<!\d)(?<!\d:)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?![\d:])"
    rf"|(?<![\d.])\d{{1,2}}\.[0-5]\d(?=\s?(?:{'|'.join(map(re.escape, _PARTS))})(?!\w)))"
    r"(?P<offset>\s?(?:\+\d{2}(?::?\d{2})?|-\d{4})(?![\d:]))?"
    r"|(?:ب?توقيت\s(?:العاصمه\s|مدينه\s)?"
    rf"(?P<zone>{'|'.join(map(re.escape, _ZONES))})|(?P<local>بالتوقيت المحلي)"
    r"|ب?توقيت\s(?P<nowhere>(?!النشر|التحديث|الخبر)\w+)|(?P<gmt>(?:gmt|utc|[غج]ريني?تش)\s?[+-]\d{1,2}(?::?\d{2})?))(?!\w)"
    rf"|(?P<phrase>(?<!\w)(?:{'|'.join(map(re.escape, _PHRASES))})(?!\w))"
    r"|(?P<word>[^\W\d_]+)|(?P<number>\d+)|(?P<bar>[|•·●\u2016])"
)


def _token(kind: str, text: str) -> Token:
    """The token of one match."""
    match kind:
        case "word" | "phrase":
            return _TABLE.get(text) or _with_and(text)
        case "number":
            code = {1: "n", FIGURES_SHORT: "n", FIGURES_YEAR: "y"}.get(len(text), "x")
            return Token(code, text, int(text[:18]))
        case "zone" | "local" | "gmt" | "offset":
            return Token("z", text.strip())
        case "nowhere":
            return Token("Z", text)
        case "time":
            return Token("t", text if ":" in text else text.replace(".", ":"))
        case _:
            return Token({"date": "d", "bar": "b"}[kind], text)


def _with_and(word: str) -> Token:
    """A word that is in no table: "and" may be written together with a unit or a day."""
    token = _TABLE.get(word[1:]) if word.startswith("و") else None
    return token if token and token.code in _JOINED else Token("k", word)


def tokens_of(key: str) -> Iterator[Token]:
    """The tokens of a search key, without fillers and separators."""
    for found in _TOKEN.finditer(key):
        kind = "time" if found["time"] else found.lastgroup or "bar"
        token = _token(kind, found[kind])
        if token.code:
            yield token
        if found["offset"]:
            yield _token("offset", found["offset"])
