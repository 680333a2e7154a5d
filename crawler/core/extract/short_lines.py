"""Texts of nothing but short lines: a story of one line, a poem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crawler.core.extract.byline import is_byline
from crawler.core.extract.container import HEADING_TAGS, SENTENCE_ENDS, prose_chars
from crawler.core.extract.credit import is_credited
from crawler.core.extract.layout import Block, Image, Layout
from crawler.core.extract.line_above import is_dated
from crawler.core.extract.told_lines import is_told
from crawler.core.noise.phrases import closing_kind

POEM_MIN = 8  # lines, of which the most are no sentences
SOLID_MAX = 0.4
OTHERS_MAX = 0.2  # of the lines: names, figures and links
VERSE_CHARS_MIN, VERSE_CHARS_MAX = 6, 60
CELL, PARAGRAPH = "td", "p"
BARS = frozenset("|\u00b7\u2022")  # between the parts of a line
BEFORE = ' \t\n\r\u00a0«"“([{-/'  # what may stand before a word of a sentence
JOINTS_MIN = 2  # places where no space stands between two elements of a line
STORY_MAX = 200  # characters of a story that may have such lines
LINE_CHARS_MIN, LINE_WORDS_MIN = 40, 7
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
VERSES_MIN = 3  # lines: a text of nothing else is a poem, and its shortest lines are text too


def short_lines(layout: Layout, kept: Sequence[int]) -> list[int]:
    """The lines of the text, of those that no rule has taken (`kept`): none above it is a date."""
    told = [index for index in kept if _is_told(layout.blocks[index])]
    while len(told) > 1 and _is_stamp(layout.blocks[told[0]].text):
        told.pop(0)
    if len(told) == 1 and _is_byline(layout.blocks[told[0]].text):
        return []
    return _verses(layout, kept, told) if len(told) >= VERSES_MIN else told


def verses_around(layout: Layout, kept: Sequence[int], solid: list[int]) -> list[int]:
    """The paragraphs, with all lines of their box where most of these are as short as verses.

    Such lines have no figures and no links, and stand in the same element as the paragraphs.
    """
    if not solid or len(kept) < POEM_MIN or len(solid) > SOLID_MAX * len(kept):
        return solid
    around = holder_of(layout, solid[0])
    box, tag = layout.boxes[around], layout.blocks[solid[0]].tag
    inside = [index for index in kept if box.first <= index < box.last]
    verses = [index for index in inside if _is_verse(layout.blocks[index], tag)]
    others = set(inside) - set(verses) - set(solid)
    if len(verses) < POEM_MIN or len(others) > OTHERS_MAX * len(verses):
        return solid
    return sorted({*solid, *verses})


def _is_verse(block: Block, tag: str) -> bool:
    text = block.text
    is_short = VERSE_CHARS_MIN <= len(text) <= VERSE_CHARS_MAX and block.tag == tag
    return is_short and not block.link_chars and not any(map(str.isdigit, text))


def _verses(layout: Layout, kept: Sequence[int], told: list[int]) -> list[int]:
    """A text of short lines with the shorter ones above and below it in the same box."""
    around = _table_of(layout, told[0])
    if around != _table_of(layout, told[-1]):
        return told
    first, last = layout.boxes[around].first, layout.boxes[around].last
    inside = [index for index in kept if first <= index < last]
    tag, own = layout.blocks[told[0]].tag, set(told)
    return [index for index in inside if index in own or _is_verse(layout.blocks[index], tag)]


def lines_around(layout: Layout, kept: Sequence[int], solid: list[int]) -> list[int]:
    """The paragraphs of a short story, with the short and the unstopped sentences beside them."""
    if not solid or sum([len(layout.blocks[index].text) for index in solid]) >= STORY_MAX:
        return solid
    tag, around = layout.blocks[solid[0]].tag, outer_of(layout, solid[0])
    pictured = {
        image.block
        for image in layout.images
        if image.block < len(layout.blocks) and _is_captioned(layout, image)
    }
    lines = (
        index
        for index in kept
        if layout.blocks[index].tag == tag
        and is_said(layout.blocks[index])
        and index not in pictured
        and outer_of(layout, index) == around
    )
    return sorted({*solid, *lines})


def _is_captioned(layout: Layout, image: Image) -> bool:
    """True for a picture in one element with the line below it, or in a paragraph above one."""
    below = layout.blocks[image.block]
    return image.box == below.box or layout.boxes[image.box].tag == below.tag == PARAGRAPH


def is_said(block: Block) -> bool:
    """True for a sentence of a few words, or without its full stop."""
    is_line = block.tag not in HEADING_TAGS and not block.link_chars and is_told(block.text)
    return is_unstopped(block) or (is_line and closing_kind(block.text) is None)


def is_unstopped(block: Block) -> bool:
    """True for a line as long as a sentence without its full stop: short news often have none."""
    text = block.text
    if len(text) < LINE_CHARS_MIN or text.count(" ") < LINE_WORDS_MIN - 1 or block.link_chars:
        return False
    if block.tag in HEADING_TAGS or text.count(":") > 1 or text[-1] == ":" or _is_row(block):
        return False
    if is_dated(text) and YEAR.search(text):
        return False
    return not (is_byline(text) or is_credited(text) or closing_kind(text))


def outer_of(layout: Layout, index: int) -> int:
    """The smallest box that holds a line and another one."""
    boxes = layout.outward(layout.blocks[index].box)
    return next((box for box in boxes if layout.boxes[box].last - layout.boxes[box].first > 1), -1)


def holder_of(layout: Layout, index: int) -> int:
    """The box of a line among others, or the one around the line's own."""
    own = layout.blocks[index].box
    box = layout.boxes[own]
    return own if box.last - box.first > 1 else box.parent


def _table_of(layout: Layout, index: int) -> int:
    """As `holder_of`; for a cell its table: the halves of a verse stand in cells side by side."""
    if layout.blocks[index].tag != CELL:
        return holder_of(layout, index)
    boxes = layout.outward(layout.blocks[index].box)
    return next((box for box in boxes if layout.boxes[box].tag == "table"), -1)


def _is_told(block: Block) -> bool:
    """True for a line that may be all of a short article's text."""
    return prose_chars(block) > 0 and closing_kind(block.text) is None and not _is_row(block)


def _is_row(block: Block) -> bool:
    """True for several elements that only a style sheet holds apart: a match, the weather."""
    if block.text.endswith(SENTENCE_ENDS):
        return False
    joints = (one[-1:] not in BEFORE and two[:1].isalnum() for one, two in pairwise(block.parts))
    return sum(joints) >= JOINTS_MIN


def _is_byline(text: str) -> bool:
    """True for the only line of a page where it tells who wrote it, and when: it shows no text."""
    return _is_stamp(text) and not BARS.isdisjoint(text)


def _is_stamp(text: str) -> bool:
    """True for a line with a date above a text of short lines."""
    return is_dated(text) and not text.endswith(SENTENCE_ENDS)
