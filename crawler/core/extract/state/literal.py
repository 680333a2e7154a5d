"""Reads a JavaScript literal, as Nuxt and hand-made pages write their data; runs nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

DEPTH_MAX = 60
SPACE = re.compile(r"(?:[\s\ufeff]+|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)*")
NAME = re.compile(r"[A-Za-z_$][\w$]*")
NUMBER = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\.)*`', re.DOTALL)
ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL
)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
WORDS = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}
SHORT = {"!0": True, "!1": False}
VOID = re.compile(r"void\s+0")
DATE = re.compile(r"new\s+Date\s*\(")
SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
LAST_POINT = 0x10FFFF


class NotALiteralError(ValueError):
    """What stands there is code, or ends too early."""


def read_literal(
    text: str, start: int = 0, names: Mapping[str, Any] | None = None
) -> tuple[Any, int]:
    """The value that begins at `start`, and where it ends; `names` are what identifiers stand for.

    Raises NotALiteralError for anything that would have to be run.

    >>> read_literal("{title: 'خبر', n: [1, void 0, a]} + 2", names={"a": "ب"})
    ({'title': 'خبر', 'n': [1, None, 'ب']}, 33)
    """
    return _Reader(text, names or {}).value(start, 0)


def read_list(
    text: str, start: int, names: Mapping[str, Any] | None = None
) -> tuple[list[Any], int]:
    """The values up to the next bracket that closes, and where they end: arguments of a call."""
    return _Reader(text, names or {}).values(start, 0, ")")


class _Reader:
    def __init__(self, text: str, names: Mapping[str, Any]) -> None:
        self.text = text
        self.names = names

    def skip(self, at: int) -> int:
        """Where the next thing begins: behind spaces and comments."""
        found = SPACE.match(self.text, at)
        return found.end() if found else at

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        """Any value and where it ends; raises NotALiteralError, as all of these."""
        at = self.skip(at)
        if depth > DEPTH_MAX:
            raise NotALiteralError("too deep")
        first = self.text[at : at + 1]
        if first == "{":
            return self.members(at + 1, depth + 1)
        if first == "[":
            return self.values(at + 1, depth + 1, "]")
        if first in "\"'`" and first:
            return self.string(at)
        if found := NUMBER.match(self.text, at):
            return _number(found[0]), found.end()
        return self.word(at, depth)

    def word(self, at: int, depth: int) -> tuple[Any, int]:
        """A constant, a date, or a name whose value is known."""
        short = self.text[at : at + 2]
        if short in SHORT:
            return SHORT[short], at + 2
        if found := VOID.match(self.text, at):
            return None, found.end()
        if found := DATE.match(self.text, at):
            inner, end = self.values(found.end(), depth + 1, ")")
            return (inner[0] if inner else None), end
        found = NAME.match(self.text, at)
        if found is None or not (found[0] in WORDS or found[0] in self.names):
            raise NotALiteralError(f"code at {at}")
        name = found[0]
        return (self.names[name] if name in self.names else WORDS[name]), found.end()

    def string(self, at: int) -> tuple[str, int]:
        """A quoted text; a template only without places to fill."""
        found = STRING.match(self.text, at)
        if found is None or (found[0][0] == "`" and "${" in found[0]):
            raise NotALiteralError(f"no string at {at}")
        return unescaped(found[0][1:-1]), found.end()

    def values(self, at: int, depth: int, end: str) -> tuple[list[Any], int]:
        """What stands between commas up to `end`."""
        made: list[Any] = []
        while True:
            at = self.skip(at)
            if self.text.startswith(end, at):
                return made, at + 1
            if self.text.startswith(",", at) and end == "]":  # a hole, as in [,1]
                at += 1
                continue
            value, at = self.value(at, depth)
            made.append(value)
            at = self.after(at, end)

    def members(self, at: int, depth: int) -> tuple[dict[str, Any], int]:
        """The members of an object, behind its brace."""
        made: dict[str, Any] = {}
        while True:
            at = self.skip(at)
            if self.text.startswith("}", at):
                return made, at + 1
            key, at = self.key(at)
            at = self.skip(at)
            if self.text.startswith(":", at):
                made[key], at = self.value(at + 1, depth)
            elif key in self.names:  # {title} for {title: title}
                made[key] = self.names[key]
            else:
                raise NotALiteralError(f"no value at {at}")
            at = self.after(at, "}")

    def key(self, at: int) -> tuple[str, int]:
        """The name of a member, and where it ends; raises NotALiteralError."""
        if self.text[at : at + 1] in ('"', "'"):
            return self.string(at)
        found = NAME.match(self.text, at) or NUMBER.match(self.text, at)
        if found is None:
            raise NotALiteralError(f"no key at {at}")
        return found[0], found.end()

    def after(self, at: int, end: str) -> int:
        """Behind the comma, or at the end."""
        at = self.skip(at)
        if self.text.startswith(",", at):
            return at + 1
        if self.text.startswith(end, at):
            return at
        raise NotALiteralError(f"neither a comma nor {end} at {at}")


def unescaped(raw: str) -> str:
    r"""The text of a string literal without its quotes (ECMA-262, 12.9.4).

    >>> unescaped(r"\u0639\x41\n\'")
    "عA\n'"
    """
    if "\\" not in raw:
        return raw
    text = ESCAPE.sub(_character, raw)
    return SURROGATES.sub(
        lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text
    )


def _character(found: re.Match[str]) -> str:
    point = found[1] or found[2] or found[3]
    if point:
        number = int(point, 16)
        return chr(number) if number <= LAST_POINT else "\ufffd"
    return ESCAPES.get(found[4], found[4])


def _number(text: str) -> float | int:
    if text.lower().lstrip("+-").startswith("0x"):
        return int(text, 16)
    try:
        number: float | int = json.loads(text)
    except ValueError:
        number = float(text)
    return number
