"""Captions that no name calls so: the few words in one box with a picture, apart from the text."""

from __future__ import annotations

from crawler.core.extract.container import HEADING_TAGS, prose_of
from crawler.core.extract.layout import Image, Layout
from crawler.core.extract.lead import NAMES

RULE = "caption"
CHARS_MAX = 260  # of a caption; the text beside a picture may be longer
BLOCKS_MAX = 2  # caption and credit
REST_MIN = 0.7  # of the prose: a story told under its pictures has no other


def picture_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """Give the rule to what stands under a picture in a box of the two, apart from the text."""
    found: set[int] = set()
    for image in layout.images:
        if first <= image.block < last and image.block not in rules:
            found.update(_under(layout, image, last))
    if not found:
        return
    prose = prose_of(layout)
    kept = [index for index in range(first, last) if index not in rules]
    rest = sum(prose[index] for index in kept if index not in found)
    if rest >= REST_MIN * sum(prose[index] for index in kept):
        rules.update((index, RULE) for index in found if index not in rules)


def _under(layout: Layout, image: Image, last: int) -> range:
    """The blocks under a picture in a box that holds nothing else, and no lead."""
    nothing = range(0)
    for index in layout.outward(image.box):
        box = layout.boxes[index]
        if box.first != image.block or box.last > last or box.last - box.first > BLOCKS_MAX:
            return nothing
        if box.last > box.first:
            held = range(box.first, box.last)
            return held if all(_is_short(layout, each, image.box) for each in held) else nothing
    return nothing


def _is_short(layout: Layout, index: int, box: int) -> bool:
    block = layout.blocks[index]
    if block.box == box or block.tag in HEADING_TAGS or len(block.text) > CHARS_MAX:
        return False
    return NAMES.search(layout.boxes[block.box].hint) is None
