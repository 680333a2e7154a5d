"""The title of the first part of a text that is all parts: a horoscope, a list of places."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.core.extract.container import HEADING_TAGS, SENTENCE_ENDS
from crawler.core.extract.layout import Block, Layout
from crawler.core.noise.phrases import kind_of_line

PARTS_MIN, ASKED_MIN = 3, 2
TITLE_CHARS_MAX = 60
ASKED = "?؟"


def first_title(
    layout: Layout, kept: Sequence[int], solid: Sequence[int], first: int, rules: dict[int, str]
) -> int:
    """The block above `first` where it is the title of the first part, or `first` itself.

    The other parts have such titles as well: short lines of the same element right above them.
    """
    title = first - 1
    if title in rules or title not in kept or not _may_be(layout.blocks[title]):
        return first
    tag, starts = layout.blocks[title].tag, set(solid)
    titles = [
        index - 1
        for index in solid
        if index - 1 not in starts
        and index - 1 not in rules
        and layout.blocks[index - 1].tag == tag
        and _may_be(layout.blocks[index - 1])
    ]
    are_asked = all(layout.blocks[index].text[-1] in ASKED for index in (title, *titles))
    if len(titles) < (ASKED_MIN if are_asked else PARTS_MIN):
        return first
    is_all = tag in HEADING_TAGS or len(titles) == len(solid)
    return title if is_all else first


def _may_be(block: Block) -> bool:
    text = block.text
    is_short = len(text) <= TITLE_CHARS_MAX and not block.link_chars
    is_asked = block.tag in HEADING_TAGS and text[-1] in ASKED
    is_open = is_asked or not text.endswith(SENTENCE_ENDS)
    is_line = is_short and is_open and not any(map(str.isdigit, text))
    return is_line and block.tag != "h1" and kind_of_line(text) is None
