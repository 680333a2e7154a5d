"""Objects that look like articles in any JSON: a title with an address, a name or a body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.core.extract.state import keys
from crawler.core.extract.state.text import html_in, moment_in, text_in

NODES_MAX = 20_000  # of one answer; what is beyond is not looked at
DEPTH_MAX = 24
TITLE_CHARS_MAX = 400
BODY_CHARS_MIN = 40  # of text without tags; less is a word of the design
FIELD_CHARS_MAX = 300
FIELDS_MAX = 60
ADDRESS = re.compile(
    r"(?:https?:)?//?[^\s<>]+|\?[^\s<>]+|[\w%./-]+\.\w{2,5}(?:\?[^\s<>]+)?|[\w%-]+(?:/[\w%.-]+)+/?"
)


@dataclass(frozen=True, slots=True)
class Item:
    """An object as it stands; `group` numbers the list that holds it, the objects in order.

    `url` is as stated and may be relative, "" when there is none.
    """

    title: str
    url: str
    group: int
    own: Mapping[str, Any] = field(repr=False)

    @property
    def body(self) -> str:
        """Its text as HTML, or ""."""
        return next((html for part in self._all(keys.BODY) if _is_body(html := html_in(part))), "")

    @property
    def published(self) -> str:
        """When it came out, as stated."""
        return next(filter(None, map(moment_in, self._all(keys.PUBLISHED))), "")

    @property
    def modified(self) -> str:
        """When it was changed, as stated."""
        return next(filter(None, map(moment_in, self._all(keys.MODIFIED))), "")

    @property
    def image(self) -> str:
        """The address of its picture, as stated."""
        return next((_address(part) for part in self._all(keys.IMAGE) if _address(part)), "")

    def said(self, names: tuple[str, ...]) -> str:
        """The text under the first of these keys that has one."""
        return next(filter(None, map(text_in, self._all(names))), "")

    def _all(self, names: tuple[str, ...]) -> Iterator[Any]:
        return keys.values(self.own, names)

    def fields(self) -> dict[str, str]:
        """Its plain values, those of the objects in it as `category.slug`."""
        found: dict[str, str] = {}
        for key, value in self.own.items():
            inner = value[0] if isinstance(value, list) and value else value
            if isinstance(inner, dict):
                for name, part in inner.items():
                    _add_field(found, f"{key}.{keys.letters(str(name))}", part)
            else:
                _add_field(found, key, value)
        return found


def items_in(value: Any) -> list[Item]:
    """All article-like objects, outer ones first, in the order of the data."""
    return list(_items(value))


def _items(value: Any) -> Iterator[Item]:
    waiting: list[tuple[Any, int, int]] = [(value, 0, 0)]
    seen = groups = 0
    while waiting and seen < NODES_MAX:
        current, group, depth = waiting.pop()
        seen += 1
        if isinstance(current, list):
            groups += 1
            inner = [(each, groups, depth + 1) for each in current]
        elif isinstance(current, dict):
            item = item_of(current, group)
            if item:
                yield item
            inner = [(each, group, depth + 1) for each in _parts(current, is_item=item is not None)]
        else:
            continue
        if depth < DEPTH_MAX:
            waiting += (each for each in reversed(inner) if isinstance(each[0], list | dict))


def _parts(found: Mapping[str, Any], *, is_item: bool) -> Iterator[Any]:
    """The values of an object; what an article's wrapper holds is the same article."""
    for key, value in found.items():
        if is_item and isinstance(value, dict) and keys.letters(str(key)) in keys.MERGED:
            yield from value.values()
        else:
            yield value


def item_of(found: Mapping[str, Any], group: int = 0) -> Item | None:
    """The object as an article, or None when it does not look like one."""
    own = keys.by_letters(found)
    url = next((_address(part) for part in keys.values(own, keys.URL) if _address(part)), "")
    title = next(filter(None, map(text_in, keys.values(own, keys.TITLE))), "")
    if not title and url:
        title = text_in(own.get(keys.LINK_TEXT))
    if not title or len(title) > TITLE_CHARS_MAX:
        return None
    item = Item(title, url, group, own)
    has_name = any(isinstance(each, str | int) for each in keys.values(own, keys.NAMES))
    return item if url or has_name or item.body else None


def _address(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        own = {keys.letters(str(key)): part for key, part in value.items()}
        value = own.get("url") or own.get("src") or own.get("href") or own.get("path")
    if not isinstance(value, str):
        return ""
    value = value.strip()
    return value if ADDRESS.fullmatch(value) else ""


def _is_body(html: str) -> bool:
    return len(text_in(html)) >= BODY_CHARS_MIN


def _add_field(found: dict[str, str], name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, str | int) or len(found) >= FIELDS_MAX:
        return
    text = str(value).strip()
    if text and len(text) <= FIELD_CHARS_MAX:
        found.setdefault(name, text)
