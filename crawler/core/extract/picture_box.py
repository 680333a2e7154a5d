"""Captions that no name calls so: the few words in one box with a picture, or right under it."""

from __future__ import annotations

import re

from crawler.core.extract.best_box import LINE_TAGS
from crawler.core.extract.container import HEADING_TAGS, PROSE_CHARS, SENTENCE_ENDS, prose_of
from crawler.core.extract.credit import is_credited
from crawler.core.extract.layout import Image, Layout
from crawler.core.extract.lead import NAMES
from crawler.core.noise.phrases import kind_of_line

RULE = "caption"
CHARS_MAX = 260  # of a caption; the text beside a picture may be longer
LONG_MAX = 700  # of one that ends with its credit
ENDS_WITH_CREDIT = re.compile(
    r"[(\[](?:photos?|image|picture|foto|bild|تصوير|الصورة|المصدر)\s?:[^()\[\]]{2,100}[)\]]$",
    re.IGNORECASE,
)
BLOCKS_MAX = 2  # caption and credit
# As in "the harbour at dawn (Reuters)": who took the picture, at the end of the line.
TAKEN_BY = re.compile(r"[^.!?\u061f]{15,180}\s[(\[][^()\[\]\d.]{2,40}[)\]]")
UNDER_CHARS_MAX = 200  # of a line under a picture in an element of its own
REST_MIN = 0.7  # of the prose: a story told under its pictures has no other


def picture_rules(layout: Layout, first: int, last: int, rules: dict[int, str]) -> None:
    """Give the rule to what stands under a picture, apart from the text."""
    found: set[int] = set()
    for image in layout.images:
        if first <= image.block < last and image.block not in rules:
            found.update(_under(layout, image, last) or _below(layout, image, last))
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
            if len(held) > 1 and _is_credit(layout.blocks[held[-1]].text):
                return held
            return held if all(_is_short(layout, each, image.box) for each in held) else nothing
    return nothing


def _is_credit(text: str) -> bool:
    return is_credited(text) or kind_of_line(text) == RULE


def _below(layout: Layout, image: Image, last: int) -> range:
    """The line right under a picture in a line of its own, where it ends with who took it."""
    index, nothing = image.block, range(0)
    box = layout.boxes[image.box]
    if index >= last:
        return nothing
    block = layout.blocks[index]
    if box.first != box.last and block.box != image.box:
        return nothing
    is_line = len(block.text) <= UNDER_CHARS_MAX and not block.text.endswith(SENTENCE_ENDS)
    if not is_line or block.text[-1] not in ")]" or block.tag in HEADING_TAGS or block.link_chars:
        return nothing
    return range(index, index + 1) if TAKEN_BY.fullmatch(block.text) else nothing


def _is_short(layout: Layout, index: int, box: int) -> bool:
    block = layout.blocks[index]
    if block.tag in HEADING_TAGS:
        return False
    if len(block.text) > CHARS_MAX:
        return len(block.text) <= LONG_MAX and ENDS_WITH_CREDIT.search(block.text) is not None
    is_line = block.tag == "p" and len(block.text) < PROSE_CHARS
    if block.box == box and (
        (block.tag in LINE_TAGS and not is_line) or block.text.endswith(SENTENCE_ENDS)
    ):
        return False  # a paragraph with a picture in it
    return NAMES.search(layout.boxes[block.box].hint) is None
