"""Further articles that a page shows under the first one, each in a box of the same make."""

from __future__ import annotations

import re

from crawler.core.extract.container import HEADING_TAGS, make_of, prose_of
from crawler.core.extract.layout import Box, Layout

RULE = "tail"
HEAD_BLOCKS = 4  # of a box, among which its headline and its date stand: a section comes first
WORDS_MIN = 4
LINKED_SHARE = 0.5
PROSE_MIN = 100  # characters of an article
STAMP_CHARS_MAX = 60
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def appended_rules(
    layout: Layout, first: int, last: int, rules: dict[int, str], heading: int
) -> None:
    """Give the rule to the articles below the one that the block `heading` is the headline of.

    Such a box has the make of the one around the headline and the text, and its own headline: an
    `h1`, or a heading that is a link and has a date beside it.
    """
    if not first <= heading < last or layout.blocks[heading].tag not in HEADING_TAGS:
        return
    prose = layout.sums(prose_of(layout))
    for place in layout.outward(layout.blocks[heading].box):
        box = layout.boxes[place]
        if box.last >= last:
            return
        if prose[box.last] - prose[heading] >= PROSE_MIN and _has_head(box, heading):
            for other in _alike(layout, place):
                if other.last <= last and _is_article(layout, other, prose):
                    new = (index for index in range(other.first, last) if index not in rules)
                    rules.update((index, RULE) for index in new)
                    return


def _has_head(box: Box, heading: int) -> bool:
    return heading - box.first < HEAD_BLOCKS and box.parent >= 0


def _alike(layout: Layout, place: int) -> list[Box]:
    """The boxes of the same make that stand after a box, in the same one."""
    own = layout.boxes[place]
    make = (own.parent, own.tag, make_of(own.hint))
    boxes = (box for box in layout.boxes[place + 1 :] if box.parent == own.parent)
    return [box for box in boxes if (box.parent, box.tag, make_of(box.hint)) == make]


def _is_article(layout: Layout, box: Box, prose: list[float]) -> bool:
    """True for a box with a headline of its own above a text."""
    if prose[box.last] - prose[box.first] < PROSE_MIN:
        return False
    head = layout.blocks[box.first : min(box.last, box.first + HEAD_BLOCKS)]
    titles = [block for block in head if block.tag in HEADING_TAGS]
    dated = any(len(block.text) <= STAMP_CHARS_MAX and YEAR.search(block.text) for block in head)
    return any(
        block.text.count(" ") >= WORDS_MIN - 1
        and (block.tag == "h1" or (dated and block.link_share > LINKED_SHARE))
        for block in titles
    )
