"""The two forms in which Nuxt puts its data into a page."""

from __future__ import annotations

import re
from typing import Any

from crawler.core.extract.state.literal import NotALiteralError, read_list, read_literal

VALUES_MAX = 50_000
DEPTH_MAX = 40
# Nuxt 2: (function(a,b){return {data:[{title:a}]}}("...",1)); 40 kB of it are common.
CALL = re.compile(r"\(\s*function\s*\(([\w$,\s]*)\)\s*\{\s*return\s*")
CLOSING = re.compile(r"\s*+(?:;\s*+)?\}\s*+\)?+\s*+\(")
WRAPPERS = frozenset(
    ("Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "EmptyShallowRef")
)


def read_call(text: str, start: int) -> Any:
    """What a Nuxt 2 function returns when it is called with its arguments; runs nothing.

    Raises NotALiteralError when it is more than a literal.
    """
    call = CALL.match(text, start)
    if call is None:
        raise NotALiteralError("no call")
    parameters = [name.strip() for name in call[1].split(",") if name.strip()]
    unknown = dict.fromkeys(parameters)
    _, end = read_literal(text, call.end(), unknown)  # once to see where the arguments stand
    closing = CLOSING.match(text, end)
    if closing is None:
        raise NotALiteralError("the function does more than return")
    arguments, _ = read_list(text, closing.end())
    given = unknown | dict(zip(parameters, arguments, strict=False))
    return read_literal(text, call.end(), given)[0]


def joined(values: Any) -> Any:
    """A Nuxt 3 payload, a flat list whose numbers are places in it, as what it stands for.

    The form is that of the `devalue` package. What is no such list comes back as it is.
    """
    if not isinstance(values, list) or len(values) > VALUES_MAX:
        return values
    budget = [VALUES_MAX]
    return _at(values, 0, 0, budget)


def _at(values: list[Any], place: Any, depth: int, budget: list[int]) -> Any:
    budget[0] -= 1
    is_place = isinstance(place, int) and not isinstance(place, bool) and 0 <= place < len(values)
    if not is_place or depth > DEPTH_MAX or budget[0] < 0:
        return None
    value = values[place]
    if isinstance(value, dict):
        return {key: _at(values, part, depth + 1, budget) for key, part in value.items()}
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], str):  # a wrapper such as ["Reactive", 1], or a date
        if value[0] in WRAPPERS or value[0] == "Set":
            return _at(values, value[1], depth + 1, budget) if len(value) > 1 else None
        return value[1] if len(value) > 1 else None
    return [_at(values, part, depth + 1, budget) for part in value]
