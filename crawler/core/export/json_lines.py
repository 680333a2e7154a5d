"""One JSON object a line, in UTF-8, without what is not known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

from crawler.core.article import Article


def write_lines(
    file: BinaryIO, articles: Iterable[Article], mapped: Callable[[Article], Mapping[str, Any]]
) -> None:
    """Write each article as `mapped` gives it."""
    file.writelines(encoded(mapped(article)) + b"\n" for article in articles)


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that say something: no None, no empty text, list or object."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def encoded(value: Any) -> bytes:
    """As JSON; U+2028 and U+2029 are escaped, as some readers take them for the end of a line."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()
