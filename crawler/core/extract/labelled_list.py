"""What a label such as "read also" heads: links, with their dates and summaries."""

from __future__ import annotations

from crawler.core.extract.container import HEADING_TAGS
from crawler.core.extract.layout import Block, Layout
from crawler.core.noise.phrases import closing_kind

LINKED_SHARE = 0.75
LINE_CHARS_MAX = 60  # of a date or a name under a link
SUMMARY_CHARS_MAX = 300
LINKS_MIN = 2
ABOVE_MAX = 3  # lines between the label and the first link
ENDS = (".", "؟", "!")


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
        elif link < 0 or not (_is_line(block) or _is_of_link(layout, first, link, index)):
            return index
    return last


def _is_link(block: Block) -> bool:
    return block.link_share > LINKED_SHARE


def _is_line(block: Block) -> bool:
    is_short = len(block.text) <= LINE_CHARS_MAX and not block.text.endswith(ENDS)
    return is_short and block.tag not in HEADING_TAGS


def _is_of_link(layout: Layout, first: int, link: int, index: int) -> bool:
    """True for a summary in one box with its link, and with nothing that stands above that."""
    if len(layout.blocks[index].text) > SUMMARY_CHARS_MAX:
        return False
    boxes = layout.ancestors(layout.blocks[index].box)
    around = next(box for box in boxes if layout.boxes[box].first <= link)
    box = layout.boxes[around]
    return box.first >= max(first, link - 1)


def _end_of_turns(layout: Layout, first: int, last: int) -> int | None:
    """Where links end that have a summary each, when nothing but notices follows; or None."""
    links, summaries = 0, 0
    for index in range(first, last):
        block = layout.blocks[index]
        if not links and index - first >= ABOVE_MAX:
            return None
        if _is_link(block):
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
