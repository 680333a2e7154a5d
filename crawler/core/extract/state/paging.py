"""How the next piece of a listing is asked from an endpoint: a number that grows, or a cursor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.core.extract.state.keys import letters
from crawler.core.urls import absolute, canonical_url, with_parameter

NUMBER = re.compile(r"\d{1,9}")
PAGES = re.compile(r"p|pg|paged|page_?(?:no|num|number|index)?|pagina", re.IGNORECASE)
OFFSETS = re.compile(r"offset|skip|start|from|limitstart|first_?result", re.IGNORECASE)
LIMITS = re.compile(r"limit|size|count|per_?page|page_?size|take|rows|num", re.IGNORECASE)
NODES_MAX = 5_000
CURSOR_CHARS_MAX = 500

Asked = tuple[str, Any]  # an endpoint's address, and its answer as JSON


def learn_paging(asked: Sequence[Asked], page_url: str, following: str | None) -> dict[str, Any]:
    """How to come to the next piece, {} when nothing says so.

    `asked` are the answers of one endpoint in their order; `following` is the next page that the
    drawn page links. One of: `{"param", "step", "first"}` a number that grows; `{"param", "key"}` a
    cursor under that key of the answer before; `{"key"}` an address under a key; `{"append"}` what
    the next page's address has more than the first one's.
    """
    if len(asked) > 1 and (found := _between(asked[0], asked[1])):
        return found
    if following:
        if key := _key_of_address(asked[0][1], following, page_url):
            return {"key": key}
        if following.startswith(page_url) and len(following) > len(page_url):
            return {"append": following.removeprefix(page_url)}
    return _by_name(asked[0][0])


def following(paging: Mapping[str, Any], url: str, answer: Any, page_url: str) -> str | None:
    """The address of the next piece: an endpoint's or a page's; None at the end.

    >>> following({"param": "offset", "step": 20, "first": 0}, "http://a.example/n", {}, "")
    'http://a.example/n?offset=20'
    """
    if "append" in paging:
        return None if page_url.endswith(paging["append"]) else f"{page_url}{paging['append']}"
    if "step" in paging:
        shown = dict(parse_qsl(urlsplit(url).query)).get(paging["param"], str(paging["first"]))
        return (
            with_parameter(url, paging["param"], str(int(shown) + paging["step"]))
            if _is(shown)
            else None
        )
    value = next((text for key, text in _strings(answer) if key == paging.get("key")), "")
    if not value:
        return None
    if "param" in paging:
        return with_parameter(url, paging["param"], value)
    return absolute(value, page_url)


def endpoint_key(url: str) -> str:
    """The address without the value that tells one piece from the next: they are one endpoint."""
    parts = urlsplit(url)
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query)
        if not (PAGES.fullmatch(name) or OFFSETS.fullmatch(name) or _is_cursor(name))
    ]
    return f"{parts.netloc}{parts.path}?{urlencode(sorted(kept))}"


def _is_cursor(name: str) -> bool:
    return letters(name) in (
        "cursor",
        "after",
        "before",
        "next",
        "since",
        "last",
        "lastid",
        "maxid",
    )


def _between(first: Asked, second: Asked) -> dict[str, Any]:
    one, two = (dict(parse_qsl(urlsplit(url).query)) for url, _ in (first, second))
    changed = [name for name, value in two.items() if one.get(name) != value]
    if len(changed) != 1:
        return {}
    name = changed[0]
    before, after = one.get(name), two[name]
    keys = (key for key, text in _strings(first[1]) if text == after)
    if _is(after) and (before is None or _is(before)):
        base = int(before) if before is not None else (1 if PAGES.fullmatch(name) else 0)
        is_count = PAGES.fullmatch(name) or OFFSETS.fullmatch(name)
        if int(after) > base and is_count:
            return {"param": name, "step": int(after) - base, "first": base}
    key = next(keys, "")
    return {"param": name, "key": key} if key else {}


def _by_name(url: str) -> dict[str, Any]:
    """What the names of an endpoint's parameters promise."""
    query = dict(parse_qsl(urlsplit(url).query))
    limit = next(
        (int(value) for name, value in query.items() if LIMITS.fullmatch(name) and _is(value)), 0
    )
    for name, value in query.items():
        if PAGES.fullmatch(name) and _is(value):
            return {"param": name, "step": 1, "first": 1}
        if OFFSETS.fullmatch(name) and _is(value) and limit:
            return {"param": name, "step": limit, "first": 0}
    return {}


def _key_of_address(answer: Any, wanted: str, page_url: str) -> str:
    target = canonical_url(wanted)
    for key, text in _strings(answer):
        found = absolute(text, page_url) if text[:1] in "/?h" else None
        if found and canonical_url(found) == target:
            return key
    return ""


def _strings(answer: Any) -> Iterator[tuple[str, str]]:
    """Keys and plain values of an answer, outer ones first; those of list entries are the last."""
    waiting: list[Any] = [answer]
    for _ in range(NODES_MAX):
        if not waiting:
            return
        current = waiting.pop(0)
        if isinstance(current, list):
            waiting += (each for each in current[-1:] if isinstance(each, list | dict))
        elif isinstance(current, dict):
            for key, value in current.items():
                if isinstance(value, list | dict):
                    waiting.append(value)
                elif isinstance(value, str | int) and not isinstance(value, bool):
                    text = str(value)
                    if 0 < len(text) <= CURSOR_CHARS_MAX:
                        yield letters(str(key)), text


def _is(text: str | None) -> bool:
    return text is not None and NUMBER.fullmatch(text) is not None
