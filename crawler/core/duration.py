"""Times as people write them on a command line."""

from __future__ import annotations

import re

FORM = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)?")
UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def seconds_of(text: str) -> float:
    """Seconds in "90", "90s", "10m", "1.5h" or "1d". Raises ValueError with the text.

    >>> seconds_of("10m")
    600.0
    """
    match = FORM.fullmatch(text.strip())
    if not match or not float(match[1]):
        message = f"not a time: {text!r}; write 90s, 10m or 1h"
        raise ValueError(message)
    return float(match[1]) * UNITS_S[match[2] or "s"]


def in_words(seconds: float) -> str:
    """A time in two units at most.

    >>> in_words(59.4), in_words(600), in_words(90_000)
    ('59 s', '10 min', '1 d 1 h')
    """
    whole = round(seconds)
    for size, word, small, small_word in (
        (86400, "d", 3600, "h"),
        (3600, "h", 60, "min"),
        (60, "min", 1, "s"),
    ):
        if whole >= size:
            rest = whole % size // small
            return f"{whole // size} {word}" + (f" {rest} {small_word}" if rest else "")
    return f"{whole} s"
