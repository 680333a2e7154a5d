"""Strings that are hard for a regular expression, made from the expression itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as codes  # the stdlib's own reading of a pattern
from re import _parser as parser
from typing import Any

ENDS = ("", "\x00", "!", "\n", "ن", "7")  # one of them does not match
SAMPLES = {
    codes.CATEGORY_DIGIT: "7",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_WORD: "-",
}
CANDIDATES = "a7 نم-.<>\"'=&;:/,()[]{}|\\\n\x00_%#"
MAX_TOUR = 4  # how often the sample of a repeat holds its body


def hostile(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """(start, pump, end): the start once, the pump many times, an end that may not match."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    is_bytes = isinstance(pattern.pattern, bytes)
    pumps = dict.fromkeys(_pumps(tree, ""))
    whole = _sample(tree)
    seen = set()
    for start, pump in [*pumps, ("", whole), ("", whole[:-1]), (whole, " "), ("", " "), ("", "7")]:
        for end in ENDS:
            if pump and (start, pump, end) not in seen:
                seen.add((start, pump, end))
                yield tuple(map(_narrow, (start, pump, end))) if is_bytes else (start, pump, end)


def _narrow(text: str) -> bytes:
    return text.encode("latin-1", "ignore") or b"a"


def _pumps(tree: Any, before: str) -> Iterator[tuple[str, str]]:  # noqa: C901 - one case a kind
    """Every repeat with what stands before it; its body, and the bodies of repeats around it."""
    singles: list[str] = []
    for code, value in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, most, body = value
            pump = _sample(body)
            if most > 1:
                yield before, pump
                yield "", before + pump
                yield "", pump
                for one in singles:
                    yield before, one + pump
            if most == codes.MAXREPEAT:
                singles.append(pump)
            yield from _pumps(body, before)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _pumps(branch, before)
                yield "", before + _sample(branch)
        elif code is codes.SUBPATTERN:
            yield from _pumps(value[3], before)
        elif code is codes.ATOMIC_GROUP:
            yield from _pumps(value, before)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _pumps(value[1], before)
        before += _sample([(code, value)])


def _sample(tree: Any) -> str:
    """A short text that the pattern takes, lookarounds and back references left aside."""
    return "".join(_one(code, value) for code, value in tree)


def _one(code: Any, value: Any) -> str:  # noqa: PLR0911 - one case a kind
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.NOT_LITERAL:
        return next(each for each in CANDIDATES if each != chr(value))
    if code is codes.ANY:
        return "a"
    if code is codes.IN:
        return _of_class(value)
    if code is codes.BRANCH:
        return _sample(value[1][0])
    if code is codes.SUBPATTERN:
        return _sample(value[3])
    if code is codes.ATOMIC_GROUP:
        return _sample(value)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _sample(value[2]) * min(max(value[0], 1), max(MAX_TOUR, value[0]))
    return ""


def _of_class(members: Any) -> str:
    if members[0][0] is codes.NEGATE:
        return next((each for each in CANDIDATES if not _holds(members[1:], each)), "ظ")
    for code, value in members:
        if code is codes.LITERAL:
            return chr(value)
        if code is codes.RANGE:
            return chr(value[0])
        if code is codes.CATEGORY and value in SAMPLES:
            return SAMPLES[value]
    return "a"


def _holds(members: Any, char: str) -> bool:
    for code, value in members:
        if code is codes.LITERAL and chr(value) == char:
            return True
        if code is codes.RANGE and value[0] <= ord(char) <= value[1]:
            return True
        if code is codes.CATEGORY and _in_category(value, char):
            return True
    return False


def _in_category(category: Any, char: str) -> bool:
    kinds = {
        codes.CATEGORY_DIGIT: char.isdigit(),
        codes.CATEGORY_SPACE: char.isspace(),
        codes.CATEGORY_WORD: char.isalnum() or char == "_",
    }
    opposite = {
        codes.CATEGORY_NOT_DIGIT: codes.CATEGORY_DIGIT,
        codes.CATEGORY_NOT_SPACE: codes.CATEGORY_SPACE,
        codes.CATEGORY_NOT_WORD: codes.CATEGORY_WORD,
    }
    return not kinds[opposite[category]] if category in opposite else kinds[category]
