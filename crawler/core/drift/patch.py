"""A spider's module with other selectors, as a difference that a person reads."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Mapping

from crawler.core.errors import ProfileError

MODEL = "SiteProfile"


def patched(source: str, selectors: Mapping[str, str]) -> str:
    """The source with new values of arguments of its SiteProfile; all else stays to the letter.

    Raises ProfileError when it has no such call, or not exactly one value for a field.
    """
    lines = source.splitlines(keepends=True)
    found = _values(source)
    places = []
    for name, selector in selectors.items():
        if name not in found:
            raise ProfileError(f"{name}: the module has no {MODEL} with a plain value for it")
        places.append((found[name], selector))
    places.sort(key=lambda place: (place[0].lineno, place[0].col_offset), reverse=True)
    for node, selector in places:
        _replace(lines, node, selector)
    return "".join(lines)


def difference(path: str, before: str, after: str) -> str:
    """The unified difference of a file, as `git apply` takes it."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    return "".join(lines)


def _values(source: str) -> dict[str, ast.Constant]:
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == MODEL
    ]
    if len(calls) != 1:
        raise ProfileError(f"the module has {len(calls)} calls of {MODEL}, one is needed")
    return {
        word.arg: word.value
        for word in calls[0].keywords
        if word.arg and isinstance(word.value, ast.Constant)
    }


def _replace(lines: list[str], node: ast.Constant, selector: str) -> None:
    """Put a value in the place of another; columns of `ast` count bytes of UTF-8."""
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    head = lines[first].encode()[: node.col_offset].decode()
    tail = lines[last].encode()[node.end_col_offset :].decode()
    lines[first : last + 1] = [f"{head}{_quoted(selector)}{tail}"]


def _quoted(text: str) -> str:
    return repr(text) if '"' in text else f'"{text}"'
