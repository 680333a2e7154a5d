"""The rows that Next.js with server components writes into a page (React's Flight protocol)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

PUSHED = re.compile(r'__next_f\.push\(\[1,\s*("(?:[^"\\]|\\.)*+")\s*\]\)', re.DOTALL)
ROW = re.compile(rb"([0-9a-f]{1,6}):(?:T([0-9a-f]{1,6}),)?")
ROWS_MAX = 5_000
DEPTH_MAX = 40
MARK = "$"  # of a reference: "$1a" is the text of row 1a, "$$" a dollar sign


def read_flight(scripts: Iterable[str]) -> list[Any]:
    """The JSON of all rows, with the long texts that they refer to, in the order of the page.

    A text row counts its bytes in UTF-8; what is neither text nor JSON (modules, hints) is left
    out.
    """
    pieces = [found[1] for script in scripts for found in PUSHED.finditer(script)]
    stream = "".join(_string(piece) for piece in pieces).encode("utf-8", "replace")
    texts: dict[str, str] = {}
    values = list(_rows(stream, texts))
    return [_whole(value, texts, 0) for value in values] if texts else values


def _string(literal: str) -> str:
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return ""


def _rows(stream: bytes, texts: dict[str, str]) -> Iterator[Any]:
    """The values of the rows; the texts go to `texts` under their numbers."""
    at = 0
    for _ in range(ROWS_MAX):
        row = ROW.match(stream, at)
        if row is None:
            at = stream.find(b"\n", at) + 1
            if at == 0:
                return
            continue
        if row[2]:
            at = row.end() + int(row[2], 16)
            texts[row[1].decode()] = stream[row.end() : at].decode("utf-8", "replace")
            continue
        end = stream.find(b"\n", row.end())
        end = end if end >= 0 else len(stream)
        yield from _json(stream[row.end() : end])
        at = end + 1


def _json(raw: bytes) -> Iterator[Any]:
    if raw[:1] in b"[{" and raw:
        try:
            yield json.loads(raw)
        except (ValueError, RecursionError):
            return


def _whole(value: Any, texts: dict[str, str], depth: int) -> Any:
    """The value with texts in the place of references to them."""
    if isinstance(value, str):
        return texts.get(value[1:], value) if value.startswith(MARK) else value
    if depth > DEPTH_MAX:
        return None
    if isinstance(value, list):
        return [_whole(each, texts, depth + 1) for each in value]
    if isinstance(value, dict):
        return {key: _whole(each, texts, depth + 1) for key, each in value.items()}
    return value
