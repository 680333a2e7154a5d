"""A value of a site's data as text or as HTML: strings, wrappers, editors' blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape, unescape
from typing import Any

from crawler.core.extract.state.keys import letters

DEPTH_MAX = 12
TAG = re.compile(r"<[^<>]{1,400}>")
HAS_TAG = re.compile(
    r"<(?:p|br|div|span|strong|b|a|h\d|ul|ol|li|img|figure|blockquote)\b", re.IGNORECASE
)
LINE_ENDS = re.compile(r"[\r\n\u2029]+")
SAID = ("rendered", "html", "name", "title", "text", "label", "value", "ar", "basic", "url", "src")
# The parts of editors' documents: EditorJS, Slate, Lexical, ProseMirror, Portable Text, Arc.
INNER = (
    "children", "content", "blocks", "data", "root", "items", "nodes", "document",
    "contentelements",
)  # fmt: skip
STRINGS = ("text", "html", "rendered", "value", "paragraph", "content", "caption")
BLOCKS = frozenset(
    ("paragraph", "p", "heading", "header", "block", "quote", "blockquote", "listitem", "li", "h")
)
UNSHOWN = frozenset(
    ("image", "img", "embed", "video", "iframe", "ad", "ads", "gallery", "related",
     "interstitiallink", "oembedresponse", "reference")
)  # fmt: skip
EPOCH_MIN, EPOCH_MAX = 10**9 // 2, 4 * 10**9  # seconds: 1985 to 2096
MILLI = 1000


def text_in(value: Any, depth: int = 0) -> str:
    """The text of a value on one line: without tags; the name of an object; of a list's first.

    >>> text_in({"rendered": "<b>خبر</b> &amp; صورة"})
    'خبر & صورة'
    """
    if isinstance(value, str):
        plain = TAG.sub(" ", value) if "<" in value else value
        return " ".join(unescape(plain).split())
    if depth > DEPTH_MAX:
        return ""
    if isinstance(value, list):
        return text_in(value[0], depth + 1) if value else ""
    if isinstance(value, dict):
        own = {letters(str(key)): part for key, part in value.items()}
        found = next((own[name] for name in SAID if own.get(name)), "")
        return text_in(found, depth + 1)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def html_in(value: Any, depth: int = 0) -> str:
    """A body as HTML: paragraphs of plain text, HTML as it is, the blocks of an editor in order."""
    if depth > DEPTH_MAX:
        return ""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, list):
        return "".join(html_in(each, depth + 1) for each in value)
    return _block(value, depth) if isinstance(value, dict) else ""


def _block(value: dict[str, Any], depth: int) -> str:
    own = {letters(str(key)): part for key, part in value.items()}
    kind = letters(str(own.get("type") or ""))
    if kind in UNSHOWN:
        return ""
    if kind in BLOCKS:
        text = "".join(_inline(value, depth + 1))
        return f"<p>{text}</p>" if text.strip() else ""
    said = next((own[name] for name in STRINGS if isinstance(own.get(name), str)), "")
    return _string(said) + "".join(
        html_in(own[name], depth + 1) for name in INNER if isinstance(own.get(name), list | dict)
    )


def _string(text: str) -> str:
    if HAS_TAG.search(text):
        return text
    if "&lt;" in text and HAS_TAG.search(unescape(text)):  # escaped once more than it needs
        return unescape(text)
    lines = (line.strip() for line in LINE_ENDS.split(text))
    return "".join(f"<p>{escape(unescape(line))}</p>" for line in lines if line)


def _inline(value: Any, depth: int) -> Iterator[str]:
    """The text of a block, its spans put together; marks are left out."""
    if depth > DEPTH_MAX:
        return
    if isinstance(value, str):
        yield value if HAS_TAG.search(value) else escape(unescape(value))
    elif isinstance(value, list):
        for each in value:
            yield from _inline(each, depth + 1)
    elif isinstance(value, dict):
        for key, part in value.items():
            name = letters(str(key))
            if name in STRINGS or (name in INNER and not isinstance(part, str)):
                yield from _inline(part, depth + 1)


def moment_in(value: Any) -> str:
    """A time as text: what a string says; seconds or milliseconds of the epoch as ISO 8601 in UTC.

    >>> moment_in(1740830400000)
    '2025-03-01T12:00:00+00:00'
    """
    if isinstance(value, dict):
        return text_in(value)
    if isinstance(value, str) and not value.isdecimal():
        return text_in(value)
    try:
        seconds = float(value)
    except (TypeError, ValueError, OverflowError):
        return ""
    if seconds > EPOCH_MAX:
        seconds /= MILLI
    if not EPOCH_MIN < seconds < EPOCH_MAX:
        return ""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
