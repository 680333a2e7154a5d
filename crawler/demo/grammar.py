"""A small grammar of Arabic news: frames with choices, slots, agreement and counted nouns.

[a|b]             one of the choices, which may hold slots
{city}            a word of the list `city`, each time another one
{city1}           the same word all through a story
{#3-40 منزل}      a number with its counted noun in the right form; without noun a bare number
{speaker}         a person: with role and name at first, by name afterwards
{speaker:قال/قالت} what agrees with the gender of `speaker`, `witness` or `org`
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

TOKEN = re.compile(r"\{[^{}]*\}|[\[\]|]|[^\[\]{}|]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences of parts."""

    options: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands between braces: a name, and forms when it only agrees with that name."""

    name: str
    forms: tuple[str, ...] = ()


Part = str | Slot | Choice


@cache
def parse(frame: str) -> tuple[Part, ...]:
    """The parts of a frame; ValueError when a bracket has no partner."""
    tokens = TOKEN.findall(frame)
    parts, end = _sequence(tokens, 0)
    if end != len(tokens) or "".join(tokens) != frame:
        message = f"unbalanced brackets in the frame {frame!r}"
        raise ValueError(message)
    return parts


def _sequence(tokens: list[str], at: int) -> tuple[tuple[Part, ...], int]:
    parts: list[Part] = []
    while at < len(tokens) and tokens[at] not in "|]":
        if tokens[at] == "[":
            choice, at = _choice(tokens, at + 1)
            parts.append(choice)
            continue
        token = tokens[at]
        parts.append(_slot(token[1:-1]) if token[0] == "{" else token)
        at += 1
    return tuple(parts), at


def _choice(tokens: list[str], at: int) -> tuple[Choice, int]:
    options = []
    while True:
        option, at = _sequence(tokens, at)
        options.append(option)
        if at >= len(tokens):
            message = f"a choice is never closed: {''.join(tokens)!r}"
            raise ValueError(message)
        if tokens[at] == "]":
            return Choice(tuple(options)), at + 1
        at += 1


def _slot(text: str) -> Slot:
    if text[0] == "#":
        return Slot(text)
    name, _, forms = text.partition(":")
    return Slot(name, tuple(forms.split("/")) if forms else ())
