"""Reads the JSON-LD of a page, as sites really write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

NODES_MAX = 2_000  # a page with more is no news page
WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
UNWRAPPING = re.compile(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$")
SURROGATE = re.compile("[\ud800-\udfff]")
TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_ARTICLE_TYPES = (
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle "
    "blogposting backgroundnewsarticle reviewnewsarticle socialmediaposting liveblogposting "
    "report techarticle scholarlyarticle advertisercontentarticle satiricalarticle"
)
ARTICLE_TYPES = frozenset(_ARTICLE_TYPES.split())
Node = dict[str, Any]


def read_json_ld(scripts: Iterable[str]) -> list[Node]:
    """All objects of all scripts, outer ones first, with lower-case keys.

    Arrays, `@graph` and objects inside objects are flattened. A script that cannot be read is
    left out. Lone surrogates become U+FFFD.
    """
    nodes: list[Node] = []
    for script in scripts:
        for value in _values(script):
            nodes.extend(_flatten(value))
        if len(nodes) >= NODES_MAX:
            break
    return nodes[:NODES_MAX]


def types_of(node: Node) -> frozenset[str]:
    """The names of `@type` in lower case, without the address of schema.org."""
    found = node.get("@type") or ()
    names = found if isinstance(found, list) else [found]
    return frozenset(str(name).rsplit("/", 1)[-1].lower() for name in names)


def article_nodes(nodes: Iterable[Node]) -> list[Node]:
    """The nodes that describe an article."""
    return [node for node in nodes if types_of(node) & ARTICLE_TYPES]


def _values(script: str) -> Iterator[Any]:
    text = UNWRAPPING.sub("", WRAPPING.sub("", script, count=1), count=1).strip()
    for candidate in (text, TRAILING_COMMA.sub("", text)):
        try:
            yield json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        return


def _flatten(value: Any) -> list[Node]:
    nodes: list[Node] = []
    waiting = [value]
    while waiting and len(nodes) < NODES_MAX:
        current = waiting.pop(0)
        if isinstance(current, list):
            waiting[:0] = current
        elif isinstance(current, dict):
            node = {str(key).lower(): _whole(part) for key, part in current.items()}
            nodes.append(node)
            waiting.extend(part for part in node.values() if isinstance(part, dict | list))
    return nodes


def _whole(value: Any) -> Any:
    return SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def text_in(value: Any) -> str:
    """The first text of a value: a string, the name of an object, or that of a list's first."""
    while isinstance(value, list | dict):
        if isinstance(value, dict):
            value = {str(key).lower(): part for key, part in value.items()}
            value = value.get("name") or value.get("@value") or value.get("url") or ""
        else:
            value = value[0] if value else ""
    return SURROGATE.sub("\ufffd", value).strip() if isinstance(value, str) else ""
