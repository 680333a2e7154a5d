"""What each HTML tag means for reading: a block, a break, part of a line, or nothing to read."""

from __future__ import annotations

INLINE, BLOCK, BREAK, SKIP, LINK, TEXT, IMAGE, TIME, SPAN, FIELD = range(10)

_SKIPPED = (
    "head script style noscript template svg math iframe object embed canvas audio video map "
    "select option button textarea datalist progress meter dialog applet -comment -doctype "
    "rt rp frameset noframes "
    "amp-ad amp-embed amp-list amp-sticky-ad amp-consent amp-user-notification"
)
_BLOCKS = (
    "html body div p section article main header footer nav aside figure figcaption address "
    "blockquote center dd details dir dl dt fieldset form h1 h2 h3 h4 h5 h6 hgroup legend li menu "
    "ol pre summary table caption tbody td tfoot th thead tr ul marquee"
)
KINDS: dict[str, int] = {
    **dict.fromkeys(_SKIPPED.split(), SKIP),
    **dict.fromkeys(_BLOCKS.split(), BLOCK),
    "br": BREAK,
    "hr": BREAK,
    "a": LINK,
    "-text": TEXT,
    "img": IMAGE,
    "amp-img": IMAGE,
    "time": TIME,
    "span": SPAN,
    "input": FIELD,
}
# Their attributes are never read: on most pages they are half of all inline elements.
_PLAIN = "b i strong em u sup sub br hr font tbody tr wbr small big s"
PLAIN = frozenset(_PLAIN.split())
SHADOW = b"shadowrootmode"  # attribute of a template whose content readers see

STANDARD_MAX = 1_000  # numbers of the parser; a tag that HTML does not know has an address
TEXT_NUMBER = 2  # of a text (lexbor, LXB_TAG__TEXT)
KNOWN: dict[int, tuple[str, int]] = {}
"""Name and kind of tags by their number: asking a node for its name makes a string each time."""


def known_tag(number: int, tag: str) -> tuple[str, int]:
    """Name and kind of a tag, kept in `KNOWN` where its number means the same on every page."""
    found = (tag, kind_of(tag))
    if number < STANDARD_MAX:
        KNOWN[number] = found
    return found


def kind_of(tag: str) -> int:
    """The kind of a tag; an unknown one is part of a line, a custom element (`x-y`) a block."""
    return KINDS.get(tag, BLOCK if "-" in tag else INLINE)
