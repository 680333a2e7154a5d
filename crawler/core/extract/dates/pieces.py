"""A date whose day, month and year are lines of their own: a leaf of a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.core.extract.layout import Block

PIECE_CHARS_MAX = 15
MONTH = re.compile(r"[^\W\d_]{3,12}(?:[\s/][^\W\d_]{3,12})?[\s،,]{1,2}(?:19|20)\d\d")
DAY, YEAR = re.compile(r"\d{1,2}"), re.compile(r"(?:19|20)\d\d(?!\d)")


def in_pieces(blocks: Sequence[Block], index: int) -> Iterator[str]:
    """The line with the year that follows it, and with the day before or behind it.

    "6 February", "2026" and "06", "February", "2026" and "February", "06", "2026" and "06",
    "February 2026".
    """
    text = blocks[index].text
    day = blocks[index - 1].text if index else ""
    if DAY.fullmatch(day) and MONTH.fullmatch(text):
        yield f"{day} {text}"
    if len(text) > PIECE_CHARS_MAX or index + 1 >= len(blocks):
        return
    following = blocks[index + 1].text
    third = blocks[index + 2].text if index + 2 < len(blocks) else ""
    if text.isalpha() and DAY.fullmatch(following) and YEAR.fullmatch(third):
        yield f"{following} {text} {third}"
    if len(following) > PIECE_CHARS_MAX or not YEAR.match(following):
        return
    if DAY.fullmatch(day):
        yield f"{day} {text} {following}"
    elif DAY.search(text):
        yield f"{text} {following}"
