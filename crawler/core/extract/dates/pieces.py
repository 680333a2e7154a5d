"""A date whose day, month and year are lines of their own: a leaf of a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.core.extract.layout import Block

PIECE_CHARS_MAX = 15
DAY, YEAR = re.compile(r"\d{1,2}"), re.compile(r"(?:19|20)\d\d(?!\d)")


def in_pieces(blocks: Sequence[Block], index: int) -> Iterator[str]:
    """The line with the year that follows it, and with the day before it where that is a line too.

    "6 February", "2026" and "06", "February", "2026".
    """
    text = blocks[index].text
    if len(text) > PIECE_CHARS_MAX or index + 1 >= len(blocks):
        return
    following = blocks[index + 1].text
    if len(following) > PIECE_CHARS_MAX or not YEAR.match(following):
        return
    before = blocks[index - 1].text if index else ""
    if DAY.fullmatch(before):
        yield f"{before} {text} {following}"
    elif DAY.search(text):
        yield f"{text} {following}"
