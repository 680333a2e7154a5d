"""Reads the JSON-LD of a page, as sites really write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

NODES_MAX = 2_000  # a page with more is no news page
WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
UNWRAPPING = re.compile(r"(?:-->|//\s*+\]\]>|/\*\s*+\]\]>\s*+\*/|\]\]>)\s*+;?\s*+$")
WRAPPERS = ("-->", "]]>", "*/")  # what ends a wrapped script
SURROGATE = re.compile("[\ud800-\udfff]")
ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")  # such as \', which JSON does not have
# What holds other articles, by its type or by the key that leads to it.
LIST_TYPES = frozenset(("itemlist", "collectionpage", "searchresultspage"))
LISTING_KEYS = frozenset(
    ("liveblogupdate", "mentions", "isrelatedto", "relatedlink", "citation", "comment", "haspart",
     "isbasedon", "subjectof", "itemreviewed", "about")
)  # fmt: skip
LISTED = "@listed"  # the mark of a node inside one
ADDRESS_KEYS = ("url", "mainentityofpage", "@id")
# What may stand elsewhere in the page, with its `@id` alone in its place (JSON-LD 1.1, 3.3).
REFERRING = ("author", "creator", "publisher", "image")
TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_ARTICLE_TYPES = (
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle "
    "blogposting backgroundnewsarticle reviewnewsarticle socialmediaposting liveblogposting "
    "report techarticle scholarlyarticle advertisercontentarticle satiricalarticle"
)
ARTICLE_TYPES = frozenset(_ARTICLE_TYPES.split())
DECODER = json.JSONDecoder(strict=False)
Node = dict[str, Any]


def read_json_ld(scripts: Iterable[str]) -> list[Node]:
    """All objects of all scripts, outer ones first, with lower-case keys.

    Arrays, `@graph` and objects inside objects are flattened. A script that cannot be read is
    left out. Lone surrogates become U+FFFD. What stands in a list of other things has the key
    `@listed`.
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
    found = node.get("@type")
    if isinstance(found, str):
        return _types_in((found,))
    return _types_in(tuple(map(str, found))) if isinstance(found, list) else frozenset()


@lru_cache(maxsize=1_024)  # every finder asks for the few types that there are
def _types_in(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.rsplit("/", 1)[-1].lower() for name in names)


def article_nodes(nodes: Iterable[Node]) -> list[Node]:
    """The nodes that describe an article; those of lists (related, live updates) are none."""
    return [node for node in nodes if types_of(node) & ARTICLE_TYPES and LISTED not in node]


def own_articles(nodes: list[Node], url: str) -> list[Node]:
    """Of several articles those that do not state the address of another page than `url`."""
    if len(nodes) < 2:  # noqa: PLR2004 - several
        return nodes
    path = unquote(urlsplit(url).path).rstrip("/")
    told = {id(node): paths_of(node) for node in nodes}
    if not any(path in paths for paths in told.values()):
        return nodes
    return [node for node in nodes if not told[id(node)] or path in told[id(node)]]


def with_parts(articles: list[Node], nodes: Iterable[Node]) -> list[Node]:
    """The articles with the nodes that they refer to in place of the references.

    >>> person = {"@id": "#a", "name": "Salem"}
    >>> with_parts([{"author": {"@id": "#a"}}], [person])
    [{'author': {'@id': '#a', 'name': 'Salem'}}]
    """
    if not any(_refers(node.get(key)) for node in articles for key in REFERRING):
        return articles
    known = {name: node for node in nodes if (name := _name_of(node)) and len(node) > 1}
    return [
        node | {key: _referred(node[key], known) for key in REFERRING if key in node}
        for node in articles
    ]


def _refers(value: Any) -> bool:
    """True for `{"@id": …}` and for a list with one."""
    if isinstance(value, list):
        return any(map(_refers, value))
    return isinstance(value, dict) and len(value) == 1 and "@id" in value


def _referred(value: Any, known: Mapping[str, Node]) -> Any:
    if isinstance(value, list):
        return [_referred(each, known) for each in value]
    return known.get(_name_of(value), value) if _refers(value) else value


def _name_of(node: Node) -> str:
    name = node.get("@id")
    return name if isinstance(name, str) else ""


def paths_of(node: Node) -> set[str]:
    """The paths of the addresses that a node gives as its own."""
    found = set()
    for key in ADDRESS_KEYS:
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and "/" in value:
            with suppress(ValueError):
                found.add(unquote(urlsplit(value).path).rstrip("/"))
    return found


def _values(script: str) -> Iterator[Any]:
    text = WRAPPING.sub("", script, count=1).strip()
    if text.rstrip("; \t\r\n\f").endswith(WRAPPERS):
        text = UNWRAPPING.sub("", text, count=1).strip()
    plain = unescape(text) if text[:24].find("&quot;") >= 0 else text
    for candidate in _readings(plain):
        try:
            yield from _documents(candidate)
        except (ValueError, RecursionError):
            continue
        return


def _readings(text: str) -> Iterator[str]:
    """The text as it is; then without what JSON does not allow, which few pages need."""
    yield text
    yield ESCAPE.sub("", TRAILING_COMMA.sub("", text))


def _documents(text: str) -> list[Any]:
    """The JSON values of a script, mostly one; some sites write several one after the other."""
    found, position = [], 0
    while position < len(text):
        value, position = DECODER.raw_decode(text, position)
        found.append(value)
        while position < len(text) and text[position] in " \t\r\n;,\ufeff":
            position += 1
    return found


def _flatten(value: Any) -> list[Node]:
    nodes: list[Node] = []
    waiting = [(value, False)]
    while waiting and len(nodes) < NODES_MAX:
        current, listed = waiting.pop(0)
        if isinstance(current, list):
            waiting[:0] = [(part, listed) for part in current]
        elif isinstance(current, dict):
            node = {
                key.lower(): _whole(part) if isinstance(part, str) else part
                for key, part in current.items()
            }
            if listed:
                node[LISTED] = True
            nodes.append(node)
            listed = listed or bool(types_of(node) & LIST_TYPES)
            waiting.extend(
                (part, listed or key in LISTING_KEYS)
                for key, part in node.items()
                if isinstance(part, dict | list)
            )
    return nodes


def _whole(text: str) -> str:
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def text_in(value: Any) -> str:
    """The first text of a value: a string, the name of an object, or that of a list's first."""
    while isinstance(value, list | dict):
        if isinstance(value, dict):
            value = {str(key).lower(): part for key, part in value.items()}
            value = value.get("name") or value.get("@value") or value.get("url") or ""
        else:
            value = value[0] if value else ""
    return SURROGATE.sub("\ufffd", value).strip() if isinstance(value, str) else ""
