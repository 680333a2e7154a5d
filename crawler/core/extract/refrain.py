"""Lines that a page puts between the paragraphs of an article again and again: a widget's own."""

from __future__ import annotations

from collections import Counter

from crawler.core.extract.container import HEADING_TAGS, PROSE_CHARS, make_of
from crawler.core.extract.layout import Box, Layout

RULE = "ad"
TIMES_MIN = 3  # a text may say a thing twice, and a page may show one thing for each screen
WORDS_MIN = 3
CHARS_MAX = 300
SHARE_MAX = 0.25  # of the characters: a text made of such lines is a table or a daily report
# Lists, tables and listings of programs say the same of many things; so do headings.
ROWS = HEADING_TAGS | {"li", "td", "th", "dt", "dd", "pre", "blockquote"}


def refrain_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """Give the rule to lines that come three times or more, each in a small box without a text.

    The refrain of a poem and the name of a speaker stand among the paragraphs, and stay; so does a
    label with a colon.
    """
    texts = {index: layout.blocks[index].text for index in range(first, last) if index not in rules}
    if len(texts) - len(set(texts.values())) < TIMES_MIN - 1:
        return
    often = {text for text, times in Counter(texts.values()).items() if times >= TIMES_MIN}
    often = {text for text in often if _is_line(text)}
    places = [index for index, text in texts.items() if text in often]
    among = {texts[index] for index in places if not _is_apart(layout, index)}
    apart = [index for index in places if texts[index] not in among]
    said = sum(len(texts[index]) for index in apart)
    if said <= SHARE_MAX * sum(map(len, texts.values())):
        rules.update((index, RULE) for index in apart)


def _is_line(text: str) -> bool:
    return len(text) <= CHARS_MAX and text.count(" ") >= WORDS_MIN - 1 and text[-1] != ":"


def _is_apart(layout: Layout, index: int) -> bool:
    """True for a line whose box, or the one around its element, holds no paragraph."""
    block = layout.blocks[index]
    if any(layout.boxes[box].tag in ROWS for box in layout.outward(block.box)):
        return False
    box = layout.boxes[block.box]
    if block.tag == "p" and box.parent >= 0:
        box = layout.boxes[box.parent]
    if box.last - box.first == 1 and _is_made_as_text(layout, box):
        return False
    held = layout.blocks[box.first : box.last]
    return all(len(each.text) < PROSE_CHARS or each.text == block.text for each in held)


def _is_made_as_text(layout: Layout, box: Box) -> bool:
    """True for a box beside which paragraphs stand in boxes of the same make."""
    around = layout.boxes[max(box.parent, 0)]
    make = (box.parent, box.tag, make_of(box.hint))
    for block in layout.blocks[around.first : around.last]:
        own = layout.boxes[block.box]
        if len(block.text) >= PROSE_CHARS and (own.parent, own.tag, make_of(own.hint)) == make:
            return True
    return False
