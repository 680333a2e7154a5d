"""What the class, the id and the like of an element say: what it is for, whether it is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

HINT_NAMES = frozenset(
    ("class", "id", "itemprop", "role", "aria-label", "data-component", "data-testid")
)
OTHER_HINT_NAMES = HINT_NAMES - {"class"}
HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
STYLE_CHARS_MAX = 120  # of a style that may be met again
HIDING_CLASSES = frozenset(
    (
        "d-none", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text",
        "screen-reader", "screenreader", "hidden", "hide", "sr_only",
        "show-for-sr", "u-hidden", "is-hidden", "is-sr-only", "visually-hidden-focusable",
        "print-only",
    )
)  # fmt: skip
# "hidden md:block", "d-none d-lg-flex": hidden on some screens only. What shows on paper, in the
# dark, under a finger or after a click is hidden from who reads: "d-none d-print-block".
SHOWN_SOMEWHERE = re.compile(
    r"(?<!\S)(?:d-(?!print)\w+-|"
    r"(?!(?:print|dark|hover|focus|active|group|peer|data|aria|has|open)\b)[^\s:]++:!?)"
    r"(?:block|flex|grid|inline|table|contents|not-sr-only)\b"
)
STREAMED = "S:"  # id of a part that React sends hidden and its script moves to its place
SHOWN, HIDDEN, SOURCE, OWN_LINE = range(4)
BLOCK_CLASSES = frozenset(("block", "d-block"))  # of Tailwind and Bootstrap
SOURCE_WORDS = ("source", "publisher", "agency", "provider")
SOURCE_NAMES = re.compile(rf"(?:{'|'.join(SOURCE_WORDS)})(?![a-z])")


def hint_of(attributes: Mapping[str, str | None]) -> str | None:
    """The words that say what an element is for, in lower case; None for a hidden element."""
    said = said_by(attributes)
    return said if said is None or isinstance(said, str) else hint_in(said)


def said_by(attributes: Mapping[str, str | None]) -> str | Mapping[str, str | None] | None:
    """What an element is for: its class in lower case, or the attributes where more of them tell.

    None for what a page keeps from its readers by an attribute, a style or a class.
    """
    words = attributes.get("class")
    named = class_of(words) if words else ""
    if named is None or (words and len(attributes) == 1):
        return named
    if "hidden" in attributes and not (attributes.get("id") or "").startswith(STREAMED):
        return None
    if (style := attributes.get("style")) and _hides(style):
        return None
    return named if OTHER_HINT_NAMES.isdisjoint(attributes) else attributes


def hint_in(attributes: Mapping[str, str | None]) -> str:
    """The words of all attributes that say what an element is for, in lower case."""
    return " ".join(
        [value for name, value in attributes.items() if value and name in HINT_NAMES]
    ).lower()


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """True for what a page keeps from its readers by an attribute or a style of the element."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _hides(style)


def _hides(style: str) -> bool:
    """True for a style that hides; one as long as a picture written out is not kept in memory."""
    lower = style.lower()
    if "none" not in lower and "hidden" not in lower:  # ten times as fast as the expression
        return False
    if len(style) > STYLE_CHARS_MAX:
        return HIDING_STYLE.search(style) is not None
    return _hides_shortly(style)


@lru_cache(maxsize=4_096)
def _hides_shortly(style: str) -> bool:
    return HIDING_STYLE.search(style) is not None


@lru_cache(maxsize=8_192)  # the names on a page are few, and most stand on every page of a site
def class_of(names: str) -> str | None:
    """The names of an element in lower case, or None when they hide it."""
    names = names.lower()
    if "hid" in names or "only" in names or "none" in names or "screen" in names or "-sr" in names:
        is_shown = HIDING_CLASSES.isdisjoint(names.split()) or SHOWN_SOMEWHERE.search(names)
        return names if is_shown else None
    return names  # every name of HIDING_CLASSES has one of these pieces


@lru_cache(maxsize=8_192)
def use_of(names: str) -> int:
    """What the class of a part of a line makes of it: SHOWN, HIDDEN, SOURCE or OWN_LINE."""
    if class_of(names) is None:
        return HIDDEN
    if names_source(names):
        return SOURCE  # of the text
    return SHOWN if BLOCK_CLASSES.isdisjoint(names.split()) else OWN_LINE


def names_source(names: str) -> bool:
    """True when a class says that an element names where the text comes from."""
    return any(map(names.__contains__, SOURCE_WORDS)) and SOURCE_NAMES.search(names) is not None


def make_of(hint: str) -> str:
    """The first name of a box without its numbers: siblings of one kind share it."""
    return hint.split(" ", 1)[0].rstrip("0123456789-_")
