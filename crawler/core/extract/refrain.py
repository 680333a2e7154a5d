"""Lines that a page puts between the paragraphs of an article again and again: a widget's own."""

from __future__ import annotations

from collections import Counter

from crawler.core.extract.container import HEADING_TAGS, PROSE_CHARS
from crawler.core.extract.hints import make_of
from crawler.core.extract.layout import Box, Layout

RULE = "ad"
TIMES_MIN = 3  # a text may say a thing twice, and a page may show one thing for each screen
WORDS_MIN = 3
CHARS_MAX = 300
BLOCKS_MAX = 30  # of a small box
SHARE_MAX = 0.25  # of the characters: a text made of such lines is a table or a daily report
# Lists, tables and listings of programs say the same of many things; so do headings.
ROWS = HEADING_TAGS | {"li", "td", "th", "dt", "dd", "pre", "blockquote"}

Make = tuple[int, str, str]  # of a box: its parent, tag and first name without numbers


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
    makes = _makes_of_text(layout)
    among = {texts[index] for index in places if not _is_apart(layout, index, makes)}
    apart = [index for index in places if texts[index] not in among]
    said = sum(len(texts[index]) for index in apart)
    if said <= SHARE_MAX * sum(map(len, texts.values())):
        rules.update((index, RULE) for index in apart)


def _is_line(text: str) -> bool:
    return len(text) <= CHARS_MAX and text.count(" ") >= WORDS_MIN - 1 and text[-1] != ":"


def _is_apart(layout: Layout, index: int, makes: frozenset[Make]) -> bool:
    """True for a line whose box, or the one around its element, is small and holds no paragraph."""
    block = layout.blocks[index]
    if any(layout.boxes[box].tag in ROWS for box in layout.outward(block.box)):
        return False
    box = layout.boxes[block.box]
    if block.tag == "p" and box.parent >= 0:
        box = layout.boxes[box.parent]
    if box.last - box.first == 1 and _make(box) in makes:
        return False
    held = layout.blocks[box.first : min(box.last, box.first + BLOCKS_MAX + 1)]
    is_small = len(held) <= BLOCKS_MAX
    return is_small and all(len(e.text) < PROSE_CHARS or e.text == block.text for e in held)


def _makes_of_text(layout: Layout) -> frozenset[Make]:
    """The makes of the boxes in which paragraphs stand: a line in such a box is one of them."""
    prose = (block for block in layout.blocks if len(block.text) >= PROSE_CHARS)
    return frozenset(_make(layout.boxes[block.box]) for block in prose)


def _make(box: Box) -> Make:
    return (box.parent, box.tag, make_of(box.hint))
