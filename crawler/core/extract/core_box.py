"""The box that holds most of an article's paragraphs: what stands before and after it."""

from __future__ import annotations

import re

from crawler.core.extract.container import HEADING_TAGS, PROSE_CHARS, SENTENCE_ENDS
from crawler.core.extract.hints import make_of
from crawler.core.extract.layout import Box, Layout

CORE_SHARE = 0.6  # of the paragraphs in one box: what follows that box is no part of the article
DEPTH_MAX = 3  # boxes from a paragraph up to that of the article
ARABIC = re.compile(r"[\u0621-\u064a]")
ITEM = "li"
LEAD_LINKED = 0.3  # a text above the article with more link in it asks to go elsewhere


def drop_tail(layout: Layout, rules: dict[int, str], solid: list[int]) -> None:
    """Prose after the box of most paragraphs, elsewhere in the article's box, is another text."""
    found = _core_of(layout, solid)
    if found is None:
        return
    main, depth = found
    while solid and solid[-1] >= main.last:
        beside = _beside(layout, solid[-1], depth)
        if _is_alike(main, beside) and not _is_in_other_script(layout, solid, beside):
            return  # the article goes on in a box of the same make
        rules[solid.pop()] = "tail"


def drop_head(layout: Layout, rules: dict[int, str], solid: list[int], kept: list[int]) -> None:
    """Before the box of most paragraphs only a lead is text; what stands around it is about it."""
    found = _core_of(layout, solid)
    if found is None or not solid or solid[0] >= found[0].first:
        return
    main, depth = found
    if make_of(main.hint) and _is_alike(main, _beside(layout, solid[0], depth)):
        return
    is_headed = False  # a list with a heading below the lead over it: what a dish is made of
    for index in kept:
        block = layout.blocks[index]
        if index >= main.first:
            break
        is_item = block.tag == ITEM and is_headed
        is_headed = is_item or (index > solid[0] and block.tag in HEADING_TAGS)
        is_lead = block.link_share < LEAD_LINKED
        is_deck = is_lead and index == solid[0] and len(block.text) >= PROSE_CHARS
        is_told = is_lead and block.text.endswith(SENTENCE_ENDS)
        if not (is_deck or is_told or (is_item and is_lead) or block.tag in HEADING_TAGS):
            rules.setdefault(index, "edge")
    solid[:] = [index for index in solid if index not in rules]


def _core_of(layout: Layout, solid: list[int]) -> tuple[Box, int] | None:
    """The box whose parts hold most of the paragraphs, and how deep in it they lie; or None.

    A part is mostly the paragraph itself; some pages wrap each in a box or two, and such a box
    is not that of the article, however long its paragraph is.
    """
    held = {index: layout.blocks[index].box for index in solid}
    enough = CORE_SHARE * sum(len(layout.blocks[index].text) for index in solid)
    for depth in range(1, DEPTH_MAX + 1):
        chars: dict[int, int] = {}
        for index in solid:
            held[index] = layout.boxes[held[index]].parent
            chars[held[index]] = chars.get(held[index], 0) + len(layout.blocks[index].text)
        core = max(chars, key=lambda box: chars[box], default=-1)
        if core < 0:
            return None
        box = layout.boxes[core]
        if chars[core] >= enough and (len(solid) == 1 or box.last - box.first > 1):
            return box, depth
    return None


def _beside(layout: Layout, index: int, depth: int) -> Box:
    """The box that lies around a block as that of the article lies around its paragraphs."""
    box = layout.blocks[index].box
    for _ in range(depth):
        box = max(layout.boxes[box].parent, 0)
    return layout.boxes[box]


def _is_in_other_script(layout: Layout, solid: list[int], beside: Box) -> bool:
    """True for a box without an Arabic letter under an article in Arabic: its translation."""
    own = (layout.blocks[index].text for index in solid if index >= beside.first)
    return not any(map(ARABIC.search, own)) and bool(ARABIC.search(layout.blocks[solid[0]].text))


def _is_alike(main: Box, beside: Box) -> bool:
    """True for boxes of one make; without a name only for boxes that stand side by side."""
    make = make_of(main.hint)
    if (beside.tag, make_of(beside.hint)) != (main.tag, make):
        return False
    return bool(make) or beside.parent == main.parent
