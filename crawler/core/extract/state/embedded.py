"""The data that a page holds for its script: JSON scripts, assigned states, lists in JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any

from crawler.core.extract.jsonld import DECODER, LIST_TYPES, types_of
from crawler.core.extract.page import Page
from crawler.core.extract.state.flight import read_flight
from crawler.core.extract.state.literal import STRING, NotALiteralError, read_literal, unescaped
from crawler.core.extract.state.nuxt import joined, read_call

SCRIPTS_MAX = 60
ASSIGNED_MAX = 12  # of one page; each costs a reading of its script at most
CHARS_MAX = 4_000_000  # of all scripts together
CHARS_MIN = 20
NUXT_ID = "__NUXT_DATA__"
FLIGHT, FLIGHT_START = "__next_f.push(", 40  # how such a script begins
# window.__INITIAL_STATE__ = {…}, window["state"] = JSON.parse("…"), var __DATA__ = […],
# Fusion.globalContent={"…": of any object only what is JSON, since code sets more than state.
ASSIGNED = re.compile(
    r"(?:\b(?:window|self|globalThis)\s*(?:\.\s*[\w$]{1,60}|\[\s*[\"'][\w$.-]{1,60}[\"']\s*\])"
    r"|\b(?:var|let|const)\s+[\w$]{1,60})\s*=\s*(?=[\[{(]|JSON\s*\.\s*parse\s*\()"
    r"|\.[\w$]{1,60}\s*=\s*(?=\{\s*\")"
)
# data-page="{&quot;…", :article='{"…': what Inertia, Vue and Astro put into an element.
ATTRIBUTE = re.compile(
    r"""=(?:"(?=[\[{]{1,2}&quot;)([^"]{200,4000000})"|'(?=[\[{]{1,2}")([^']{200,4000000})')"""
)
ATTRIBUTES_MAX = 20
PARSE = re.compile(r"JSON\s*\.\s*parse\s*\(\s*")


def embedded(page: Page) -> list[Any]:
    """Every value that can be read, in the order of the page; what is code is left out."""
    return list(_values(page))


def _values(page: Page) -> Iterator[Any]:
    left = CHARS_MAX
    pushed = []
    for node in page.tree.css("script")[:SCRIPTS_MAX]:
        attributes = node.attributes
        kind = (attributes.get("type") or "").lower()
        text = "" if attributes.get("src") or "ld+json" in kind else node.text()
        left -= len(text)
        if len(text) < CHARS_MIN or left < 0:
            continue
        if "json" in kind:
            yield from _json(text, is_nuxt=attributes.get("id") == NUXT_ID)
        elif FLIGHT in text[:FLIGHT_START]:
            pushed.append(text)
        elif kind in ("", "module") or "javascript" in kind:
            yield from _assigned(text)
    yield from read_flight(pushed)
    for found in islice(ATTRIBUTE.finditer(page.html), ATTRIBUTES_MAX):
        yield from _json(found[1] or found[2], is_nuxt=False)
    yield from (node for node in page.json_ld if types_of(node) & LIST_TYPES)


def _json(text: str, *, is_nuxt: bool) -> Iterator[Any]:
    try:
        value = json.loads(unescape(text) if "&quot;" in text[:CHARS_MIN] else text)
    except (ValueError, RecursionError):
        return
    yield joined(value) if is_nuxt else value


def _assigned(text: str) -> Iterator[Any]:
    position = 0
    for _ in range(ASSIGNED_MAX):
        found = ASSIGNED.search(text, position)
        if found is None:
            return
        position = found.end()
        try:
            value = _right_side(text, position)
        except (NotALiteralError, ValueError, RecursionError):
            continue
        if isinstance(value, list | dict):
            yield value


def _right_side(text: str, start: int) -> Any:
    if text.startswith("(", start):
        return read_call(text, start)
    if parse := PARSE.match(text, start):
        string = STRING.match(text, parse.end())
        return json.loads(unescaped(string[0][1:-1])) if string else None
    try:
        return DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return read_literal(text, start)[0]
