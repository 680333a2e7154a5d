"""What a label such as "read also" heads: links, with their dates and summaries."""

from __future__ import annotations

from crawler.core.extract.container import HEADING_TAGS
from crawler.core.extract.layout import Block, Box, Layout
from crawler.core.extract.line_above import is_dated
from crawler.core.noise.phrases import closing_kind

LINKED_SHARE = 0.75
LINE_CHARS_MAX = 60  # of a date or a name under a link
SUMMARY_CHARS_MAX = 300
LINKS_MIN = 2
CARD_MAX = 5  # blocks of a box with a link and its summary: the article's begins with a link, too
TITLE_SPACES = 3  # of a link that has a summary: a shorter one is a button
ABOVE_MAX = 3  # lines between the label and the first link
ITEM, ITEMS_MIN, ITEM_WORDS_MIN = "li", 2, 4  # what stands under a link has fewer: a date, a name
ENDS = (".", "؟", "!")
AGES = ("قبل ", "منذ ")


def list_end(layout: Layout, first: int, last: int) -> int:
    """The first block from `first` on, up to `last`, that is no part of the list.

    A summary is part of it in the box of its link, or where links and summaries take turns to the
    very end: in the middle of an article a paragraph after a link may be the article going on.
    """
    if end := _end_of_turns(layout, first, last):
        return end
    link = -1
    for index in range(first, last):
        block = layout.blocks[index]
        if _is_link(block):
            link = index
        elif (
            link < 0
            or _is_of_text(layout, link, index)
            or not (_is_line(block) or _is_of_link(layout, first, link, index))
        ):
            return _end(layout, first, link, index)
    return last


def _end(layout: Layout, first: int, link: int, end: int) -> int:
    """The end without subheadings and items of the text, below the last link and its dates.

    What stands in one box with that link and with nothing above the label is part of the list.
    """
    if link < first:
        return end
    below = range(link + 1, end)
    return next((index for index in below if not _is_listed(layout, first, link, index)), end)


def _is_listed(layout: Layout, first: int, link: int, index: int) -> bool:
    """True for a line in the list's own box, and for a date under its last link."""
    if _is_stamp(layout.blocks[index].text):
        return True
    return _around(layout, link, index).first >= first - 1


def _is_stamp(text: str) -> bool:
    """True for a date or an age: "two hours ago"."""
    return is_dated(text) or text.startswith(AGES) or text.endswith(" ago")


def _around(layout: Layout, link: int, index: int) -> Box:
    """The smallest box that holds a block and the link above it."""
    boxes = map(layout.boxes.__getitem__, layout.outward(layout.blocks[index].box))
    return next(box for box in boxes if box.first <= link)


def _is_link(block: Block) -> bool:
    return block.link_share > LINKED_SHARE


def _is_line(block: Block) -> bool:
    is_short = len(block.text) <= LINE_CHARS_MAX and not block.text.endswith(ENDS)
    return is_short and block.tag not in HEADING_TAGS


def _is_of_text(layout: Layout, link: int, index: int) -> bool:
    """True for an item of a list below the last link that has no link: the article's own."""
    block = layout.blocks[index]
    if block.tag != ITEM:
        return False
    box = layout.boxes[max(layout.boxes[block.box].parent, 0)]
    items = [each for each in layout.blocks[box.first : box.last] if not each.link_chars]
    is_plain = box.first > link and ITEMS_MIN <= len(items) == box.last - box.first
    words = sum(each.text.count(" ") + 1 for each in items)
    return is_plain and words >= ITEM_WORDS_MIN * len(items)


def _is_of_link(layout: Layout, first: int, link: int, index: int) -> bool:
    """True for a summary in one box with its link, and with nothing that stands above that."""
    if len(layout.blocks[index].text) > SUMMARY_CHARS_MAX:
        return False
    around = _around(layout, link, index)
    return around.first >= max(first, link - 1) and around.last - around.first <= CARD_MAX


def _end_of_turns(layout: Layout, first: int, last: int) -> int | None:
    """Where links end that have a summary each, when nothing but notices follows; or None."""
    links, summaries = 0, 0
    for index in range(first, last):
        block = layout.blocks[index]
        if not links and index - first >= ABOVE_MAX:
            return None
        if _is_link(block) and block.text.count(" ") >= TITLE_SPACES:
            links += 1
            if links - summaries > 1:
                return None
        elif closing_kind(block.text):
            return index if links == summaries >= LINKS_MIN else None
        elif not _is_line(block):
            summaries += 1
            if summaries > links or len(block.text) > SUMMARY_CHARS_MAX:
                return None
    return last if links == summaries >= LINKS_MIN else None
