"""Lines between a deck and the text: who wrote it, when it appeared, how long it takes to read."""

from __future__ import annotations

from itertools import takewhile

from crawler.core.extract.container import HEADING_TAGS, PROSE_CHARS
from crawler.core.extract.date_line import is_date_line
from crawler.core.extract.layout import Layout

RULE = "edge"
LINES_MAX = 8
STOPS = (".", "؟", "?", "!", "…", "»")  # of a sentence of the text, however short


def drop_under_deck(layout: Layout, rules: dict[int, str], kept: list[int]) -> None:
    """Give the rule to the short lines below the first block, where one of them is a date.

    A text with more such lines tells what happened on which day. `kept` are the blocks from the
    first to the last of the text.
    """
    below = kept[1 : LINES_MAX + 2]
    gap = [*takewhile(lambda index: _is_line(layout.blocks[index].text), below)]
    if len(gap) == len(below) or not any(_is_dated(layout, index) for index in gap):
        return
    if any(_is_dated(layout, index) for index in kept[len(gap) + 1 :]):
        return
    plain = (index for index in gap if layout.blocks[index].tag not in HEADING_TAGS)
    rules.update((index, RULE) for index in plain if index not in rules)


def _is_line(text: str) -> bool:
    is_short = len(text) < PROSE_CHARS and not text.endswith(STOPS)
    return is_short or is_date_line(text)


def _is_dated(layout: Layout, index: int) -> bool:
    return is_date_line(layout.blocks[index].text)
