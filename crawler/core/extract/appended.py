"""Further articles that a page shows under the first one, each in a box of the same make.

Such a box begins as the first one does: with an `h1`, with a headline that is a link, with a line
of the make of the headline and a date; an element `article` (HTML, 4.3.2) with any heading.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from crawler.core.extract.best_box import LINE_TAGS
from crawler.core.extract.container import HEADING_TAGS, SENTENCE_ENDS, prose_of
from crawler.core.extract.hints import make_of
from crawler.core.extract.layout import Block, Box, Layout
from crawler.core.extract.line_above import is_dated

RULE = "tail"
HEAD_BLOCKS = 4  # of a box, among which its headline and its date stand: a section comes first
WORDS_MIN = 4
LINKED_SHARE = 0.5
PROSE_MIN = 100  # characters of an article
TEXT_MIN = 250  # and of the first one, for signs that other boxes have as well
STAMP_CHARS_MAX = 60
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def appended_rules(  # noqa: PLR0913, PLR0917 - what the text is made of
    layout: Layout,
    first: int,
    last: int,
    rules: dict[int, str],
    heading: int,
    entries: AbstractSet[int] = frozenset(),
) -> None:
    """Give the rule to the articles below the one that the block `heading` is the headline of.

    `entries` are blocks of live entries, which are no articles of their own.
    """
    if not first <= heading < last or entries:
        return
    feed = _Feed(layout, layout.sums(prose_of(layout)), rules, heading)
    for place in layout.outward(layout.blocks[heading].box):
        box = layout.boxes[place]
        if box.last >= last:
            return
        if feed.is_first(box):
            below = (each for each in _alike(layout, place) if each.last <= last)
            if other := next((each for each in below if feed.is_article(each, box)), None):
                new = (index for index in range(other.first, last) if index not in rules)
                rules.update((index, RULE) for index in new)
                return


def _alike(layout: Layout, place: int) -> list[Box]:
    """The boxes of the same make that stand after a box, in the same one."""
    own = layout.boxes[place]
    make = (own.parent, own.tag, make_of(own.hint))
    boxes = (box for box in layout.boxes[place + 1 :] if box.parent == own.parent)
    return [box for box in boxes if (box.parent, box.tag, make_of(box.hint)) == make]


@dataclass(frozen=True, slots=True)
class _Feed:
    """The page's blocks, sums of their prose, the rules so far, and where the headline stands."""

    layout: Layout
    prose: list[float]
    rules: dict[int, str]
    heading: int

    def is_first(self, box: Box) -> bool:
        """True for a box that begins with the headline and holds a text under it."""
        told = self.prose[box.last] - self.prose[self.heading]
        return told >= PROSE_MIN and self.heading - box.first < HEAD_BLOCKS and box.parent >= 0

    def is_article(self, box: Box, first: Box) -> bool:
        """True for a box with a headline of its own above a text."""
        if self.prose[box.last] - self.prose[box.first] < PROSE_MIN:
            return False
        blocks = self.layout.blocks
        head = range(box.first, min(box.last, box.first + HEAD_BLOCKS))
        dated = any(_is_dated(blocks[index]) for index in head)
        title = box.first + self.heading - first.first
        if any(_is_headline(blocks[index], box.tag, dated=dated) for index in head):
            return True
        if self.prose[first.last] - self.prose[self.heading] < TEXT_MIN:
            return False
        if self.is_linked(box.first):
            return True
        return dated and title in head and (self.is_same(title) or self.is_over_date(title))

    def is_over_date(self, index: int) -> bool:
        """True for a heading as long as a headline over a line with a whole date."""
        block, below = self.layout.blocks[index : index + 2]
        is_title = block.tag in HEADING_TAGS and _is_long(block)
        return is_title and len(below.text) <= STAMP_CHARS_MAX and is_dated(below.text)

    def is_linked(self, index: int) -> bool:
        """True for a link as long as a headline that nothing else is known of."""
        block = self.layout.blocks[index]
        is_open = self.rules.get(index, "link_line") in ("link_line", "teaser")
        return is_open and block.link_share > LINKED_SHARE and _is_long(block)

    def is_same(self, index: int) -> bool:
        """True for a line as long as a headline whose element has the make of the headline's."""
        layout = self.layout
        block, title = layout.blocks[index], layout.blocks[self.heading]
        boxes = (layout.boxes[each.box] for each in (block, title))
        own, other = ((box.tag, make_of(box.hint)) for box in boxes)
        is_line = _is_long(block) and not block.text.endswith(SENTENCE_ENDS)
        return own == other and is_line and title.tag not in LINE_TAGS


def _is_dated(block: Block) -> bool:
    return len(block.text) <= STAMP_CHARS_MAX and YEAR.search(block.text) is not None


def _is_long(block: Block) -> bool:
    return block.text.count(" ") >= WORDS_MIN - 1


def _is_headline(block: Block, tag: str, *, dated: bool) -> bool:
    """True for an `h1`, for a heading that is a link with a date, in an `article` for any."""
    if block.tag not in HEADING_TAGS or not _is_long(block):
        return False
    return block.tag == "h1" or tag == "article" or (dated and block.link_share > LINKED_SHARE)
